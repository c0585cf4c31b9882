package mqttlab.broker.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import mqttlab.packet.PubRel;
import org.jspecify.annotations.Nullable;

/// The messages of QoS 1 and 2 on their way to one client: those that wait, and those under way. 3.1.1 and 5.0 sections
/// 4.3, 4.4; flow control 5.0 section 4.9.
final class Outflow {

    static final String TOO_LONG = "it is longer than the client's Maximum Packet Size";
    private static final String NOT_ALLOWED = "its user may not read the topic any more";

    private final Hub hub;
    private final Session session;
    private final Deque<Delivery> waiting = new ArrayDeque<>(0);
    /// Sent over a connection before this one, and to be sent again; they are in flight, too.
    private final Deque<Delivery> again = new ArrayDeque<>(0);
    private @Nullable InFlight inFlight;
    private long lastPosition;
    /// None of those that wait expires earlier.
    private long nextExpiry = Long.MAX_VALUE;

    Outflow(Hub hub, Session session) {
        this.hub = hub;
        this.session = session;
    }

    /// How many have not been sent, not even once.
    int waiting() {
        return waiting.size();
    }

    /// Whether no more should wait. Where that is so, what has expired makes room.
    boolean isFull() {
        int most = hub.limits().queued();
        if (waiting.size() >= most && nextExpiry <= hub.now()) {
            nextExpiry = Long.MAX_VALUE;
            waiting.removeIf(this::expires);
        }
        return waiting.size() >= most;
    }

    private boolean expires(Delivery it) {
        boolean isExpired = it.message.isExpired(hub.now());
        if (isExpired) {
            hub.drop(session, it.message, "it has expired");
            forget(it);
        } else {
            nextExpiry = Math.min(nextExpiry, it.message.expiresAt());
        }
        return isExpired;
    }

    private void enqueue(Delivery it) {
        waiting.add(it);
        nextExpiry = Math.min(nextExpiry, it.message.expiresAt());
    }

    /// How many are not acknowledged.
    int open() {
        return waiting.size() + inFlight();
    }

    private int inFlight() {
        return inFlight == null ? 0 : inFlight.size();
    }

    /// Whether the client has to acknowledge something.
    boolean isUnanswered() {
        return inFlight() > 0;
    }

    boolean hasRoom() {
        Connection connection = session.connection;
        return connection != null && again.isEmpty() && inFlight() < connection.window();
    }

    /// Sends a message, now or when its turn comes.
    void add(Message message, int qos, boolean retain, int[] identifiers) {
        Delivery it = new Delivery(message, qos, retain, identifiers, ++lastPosition);
        boolean isNext = waiting.isEmpty() && hasRoom();
        if (isNext) {
            flying().add(it);
        }
        if (session.isStored) {
            long number = hub.ledger().keep(message);
            hub.ledger()
                    .record(
                            new Change.Queued(
                                    session.clientId, it.position, number, qos, retain, identifiers, it.packetId),
                            session.connection);
        }
        if (isNext) {
            transmit(it);
        } else {
            message.keep();
            enqueue(it);
        }
    }

    /// Takes up what a store kept.
    ///
    /// @param it with its packet identifier, where it may have been sent
    void restore(Delivery it) {
        lastPosition = Math.max(lastPosition, it.position);
        if (it.packetId == 0) {
            enqueue(it);
        } else {
            flying().restore(it);
        }
    }

    private InFlight flying() {
        if (inFlight == null) {
            inFlight = new InFlight();
        }
        return inFlight;
    }

    /// Begins anew on a connection that has just been accepted: "the Client and Server MUST resend any unacknowledged
    /// PUBLISH packets (where QoS > 0) and PUBREL packets using their original Packet Identifiers"
    /// [MQTT-4.4.0-1] of 3.1.1 and 5.0.
    void resume(Connection connection) {
        again.clear();
        if (inFlight == null) {
            pump();
            return;
        }
        for (Delivery it : inFlight.all()) {
            if (it.isReleased) {
                connection.send(new PubRel(it.packetId));
            } else {
                again.add(it);
            }
        }
        pump();
    }

    /// Sends what there is room for.
    void pump() {
        Connection connection = session.connection;
        if (connection == null) {
            return;
        }
        // What is sent again is in flight already; a window that has become smaller than that is kept to
        // nevertheless.
        while (!again.isEmpty() && inFlight() - again.size() < connection.window()) {
            Delivery it = again.remove();
            if (!hub.mayRead(session, it.message)) {
                giveUp(it, connection, NOT_ALLOWED);
            } else if (!connection.publish(it.message, it.qos, true, it.retain, it.packetId, it.identifiers)) {
                giveUp(it, connection, TOO_LONG);
            }
        }
        while (!waiting.isEmpty() && hasRoom()) {
            Delivery it = waiting.remove();
            // "If the Message Expiry Interval has passed and the Server has not managed to start onward delivery to
            // a matching subscriber, then it MUST delete the copy of the message for that subscriber"
            // [MQTT-3.3.2-5] of 5.0.
            if (it.message.isExpired(hub.now())) {
                hub.drop(session, it.message, "it has expired");
                forget(it);
            } else if (!hub.mayRead(session, it.message)) {
                hub.drop(session, it.message, NOT_ALLOWED);
                forget(it);
            } else {
                send(it);
            }
        }
        session.pumpRetained();
    }

    /// Does not send again what the client may have, or not. If it has a message of QoS 2, it takes another with the
    /// same identifier for that one until PUBREL: so this is sent as if it had said so.
    private void giveUp(Delivery it, Connection connection, String why) {
        hub.drop(session, it.message, why);
        if (it.qos == 2) {
            release(it);
            connection.send(new PubRel(it.packetId));
        } else {
            flying().remove(it);
            forget(it);
        }
    }

    private void send(Delivery it) {
        flying().add(it);
        if (session.isStored) {
            hub.ledger().record(new Change.Sent(session.clientId, it.position, it.packetId), session.connection);
        }
        transmit(it);
    }

    private void transmit(Delivery it) {
        Connection connection = session.connection;
        if (connection == null) {
            throw new IllegalStateException("nobody to send to");
        }
        // It may have to be sent again.
        it.message.keep();
        if (!connection.publish(it.message, it.qos, false, it.retain, it.packetId, it.identifiers)) {
            // "Where a Packet is too large to send, the Server MUST discard it without sending it and then behave as
            // if it had completed sending that Application Message" [MQTT-3.1.2-25] of 5.0.
            hub.drop(session, it.message, TOO_LONG);
            done(it);
        }
    }

    /// What is in flight under this identifier, or null.
    @Nullable
    Delivery find(int packetId) {
        return inFlight == null ? null : inFlight.get(packetId);
    }

    /// PUBREC came.
    void released(Delivery it) {
        if (!it.isReleased) {
            again.remove(it);
            release(it);
        }
    }

    private void release(Delivery it) {
        it.isReleased = true;
        if (session.isStored) {
            hub.ledger().record(new Change.Released(session.clientId, it.position), session.connection);
        }
    }

    /// The client has acknowledged a delivery for good.
    void acknowledged(Delivery it) {
        done(it);
        pump();
    }

    private void done(Delivery it) {
        flying().remove(it);
        again.remove(it);
        forget(it);
    }

    private void forget(Delivery it) {
        if (session.isStored) {
            hub.ledger().record(new Change.Delivered(session.clientId, it.position), null);
            hub.ledger().release(it.message);
        }
    }

    /// Everything that is not acknowledged, since the session ends.
    void end() {
        List<Delivery> flying = inFlight == null ? List.of() : inFlight.all();
        if (session.isStored) {
            flying.forEach(it -> hub.ledger().release(it.message));
            waiting.forEach(it -> hub.ledger().release(it.message));
        }
        waiting.clear();
        again.clear();
        inFlight = null;
    }
}
