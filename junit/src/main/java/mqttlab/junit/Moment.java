package mqttlab.junit;

import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import org.jspecify.annotations.Nullable;

/// Something that happened on a connection.
sealed interface Moment {

    /// In nanoseconds since the first moment.
    long time();

    /// Which connection, from 1 up.
    long connection();

    record Opened(long time, long connection, String peer) implements Moment {}

    /// @param packet null where it could not be read
    /// @param line the packet in a line
    /// @param size how many bytes it has
    record Said(
            long time,
            long connection,
            Direction direction,
            @Nullable Packet packet,
            String line,
            int size) implements Moment {}

    /// @param by whose end was the first: CLIENT_TO_SERVER for the client's
    record Closed(long time, long connection, Direction by) implements Moment {}
}
