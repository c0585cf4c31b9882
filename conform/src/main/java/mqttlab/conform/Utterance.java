package mqttlab.conform;

import mqttlab.packet.Direction;

/// A packet, or the end of a connection, as it was seen.
///
/// @param client whose connection it is; "" for the one without a name
/// @param nanos since the conversation began
/// @param bytes none for the end of the connection
/// @param summary the packet in a line, escaped
public record Utterance(String client, Direction direction, long nanos, byte[] bytes, String summary) {

    /// "a < ".
    String arrow() {
        String arrow = direction == Direction.CLIENT_TO_SERVER ? "> " : "< ";
        return client.isEmpty() ? arrow : client + " " + arrow;
    }
}
