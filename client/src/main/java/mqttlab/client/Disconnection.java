package mqttlab.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A connection has ended.
///
/// @param reason why, or null where this client wanted it
/// @param reconnect after what time the next attempt is made, or null where there will be none
public record Disconnection(
        @Nullable MqttException reason, @Nullable Duration reconnect) {}
