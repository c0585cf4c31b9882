package mqttlab.cli.client;

import mqttlab.cli.command.Numbers;
import org.jspecify.annotations.Nullable;

/// Port numbers.
final class Ports {

    private Ports() {}

    /// A port, or 0 where none was given.
    static int parse(String option, @Nullable String text) {
        return (int) Numbers.parse(option, text, 1, 0xffff, 0);
    }
}
