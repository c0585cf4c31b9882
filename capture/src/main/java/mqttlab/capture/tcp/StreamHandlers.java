package mqttlab.capture.tcp;

import org.jspecify.annotations.Nullable;

/// Says who gets what is sent over a connection.
@FunctionalInterface
public interface StreamHandlers {

    /// The handler of a connection, or null if the connection is of no interest.
    @Nullable
    StreamHandler handler(Connection connection);
}
