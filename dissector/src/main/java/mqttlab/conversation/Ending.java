package mqttlab.conversation;

import mqttlab.finding.Check;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;
import org.jspecify.annotations.Nullable;

/// Who has to close the connection, and whether it does. 3.1.1 and 5.0 sections 3.1.4, 3.2.2, 3.14.4.
final class Ending {

    private final Scene scene;
    private @Nullable Party closer;
    private Check check = Check.OPEN_AFTER_DISCONNECT;
    private long since;
    private long packet;
    private boolean isRefusal;
    /// It was reported, or the closer has closed.
    private boolean isSettled;
    private int disconnectCode = -1;
    private @Nullable Party disconnectedBy;

    Ending(Scene scene) {
        this.scene = scene;
    }

    /// The packet at hand obliges its sender to close the connection.
    void mustClose(Check ifOpen, boolean isRefusal) {
        if (closer == null) {
            this.closer = scene.from;
            this.check = ifOpen;
            this.since = scene.time;
            this.packet = scene.number;
            this.isRefusal = isRefusal;
        }
    }

    /// The packet at hand is DISCONNECT. What follows it explains nothing any more.
    void disconnected(int code) {
        if (disconnectedBy == null) {
            disconnectCode = code;
            disconnectedBy = scene.from;
        }
    }

    /// Who has said goodbye or refused, or null.
    @Nullable
    Party closer() {
        return closer;
    }

    boolean isRefusal() {
        return isRefusal;
    }

    /// The code of the DISCONNECT that was seen, or -1.
    int disconnectCode() {
        return disconnectCode;
    }

    /// Who sent the DISCONNECT that was seen, or null.
    @Nullable
    Party disconnectedBy() {
        return disconnectedBy;
    }

    /// Before the packet at hand is looked at otherwise.
    void packet() {
        if (closer == null) {
            return;
        }
        boolean isLate = scene.from == closer;
        PacketType type = scene.trace.type();
        if (isLate && isRefusal && type == PacketType.DISCONNECT && scene.isV5()) {
            scene.report(Check.DISCONNECT_BEFORE_CONNACK, FixedHeader.TYPE);
        }
        if (isLate && isRefusal && type != PacketType.AUTH && type != PacketType.DISCONNECT && type != null) {
            isSettled = true;
            boolean isSecond = type == PacketType.CONNACK;
            if (!isSecond) {
                scene.report(Check.SERVED_AFTER_REFUSAL, FixedHeader.TYPE);
            }
        } else if (isLate && !isRefusal) {
            isSettled = true;
            scene.report(Check.AFTER_DISCONNECT, FixedHeader.TYPE);
        } else {
            stillOpen(scene.time);
        }
    }

    /// A side has closed its direction.
    void closed(Party party, long time) {
        if (party == closer) {
            stillOpen(time);
            isSettled = true;
        }
    }

    void end(long time) {
        stillOpen(time);
    }

    private void stillOpen(long time) {
        if (closer != null && !isSettled && time - since > Scene.PATIENCE) {
            isSettled = true;
            String found = "still open after " + (time - since) / 1_000_000_000L + " s";
            scene.report(check, Severity.WARNING, closer, packet, found);
        }
    }
}
