package mqttlab.conversation;

import mqttlab.finding.Check;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.packet.Disconnect;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;
import mqttlab.packet.ReasonCode;
import org.jspecify.annotations.Nullable;

/// Whether the client is heard often enough. 3.1.1 and 5.0 section 3.1.2.10.
///
/// We see packets when they pass, not when they are sent or arrive, so nobody is blamed for a second.
final class KeepAlive {

    private static final long SECOND = 1_000_000_000L;
    /// A packet this long may take its time on the way; the silence before it cannot be told.
    private static final int LONG = 1 << 16;

    private final Scene scene;
    private int asked;
    private int ofServer = -1;
    private long last;
    private boolean isHeard;
    private long longest;
    private boolean isTolerated;
    /// The client's last packet.
    private long packet;
    private boolean isOver;

    KeepAlive(Scene scene) {
        this.scene = scene;
    }

    void asked(int seconds) {
        asked = seconds;
    }

    /// The client counts from CONNACK: before it knew no Server Keep Alive and, while it authenticates itself, must not
    /// send PINGREQ.
    ///
    /// @param seconds -1 where CONNACK does not say
    void answered(int seconds) {
        ofServer = seconds;
        longest = 0;
    }

    /// In seconds; 0 for none.
    int seconds() {
        return ofServer >= 0 ? ofServer : asked;
    }

    /// The longest time in which nothing was heard of the client, in nanoseconds.
    long longestSilence() {
        return longest;
    }

    /// What was sent in between may have been lost.
    void lost() {
        isHeard = false;
    }

    void packet() {
        long silence = isHeard ? scene.time - Math.max(last, scene.acceptedAt()) : 0;
        if (scene.from == Party.CLIENT) {
            longest = Math.max(longest, silence);
            if (scene.isAccepted()) {
                checkClient(silence);
            }
            last = scene.time;
            packet = scene.number;
            isHeard = true;
        } else if (!isTolerated && scene.isAccepted()) {
            checkServer(Math.max(silence, longest));
        }
    }

    /// A side has closed. A client that is silent may have vanished, and one that closes may answer a server whose FIN
    /// was not captured: so only a server that closes itself, and far too late, is to blame.
    ///
    /// @param by null where that is not known
    void closed(@Nullable Party by, long time) {
        long silence = isHeard && !isOver ? time - Math.max(last, scene.acceptedAt()) : 0;
        isOver = true;
        long limit = seconds() * SECOND;
        boolean isLate = scene.isAccepted() && limit > 0 && silence > 2 * limit + Scene.PATIENCE;
        if (isLate && by == Party.SERVER && !isTolerated) {
            String found = after(silence) + " of the client";
            scene.report(Check.SILENCE_TOLERATED, Severity.WARNING, Party.SERVER, packet, found);
        }
    }

    private void checkClient(long silence) {
        long limit = seconds() * SECOND;
        boolean isLate = limit > 0 && silence > limit + limit / 10 + SECOND;
        if (!isLate || scene.trace.packet().length() >= LONG) {
            return;
        }
        Check check = ofServer >= 0 ? Check.SILENT_CLIENT_OF_SERVERS_TIME : Check.SILENT_CLIENT;
        Severity severity = silence > limit + limit / 2 + SECOND ? Severity.VIOLATION : Severity.WARNING;
        scene.report(check, severity, Party.CLIENT, FixedHeader.TYPE, after(silence));
    }

    private void checkServer(long silence) {
        long limit = seconds() * SECOND;
        if (limit > 0 && silence > 2 * limit + 2 * SECOND && scene.trace.type() != null && !isDisconnect()) {
            isTolerated = true;
            scene.report(Check.SILENCE_TOLERATED, FixedHeader.TYPE, after(silence) + " of the client");
        }
    }

    private boolean isDisconnect() {
        return scene.trace.type() == PacketType.DISCONNECT;
    }

    void disconnect(Disconnect disconnect) {
        boolean isTimeout = disconnect.reasonCode() == ReasonCode.KEEP_ALIVE_TIMEOUT.value();
        long silence = scene.time - last;
        if (isTimeout && isHeard && !scene.lost && scene.from == Party.SERVER && ofServer < 0) {
            if (seconds() == 0 || silence < seconds() * SECOND) {
                scene.report(Check.TIMED_OUT_EARLY, Disconnect.CODE, after(silence));
            }
        }
    }

    private String after(long silence) {
        return "after " + silence / SECOND + " s of silence, Keep Alive is " + seconds() + " s";
    }
}
