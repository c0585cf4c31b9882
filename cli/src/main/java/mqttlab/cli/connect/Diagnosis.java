package mqttlab.cli.connect;

import org.jspecify.annotations.Nullable;

/// Why there is no connection, as far as it can be told from here.
///
/// @param at where it failed
/// @param why in a sentence without its end
/// @param expected what would have been right
/// @param advice what to do; "" for nothing better than to ask the server's operator
/// @param seen what else was found out, or null
public record Diagnosis(
        Stage at,
        String why,
        String expected,
        String advice,
        @Nullable Entry seen) {

    /// As lines of text, without the end of the last.
    public String text() {
        return "failed at " + at.text() + ": " + why
                + (expected.isEmpty() ? "" : "\n  expected  " + expected)
                + (advice.isEmpty() ? "" : "\n  try       " + advice);
    }
}
