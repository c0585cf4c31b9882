package mqttlab.cli.shell;

import java.util.List;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Streams;
import picocli.CommandLine.Model.CommandSpec;

/// What runs commands: those of the command line, and others beside them.
public interface Program {

    /// Those of the command line.
    List<Row> commands();

    /// Those that have to know the shell they run in; one takes the place of a command of the command line that has its
    /// name.
    default List<Row> within(Shell shell) {
        return List.of();
    }

    /// Runs a line of words, the first of which names one of these commands, and returns its exit status.
    int run(List<Row> commands, Streams streams, String... args);

    /// All of these commands with all their options.
    List<CommandSpec> describe(List<Row> commands);
}
