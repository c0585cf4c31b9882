package mqttlab.fields;

/// How rows are laid out: what tshark's option `-E` sets.
///
/// @param header whether the first line has the names of the columns
/// @param separator between two columns
/// @param aggregator between two values of a column
/// @param quote around each cell that has a value
/// @param escape whether control characters are printed as escapes (`\t`, `\u001b`), the backslash as two
public record Layout(
        boolean header, String separator, String aggregator, Occurrence occurrence, Quote quote, boolean escape) {

    /// Which of a column's values are printed.
    public enum Occurrence {
        FIRST,
        LAST,
        ALL
    }

    public enum Quote {
        NONE,
        SINGLE,
        DOUBLE
    }

    public static final Layout DEFAULT = new Layout(false, "\t", ",", Occurrence.ALL, Quote.NONE, true);

    private static final String CHARACTER = "one character, /t for a tab or /s for a space";

    /// This layout with one thing set as `-E` sets it: `header=y`, `separator=,`, `quote=d`, ...
    ///
    /// @throws IllegalArgumentException where nothing can be set so; the message says what can
    public Layout with(String setting) {
        int equals = setting.indexOf('=');
        String name = equals < 0 ? setting : setting.substring(0, equals);
        String value = equals < 0 ? "" : setting.substring(equals + 1);
        return switch (name) {
            case "header" -> new Layout(isYes(name, value), separator, aggregator, occurrence, quote, escape);
            case "separator" -> new Layout(header, character(name, value), aggregator, occurrence, quote, escape);
            case "aggregator" -> new Layout(header, separator, character(name, value), occurrence, quote, escape);
            case "occurrence" -> {
                Occurrence which = Occurrence.values()[choice(name, value, "fla", "f (first), l (last) or a (all)")];
                yield new Layout(header, separator, aggregator, which, quote, escape);
            }
            case "quote" -> {
                Quote around = Quote.values()[choice(name, value, "nsd", "d (double), s (single) or n (none)")];
                yield new Layout(header, separator, aggregator, occurrence, around, escape);
            }
            case "escape" -> new Layout(header, separator, aggregator, occurrence, quote, isYes(name, value));
            default ->
                throw new IllegalArgumentException("there is no setting '" + name
                        + "', only header, separator, aggregator, occurrence, quote and escape");
        };
    }

    private static boolean isYes(String name, String value) {
        return choice(name, value, "ny", "y or n") == 1;
    }

    private static int choice(String name, String value, String choices, String expected) {
        int choice = value.length() == 1 ? choices.indexOf(value.charAt(0)) : -1;
        if (choice < 0) {
            throw wrong(name, value, expected);
        }
        return choice;
    }

    private static String character(String name, String value) {
        if (value.equals("/t")) {
            return "\t";
        }
        if (value.equals("/s")) {
            return " ";
        }
        if (value.codePointCount(0, value.length()) != 1) {
            throw wrong(name, value, CHARACTER);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String name, String value, String expected) {
        return new IllegalArgumentException(name + " is '" + value + "': expected " + expected);
    }
}
