package mqttlab.cli.shell;

import java.util.List;
import mqttlab.cli.command.Row;
import mqttlab.cli.shell.PacketsCommand.Parameter;

/// The commands that only a shell has.
final class ShellCommands {

    private ShellCommands() {}

    static List<Row> of(Session it, Program program) {
        // @formatter:off
        return List.of(
            new Row("packets", "Show what was sent and received, a line for each packet", () -> new PacketsCommand(it, Parameter.FILTER)),
            new Row("packet", "Show a packet field by field, and its bytes", () -> new PacketsCommand(it, Parameter.NUMBER, "-V", "-x")),
            new Row("ladder", "Draw who sent what to whom", () -> new PacketsCommand(it, Parameter.CLIENT, "--ladder")),
            new Row("follow", "Show the messages of one client, in both directions", () -> new PacketsCommand(it, Parameter.CLIENT, "--follow")),
            new Row("diagnose", "Say why connections ended, and what else was remarkable", () -> new PacketsCommand(it, Parameter.NONE, "--diagnose")),
            new Row("flows", "List the connections", () -> new PacketsCommand(it, Parameter.NONE, "--flows")),
            new Row("stats", "Count packets, bytes and times", () -> new PacketsCommand(it, Parameter.NONE, "--stats")),
            new Row("topics", "List the topics", () -> new PacketsCommand(it, Parameter.NONE, "--topics")),
            new Row("lint", "Say what breaks the standard in what was sent and received, or in files", () -> new JournalLint(it, program)),
            new Row("jobs", "List what runs beside the prompt", () -> new JobsCommand(it)),
            new Row("stop", "Stop what runs beside the prompt", () -> new StopCommand(it)),
            new Row("use", "Say which server is meant where none is named", () -> new UseCommand(it)),
            new Row("fault", "List, add and remove the rules of a relay", () -> new FaultCommand(it)),
            new Row("wait", "Wait for a packet", () -> new WaitCommand(it)),
            new Row("expect", "Fail where a packet was not seen", () -> new ExpectCommand(it)),
            new Row("sleep", "Do nothing for some time", SleepCommand::new),
            new Row("new", "Begin a packet by hand", () -> new NewCommand(it)),
            new Row("set", "Change a field of the packet made by hand, also to what is forbidden", () -> new SetCommand(it)),
            new Row("show", "Show the packet made by hand", () -> new ShowCommand(it)),
            new Row("send", "Send the packet made by hand", () -> new SendCommand(it)),
            new Row("raw", "Open a connection for packets made by hand", () -> new RawCommand(it)),
            new Row("save", "Write what was sent and received to a pcapng file", () -> new SaveCommand(it)),
            new Row("open", "Look at a capture file in place of the journal", () -> new OpenCommand(it)),
            new Row("clear", "Forget what was sent and received", () -> new ClearCommand(it)),
            new Row("exit", "Stop everything, and leave", () -> new ExitCommand(it)));
        // @formatter:on
    }
}
