package mqttlab.cli.option;

import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// The value of `--mqtt-version`, in the ways that people and other tools write it.
public final class VersionOption {

    private VersionOption() {}

    /// The version, or null where none was given.
    public static @Nullable Version parse(@Nullable String text) {
        return parse("--mqtt-version", text);
    }

    /// The version that the text of this option means, or null where none was given.
    public static @Nullable Version parse(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "3", "3.1", "31", "mqttv31" -> Version.V3_1;
            case "4", "3.1.1", "311", "mqttv311" -> Version.V3_1_1;
            case "5", "5.0", "50", "mqttv5" -> Version.V5;
            default -> throw new Failure(Status.USAGE, option + ": expected 3.1, 3.1.1 or 5.0 but was '" + text + "'");
        };
    }
}
