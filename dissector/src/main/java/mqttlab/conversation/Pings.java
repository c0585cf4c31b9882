package mqttlab.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import mqttlab.finding.Check;
import mqttlab.finding.Party;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;

/// PINGREQ and PINGRESP, answered in their order. 3.1.1 and 5.0 sections 3.12 and 3.13.
final class Pings {

    private static final int MOST = 1000;

    private record Ping(long packet, long time) {}

    private final Scene scene;
    private Deque<Ping> open = new ArrayDeque<>();

    Pings(Scene scene) {
        this.scene = scene;
    }

    void request() {
        if (open.size() == MOST) {
            open.poll();
        }
        open.add(new Ping(scene.number, scene.time));
    }

    void response() {
        Ping ping = open.poll();
        if (ping != null) {
            scene.answered(ping.packet, ping.time);
        } else if (scene.isWhole()) {
            scene.report(Check.UNASKED_PINGRESP, FixedHeader.TYPE);
        }
    }

    void forget() {
        open = new ArrayDeque<>();
    }

    void end(boolean refused) {
        for (Ping ping : open) {
            scene.listener().unanswered(ping.packet, PacketType.PINGREQ);
            if (!scene.lost && !refused && scene.isHeardLongAfter(Party.SERVER, ping.time)) {
                scene.report(Check.NO_PINGRESP, Check.NO_PINGRESP.severity(), Party.SERVER, ping.packet, "no PINGRESP");
            }
        }
        forget();
    }
}
