package mqttlab.client;

import java.time.Instant;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// A packet that was sent, or has come.
///
/// @param packet null where the bytes are no packet of the standard
/// @param bytes a view of a buffer that is used again: copy what is to be kept
public record PacketEvent(
        Instant time,
        Direction direction,
        Version version,
        @Nullable Packet packet,
        Bytes bytes) {

    /// Reads the packet field by field, as a dissector does.
    public Trace trace() {
        Trace trace = new Trace();
        Codec.trace(trace, bytes.toArray(), 0, bytes.length(), version, direction);
        return trace;
    }
}
