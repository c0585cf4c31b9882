package mqttlab.cli.learn;

import mqttlab.packet.Publish;

/// Stage 1: a packet is made of bytes that one can count.
final class PacketChecks {

    private static final String TOPIC = "lab/hello";
    private static final String PAYLOAD = "hello";
    private static final int LENGTH = 20;

    private PacketChecks() {}

    static Outcome hello(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it) || !sight.isFromClient()) {
            return Outcome.NOTHING;
        }
        if (!it.topic().equals(TOPIC)) {
            return Outcome.near("topic", it.topic());
        }
        return it.payload().text().equals(PAYLOAD)
                ? Outcome.done(sight.frame())
                : Outcome.near("payload", it.payload().text());
    }

    static Outcome twenty(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish) || !sight.isFromClient()) {
            return Outcome.NOTHING;
        }
        return sight.length() == LENGTH
                ? Outcome.done(sight.frame())
                : Outcome.near(sight.length() < LENGTH ? "short" : "long", sight.length());
    }
}
