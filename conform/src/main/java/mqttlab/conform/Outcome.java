package mqttlab.conform;

import java.util.List;

/// What came of a conversation.
public sealed interface Outcome {

    /// It went as the standard demands.
    record Passed() implements Outcome {}

    /// It did not.
    ///
    /// @param line of the conversation's file; 0 where nothing was wrong but what `why` says
    /// @param expected the line as it is written, "" where it is about no line
    /// @param why what came instead
    /// @param cited the statements that the dissector found broken, beside those that the conversation is about
    record Failed(int line, String expected, String why, List<String> cited) implements Outcome {}

    /// It was not held.
    record Skipped(String why) implements Outcome {}
}
