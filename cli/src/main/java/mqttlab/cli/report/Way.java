package mqttlab.cli.report;

import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// Which way a packet went, as far as is known.
enum Way {
    TO_SERVER("to_server"),
    TO_CLIENT("to_client"),
    UNKNOWN("unknown");

    private final String json;

    Way(String json) {
        this.json = json;
    }

    static Way of(@Nullable Direction direction) {
        if (direction == null) {
            return UNKNOWN;
        }
        return direction == Direction.CLIENT_TO_SERVER ? TO_SERVER : TO_CLIENT;
    }

    /// What JSON calls it.
    String json() {
        return json;
    }
}
