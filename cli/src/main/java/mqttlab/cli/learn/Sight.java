package mqttlab.cli.learn;

import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.dissection.Seen;
import mqttlab.packet.Codec;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// A packet as a lesson sees it.
///
/// @param frame its number in the journal
/// @param stream the number of its connection
/// @param port that of the server
/// @param direction which way it went, or null where nobody knows
/// @param client the client's identifier, or ""
/// @param packet null where not all of it could be read
/// @param length how many bytes follow the fixed header: its Remaining Length
record Sight(
        long frame,
        int stream,
        int port,
        @Nullable Direction direction,
        String client,
        Version version,
        @Nullable Packet packet,
        long length) {

    /// Of a packet that is only lent, and whose payload would be another's later.
    static Sight of(Seen seen) {
        int client = Math.max(0, seen.client());
        int remaining = seen.trace().find(Trace.REMAINING_LENGTH);
        return new Sight(
                PacketId.frame(seen.id()),
                seen.streamNumber(),
                seen.stream().port(1 - client),
                seen.direction(),
                seen.connection().clientId(),
                seen.trace().version(),
                copy(seen),
                remaining < 0 ? 0 : seen.trace().value(remaining));
    }

    private static @Nullable Packet copy(Seen seen) {
        byte[] bytes = seen.trace().packet().toArray();
        return Codec.trace(new Trace(), bytes, 0, bytes.length, seen.trace().version(), seen.direction());
    }

    boolean isFromClient() {
        return direction == Direction.CLIENT_TO_SERVER;
    }

    boolean isFromServer() {
        return direction == Direction.SERVER_TO_CLIENT;
    }
}
