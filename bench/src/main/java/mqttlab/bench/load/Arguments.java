package mqttlab.bench.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The options of a command line, which are taken one after the other.
final class Arguments {

    private final Map<String, String> values = new HashMap<>();

    void put(String option, String value) {
        values.put(option, value);
    }

    /// The option's number, within bounds; another where it was not given.
    double number(String option, double absent, double min, double max) {
        String value = values.remove(option);
        return value == null ? absent : number(option, value, min, max);
    }

    List<Integer> list(String option, String absent, int min, int max) {
        String value = values.remove(option);
        return Stream.of((value == null ? absent : value).split(","))
                .map(each -> (int) number(option, each, min, max))
                .toList();
    }

    private static double number(String option, String value, double min, double max) {
        try {
            double number = Double.parseDouble(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new LoadException(option + " " + value + ": a number from " + (long) Math.ceil(min) + " to " + (long) max
                + " was expected.");
    }

    /// Fails if an option was never asked for.
    void finish() {
        if (!values.isEmpty()) {
            throw new LoadException(
                    "There is no option " + values.keySet().iterator().next() + ".");
        }
    }
}
