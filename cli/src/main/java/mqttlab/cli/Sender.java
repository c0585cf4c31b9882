package mqttlab.cli;

import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// Who sent the packets that come as bytes.
enum Sender {
    UNKNOWN,
    CLIENT,
    SERVER;

    @Nullable
    Direction direction() {
        return switch (this) {
            case UNKNOWN -> null;
            case CLIENT -> Direction.CLIENT_TO_SERVER;
            case SERVER -> Direction.SERVER_TO_CLIENT;
        };
    }
}
