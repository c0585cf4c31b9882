package mqttlab.cli.command;

import java.io.IOException;
import java.util.List;

/// One command of `mqttlab`.
///
/// An option is a field that is declared once and read after parsing:
///
/// ```java
/// private final Options options = new Options();
/// private final Options.Value<Boolean> explain = options.flag("--explain", "Say what each field is for.");
/// ```
public interface Command {
    Options options();

    /// The words of the command line, with what else the command takes its options from.
    ///
    /// @throws IOException where that cannot be read
    default List<String> words(List<String> given) throws IOException {
        return given;
    }

    /// Runs it, with its options set, and answers with the exit status: [Main#OK], [Main#FAILED] or one of its own.
    ///
    /// @throws IOException ends the program with a message, and [Main#NO_INPUT] for a missing file or [Main#FAILED]
    /// @throws Failure ends the program with its message and status
    int run(Streams streams) throws IOException;
}
