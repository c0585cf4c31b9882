package mqttlab.cli.client;

import org.jspecify.annotations.Nullable;

/// Lengths of time on the command line, in seconds.
public final class Seconds {

    private static final double MOST = 1e9;

    private Seconds() {}

    /// The nanoseconds; 0 where none were given.
    public static long parse(String option, @Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            double seconds = Double.parseDouble(text);
            if (seconds >= 0 && seconds <= MOST) {
                return (long) (seconds * 1e9);
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw Usage.wrong(option + ": expected seconds but was '" + text + "'");
    }
}
