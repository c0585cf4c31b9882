package mqttlab.junit;

import java.util.Arrays;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.Summary;
import mqttlab.packet.Derived;
import mqttlab.packet.Direction;
import mqttlab.packet.Framing;
import mqttlab.packet.Packet;
import mqttlab.packet.Publish;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// One connection's bytes, cut into packets.
final class Talk {

    /// Takes a packet.
    interface Sink {

        /// @param packet null where it could not be read
        /// @param line the packet in a line
        /// @param size how many bytes it has
        void packet(@Nullable Packet packet, String line, int size);
    }

    private static final byte[] NOTHING = {};

    private final Conversation conversation = new Conversation();
    private final Trace trace = new Trace();
    /// In each direction the beginning of a packet.
    private final byte[][] parts = {NOTHING, NOTHING};
    private final boolean[] isLost = new boolean[2];

    void take(Direction direction, byte[] array, int from, int to, Sink sink) {
        int side = direction.ordinal();
        if (isLost[side]) {
            return;
        }
        byte[] bytes = Arrays.copyOf(parts[side], parts[side].length + to - from);
        System.arraycopy(array, from, bytes, parts[side].length, to - from);
        int at = 0;
        while (at < bytes.length && !isLost[side]) {
            switch (Framing.next(bytes, at, bytes.length)) {
                case Framing.Whole(int header, int length) -> {
                    read(direction, Arrays.copyOfRange(bytes, at, at + length), sink);
                    at += length;
                }
                case Framing.Missing(int count) -> {
                    parts[side] = Arrays.copyOfRange(bytes, at, bytes.length);
                    return;
                }
                case Framing.Malformed(int offset) -> {
                    isLost[side] = true;
                    sink.packet(null, "bytes that are no MQTT", bytes.length - at);
                }
            }
        }
        parts[side] = NOTHING;
    }

    private void read(Direction direction, byte[] bytes, Sink sink) {
        Packet packet = conversation.read(trace, direction, bytes, 0, bytes.length);
        TextBuffer line = new TextBuffer();
        Summary.print(line, trace, packet);
        sink.packet(packet instanceof Publish publish ? named(publish) : packet, line.toString(), bytes.length);
    }

    /// With the topic that its alias stands for.
    private Publish named(Publish it) {
        if (!it.topic().isEmpty()) {
            return it;
        }
        String topic = trace.generated().stream()
                .filter(each -> each.field().id() == Derived.TOPIC.id())
                .map(Trace.Generated::text)
                .findFirst()
                .orElse("");
        return new Publish(topic, it.qos(), it.dup(), it.retain(), it.packetId(), it.properties(), it.payload());
    }
}
