package mqttlab.conversation;

import mqttlab.finding.Check;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Whether the session of an accepted client is the one it left, and what becomes of a connection that it still
/// has. 3.1.1 sections 3.1.2.4, 3.1.4, 3.2.2; 5.0 sections 3.1.2.4, 3.1.4, 3.2.2, 4.1.
final class Resumption {

    private static final long SECOND = 1_000_000_000L;

    private final Scene scene;
    private final Sessions sessions;
    private final String server;

    private long asked;
    private long expiry;
    private long connectedAt;

    private long takenOverAt = Long.MAX_VALUE;
    private boolean isReported;

    Resumption(Scene scene, Sessions sessions, String server) {
        this.scene = scene;
        this.sessions = sessions;
        this.server = server;
    }

    void connect(Connect connect) {
        connectedAt = scene.time;
        long kept = scene.isV5() ? 0 : connect.cleanStart() ? 0 : Session.FOR_EVER;
        expiry = connect.properties().number(PropertyId.SESSION_EXPIRY_INTERVAL, kept);
        asked = expiry;
    }

    /// What CONNECT asked for, in seconds.
    long askedExpiry() {
        return asked;
    }

    void expiry(long seconds) {
        expiry = seconds;
    }

    /// The client is accepted. Returns the session to go on with: `begun` or, where it is known, an older one.
    Session accepted(ConnAck ack, String clientId, Session begun, Observer observer) {
        expiry = ack.properties().number(PropertyId.SESSION_EXPIRY_INTERVAL, expiry);
        Session older = clientId.isEmpty() ? null : sessions.find(server, clientId);
        if (older != null && older.observer != observer) {
            older.observer.takenOver(connectedAt, scene.time, scene.stream);
        }
        Session session =
                scene.beganAnew || scene.version == Version.V3_1 ? begun : continued(ack, older, begun, observer);
        session.expiry = expiry;
        if (!clientId.isEmpty()) {
            sessions.put(server, clientId, session);
        }
        return session;
    }

    private Session continued(ConnAck ack, @Nullable Session older, Session begun, Observer observer) {
        long expired = older == null || older.isConnected() ? Long.MIN_VALUE : older.expiredFor(scene.time);
        if (!ack.sessionPresent()) {
            scene.fresh = true;
            if (older != null && older.isComplete && older.expiry > 0 && expired < -10 * SECOND) {
                scene.report(Check.SESSION_LOST, ConnAck.SESSION_PRESENT);
            }
            return begun;
        }
        scene.fresh = false;
        if (older == null) {
            return begun;
        }
        if (older.expiry == 0 && !older.isConnected()) {
            scene.report(Check.SESSION_INVENTED, ConnAck.SESSION_PRESENT);
        } else if (expired > 10 * SECOND) {
            String found = "1, " + expired / SECOND + " s after the session's end";
            scene.report(Check.SESSION_EXPIRED, ConnAck.SESSION_PRESENT, found);
        }
        if (!older.isComplete || !scene.isWhole()) {
            return begun;
        }
        scene.carried = true;
        sessions.resume(older);
        older.resume(scene, observer, begun);
        return older;
    }

    /// Another connection of the same client was accepted at `at`, which had begun at `from`.
    ///
    /// @param closer who had said goodbye on this one, or null
    void takenOver(long from, long at, @Nullable Ended ended, @Nullable Party closer, int stream) {
        boolean isByServer = ended == null || ended.time() >= from && ended.by() == Party.SERVER;
        if (isByServer && closer != Party.CLIENT) {
            scene.listener().takenOver(scene.stream, stream);
        }
        if (isByServer) {
            takenOverAt = Math.min(takenOverAt, at);
        }
        if (ended != null) {
            ended(ended, closer);
        }
    }

    /// This connection is over.
    ///
    /// @param closer who had said goodbye, or null
    void ended(Ended ended, @Nullable Party closer) {
        if (takenOverAt == Long.MAX_VALUE || closer != null || scene.lost || isReported) {
            return;
        }
        long since = ended.time() - takenOverAt;
        if (since > Scene.PATIENCE) {
            String found = "still open " + since / SECOND + " s after the client has connected anew";
            scene.report(Check.TAKEN_OVER_SERVED, Severity.WARNING, Party.SERVER, scene.number, found);
        } else if (ended.by() == Party.SERVER) {
            Check check = Check.TAKEN_OVER_SILENTLY;
            String found = ended.how() + " without DISCONNECT";
            scene.report(check, check.severity(), Party.SERVER, scene.number, found);
        }
    }

    void packet() {
        boolean isLate = takenOverAt != Long.MAX_VALUE && scene.time - takenOverAt > Scene.PATIENCE;
        if (isLate && scene.from == Party.SERVER && !isReported) {
            isReported = true;
            String found = "goes on after the client has connected anew";
            scene.report(Check.TAKEN_OVER_SERVED, Severity.VIOLATION, Party.SERVER, FixedHeader.TYPE, found);
        }
    }

    /// The session's connection is over.
    void end(Session session, long time, boolean isKnown) {
        session.ended = time;
        session.expiry = expiry;
        session.isComplete = isKnown;
    }
}
