package mqttlab.conform;

import java.util.List;
import mqttlab.packet.PacketType;

/// What a client sends: bytes, or a packet by its name and fields.
sealed interface Message {

    /// Bytes as they are written down, see [Hex].
    record Raw(String hex) implements Message {}

    /// A packet that keeps the rules. What is not given is what it mostly is.
    record Named(PacketType type, List<Entry> fields) implements Message {}

    /// A field, or a property, and its value: "qos" and "1".
    record Entry(String name, String value) {}
}
