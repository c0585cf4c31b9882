package mqttlab.cli;

import org.jspecify.annotations.Nullable;

/// Numbers on the command line.
final class Numbers {

    private Numbers() {}

    /// A number from 1, or `absent` where none was given.
    static long parse(String option, @Nullable String text, long absent) {
        if (text == null) {
            return absent;
        }
        try {
            long number = Long.parseLong(text);
            if (number > 0 && number <= Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new Failure(Main.USAGE, option + ": expected a number from 1 but was '" + text + "'");
    }
}
