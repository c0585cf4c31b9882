package mqttlab.cli.shell;

import java.util.concurrent.TimeUnit;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;

/// Times as they are typed: "5", "0.5s", "200ms".
final class Waiting {

    private Waiting() {}

    /// Whether a word is a time with its unit.
    static boolean isTime(String text) {
        return text.matches("[0-9]+(\\.[0-9]+)?(ms|s)");
    }

    /// In nanoseconds; a number without a unit is one of seconds.
    static long parse(String text) {
        boolean isMillis = text.endsWith("ms");
        String number = isMillis
                ? text.substring(0, text.length() - 2)
                : text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
        if (!number.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new Failure(Status.USAGE, "expected a time such as 5, 0.5s or 200ms but was '" + text + "'");
        }
        double unit = isMillis ? TimeUnit.MILLISECONDS.toNanos(1) : TimeUnit.SECONDS.toNanos(1);
        return (long) (Double.parseDouble(number) * unit);
    }
}
