package mqttlab.cli.client;

import org.jspecify.annotations.Nullable;

/// Shares on the command line.
final class Percent {

    private Percent() {}

    /// A share from 0 to 1; 1 where none was given.
    static double parse(String option, @Nullable String text) {
        if (text == null) {
            return 1;
        }
        try {
            double percent = Double.parseDouble(text);
            if (percent > 0 && percent <= 100) {
                return percent / 100;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw Usage.wrong(option + ": expected more than 0 and at most 100 but was '" + text + "'");
    }
}
