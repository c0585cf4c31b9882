package mqttlab.cli.bytes;

import java.util.ArrayList;
import java.util.List;
import mqttlab.dissector.Conversation;
import mqttlab.packet.Direction;
import mqttlab.packet.Framing;
import org.jspecify.annotations.Nullable;

/// Packets that follow one another in an array, as one side of a connection sent them.
///
/// @param packets where each begins and ends; the last may be cut off or unframeable, and then reaches to the end
/// @param missing how many bytes the last packet lacks, at least; 0 where it is complete
public record PacketStream(byte[] bytes, List<Span> packets, int missing) {

    /// A packet from byte `from` to byte `to`.
    public record Span(int from, int to) {}

    public static PacketStream of(byte[] bytes) {
        List<Span> packets = new ArrayList<>();
        int at = 0;
        int missing = 0;
        while (at < bytes.length) {
            int end = switch (Framing.next(bytes, at, bytes.length)) {
                case Framing.Whole whole -> at + whole.length();
                case Framing.Malformed _ -> bytes.length;
                case Framing.Missing some -> {
                    missing = some.bytes();
                    yield bytes.length;
                }
            };
            packets.add(new Span(at, end));
            at = end;
        }
        return new PacketStream(bytes, packets, missing);
    }

    /// Shows the conversation its packets until it knows its version.
    public void teach(Conversation conversation, @Nullable Direction direction) {
        for (int i = 0; i < packets.size() && conversation.isUndecided(); i++) {
            if (missing == 0 || i < packets.size() - 1) {
                conversation.learn(
                        direction, bytes, packets.get(i).from(), packets.get(i).to());
            }
        }
    }
}
