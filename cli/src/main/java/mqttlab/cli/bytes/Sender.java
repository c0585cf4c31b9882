package mqttlab.cli.bytes;

import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// Who sent the packets that come as bytes.
public enum Sender {
    UNKNOWN,
    CLIENT,
    SERVER;

    public @Nullable Direction direction() {
        return switch (this) {
            case UNKNOWN -> null;
            case CLIENT -> Direction.CLIENT_TO_SERVER;
            case SERVER -> Direction.SERVER_TO_CLIENT;
        };
    }
}
