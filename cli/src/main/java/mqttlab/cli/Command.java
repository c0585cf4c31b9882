package mqttlab.cli;

import java.io.IOException;

/// One command of `mqttlab`.
///
/// An option is a field that is declared once and read after parsing:
///
/// ```java
/// private final Options options = new Options();
/// private final Options.Value<Boolean> explain = options.flag("--explain", "Say what each field is for.");
/// ```
interface Command {
    Options options();

    /// Runs it, with its options set, and answers with the exit status: [Main#OK] or [Main#FAILED].
    ///
    /// @throws IOException ends the program with a message, and [Main#NO_INPUT] for a missing file or [Main#FAILED]
    /// @throws Failure ends the program with its message and status
    int run(Streams streams) throws IOException;
}
