package mqttlab.conform;

import java.util.List;
import mqttlab.packet.PacketType;

/// What a server may send.
sealed interface Answer {

    /// As it is written.
    String text();

    /// A packet of this type, some fields of which are given.
    record Named(String text, PacketType type, List<Demand> demands) implements Answer {}

    /// Just these bytes.
    record Raw(String text, String hex) implements Answer {}

    /// The server closes the connection. In 5.0 it may say why before: by DISCONNECT, or by CONNACK before it has
    /// accepted the client.
    ///
    /// @param codes which reason codes it may give; empty for any from 0x80 on
    record Closed(String text, List<Integer> codes) implements Answer {}

    /// Nothing comes: a PINGREQ is answered, and no packet comes before the answer.
    record Nothing(String text) implements Answer {}

    /// What is demanded of a field.
    ///
    /// @param isAbsent whether it must not be there
    /// @param values one of which it must have: "1", "0x80..0xff", "$id" for any the first time and the same later
    record Demand(String name, boolean isAbsent, List<String> values) {}
}
