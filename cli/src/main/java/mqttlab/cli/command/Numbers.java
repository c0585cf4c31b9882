package mqttlab.cli.command;

import org.jspecify.annotations.Nullable;

/// Numbers on the command line.
public final class Numbers {

    private Numbers() {}

    /// A number from 1, or `absent` where none was given.
    public static long parse(String option, @Nullable String text, long absent) {
        return parse(option, text, 1, Integer.MAX_VALUE, absent);
    }

    /// A number from `least` to `greatest`, or `absent` where none was given.
    public static long parse(String option, @Nullable String text, long least, long greatest, long absent) {
        if (text == null) {
            return absent;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        // Who has not come near it need not know where it ends.
        boolean isTooLarge = text.matches("\\d+") && !text.equals("0");
        String range = " from " + least + (greatest == Integer.MAX_VALUE && !isTooLarge ? "" : " to " + greatest);
        throw new Failure(Status.USAGE, option + ": expected a number" + range + " but was '" + text + "'");
    }
}
