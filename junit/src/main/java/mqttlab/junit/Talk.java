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
    /// In each direction the beginning of a packet, and how long it is.
    private final byte[][] kept = {NOTHING, NOTHING};
    private final int[] have = new int[2];
    private final boolean[] isLost = new boolean[2];

    void take(Direction direction, byte[] array, int from, int to, Sink sink) {
        int side = direction.ordinal();
        if (isLost[side]) {
            return;
        }
        boolean isMore = have[side] > 0;
        byte[] bytes = isMore ? joined(side, array, from, to) : array;
        int at = isMore ? 0 : from;
        int end = isMore ? have[side] : to;
        have[side] = 0;
        while (at < end && !isLost[side]) {
            switch (Framing.next(bytes, at, end)) {
                case Framing.Whole(int header, int length) -> {
                    read(direction, Arrays.copyOfRange(bytes, at, at + length), sink);
                    at += length;
                }
                case Framing.Missing(int count) -> {
                    kept[side] = isMore && at == 0 ? bytes : Arrays.copyOfRange(bytes, at, end);
                    have[side] = end - at;
                    return;
                }
                case Framing.Malformed(int offset) -> {
                    isLost[side] = true;
                    sink.packet(null, "bytes that are no MQTT", end - at);
                }
            }
        }
        kept[side] = NOTHING;
    }

    /// What is kept, and more behind it. A length that lies is no reason to allocate.
    private byte[] joined(int side, byte[] array, int from, int to) {
        int needed = have[side] + to - from;
        byte[] bytes = kept[side];
        if (bytes.length < needed) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        System.arraycopy(array, from, bytes, have[side], to - from);
        have[side] = needed;
        return bytes;
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
