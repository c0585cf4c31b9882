package mqttlab.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.cli.bridge.BridgeCommand;
import mqttlab.cli.broker.BrokerCommand;
import mqttlab.cli.broker.CertsCommand;
import mqttlab.cli.broker.PasswdCommand;
import mqttlab.cli.client.ConnectCommand;
import mqttlab.cli.client.PubCommand;
import mqttlab.cli.client.RrCommand;
import mqttlab.cli.client.SubCommand;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import mqttlab.cli.conform.ConformCommand;
import mqttlab.cli.explain.ExplainCommand;
import mqttlab.cli.learn.Classroom;
import mqttlab.cli.learn.LearnCommand;
import mqttlab.cli.relay.RelayCommand;
import mqttlab.cli.shell.Program;
import mqttlab.cli.shell.Shell;
import mqttlab.cli.shell.ShellCommand;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `mqttlab` program: finds the command that is named, has picocli read its options, runs it.
///
/// Only the named command is loaded and described to picocli; the others are rows of a table.
public final class Main {
    static final List<Row> COMMANDS = List.of(
            new Row("decode", "Show packets field by field, from their bytes", DecodeCommand::new),
            new Row("encode", "Turn packets as JSON back into their bytes", EncodeCommand::new),
            new Row("pcap", "Show the MQTT packets of a capture file", PcapCommand::new),
            new Row("lint", "Say what breaks the standard in captures and packets, and where", LintCommand::new),
            new Row("capture", "Show the MQTT packets of an interface as they come", CaptureCommand::new),
            new Row("connect", "Connect step by step, and say what the server allows", ConnectCommand::new),
            new Row(
                    "conform",
                    "Hold conversations with a server, and say which statements it keeps",
                    ConformCommand::new),
            new Row("pub", "Publish messages", PubCommand::new),
            new Row("sub", "Subscribe, and print the messages that come", SubCommand::new),
            new Row("rr", "Publish a request, and print the answer", RrCommand::new),
            new Row("broker", "Run a broker, and say what happens in it", BrokerCommand::new),
            new Row("shell", "Run commands from one prompt, or from a script", () -> new ShellCommand(program())),
            new Row("explain", "Say what a field, packet type, code or statement is", ExplainCommand::new),
            new Row("bridge", "Bring the messages of a server to web pages", BridgeCommand::new),
            new Row("learn", "Learn MQTT in ten stages, in the shell", LearnCommand::new),
            new Row("relay", "Stand between clients and a server, and show or disturb what passes", RelayCommand::new),
            new Row("passwd", "Change the users and passwords of a broker", PasswdCommand::new),
            new Row("certs", "Make certificates for a broker and its clients", CertsCommand::new),
            new Row(
                    "completion",
                    "Print a script by which bash, zsh or fish completes commands",
                    CompletionCommand::new),
            new Row("man", "Print the manual page of a command", ManCommand::new));

    private final List<Row> commands;
    private final Streams streams;

    Main(List<Row> commands, Streams streams) {
        this.commands = commands;
        this.streams = streams;
    }

    /// Ends by `halt`: `System.exit` first loads the logging of the JDK, to be able to log that it was called.
    public static void main(String[] args) {
        int status = new Main(COMMANDS, Streams.ofProcess()).runWords(args);
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }

    /// Runs one command line of these streams and answers with the exit status.
    public static int run(Streams streams, String... args) {
        return new Main(COMMANDS, streams).run(args);
    }

    /// The commands, to those who run them beside some of their own.
    public static Program program() {
        return new Program() {
            @Override
            public List<Row> commands() {
                return COMMANDS;
            }

            @Override
            public List<Row> within(Shell shell) {
                Classroom classroom = Classroom.of(shell);
                return List.of(new Row("learn", "Learn MQTT in ten stages", () -> new LearnCommand(classroom)));
            }

            @Override
            public int run(List<Row> commands, Streams streams, String... args) {
                return new Main(commands, streams).run(args);
            }

            @Override
            public List<CommandSpec> describe(List<Row> commands) {
                return Main.describe(commands);
            }
        };
    }

    /// Runs the words of the process, in which Java puts U+FFFD for every byte that it cannot read.
    private int runWords(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].indexOf('\ufffd') >= 0) {
                return fail(
                        Status.USAGE,
                        "word " + (i + 1) + " is not UTF-8: " + Show.escaped(args[i])
                                + ". Other bytes go with --hex or --base64, or from a file or standard input.");
            }
        }
        return run(args);
    }

    /// Runs one command line and answers with the exit status. What is thrown is a bug.
    int run(String... args) {
        try {
            int status = dispatch(args);
            streams.out().flush();
            return status;
        } catch (Output.Closed e) {
            return Status.OK;
        } catch (Failure e) {
            return fail(e.status(), e.getMessage());
        } catch (IOException e) {
            Failure failure = Failure.of(e);
            return fail(failure.status(), failure.getMessage());
        } catch (InvalidPathException e) {
            return fail(Status.USAGE, "not the name of a file: " + Show.escaped(e.getInput()));
        }
    }

    /// Says what is wrong, after what was printed before it.
    private int fail(int status, String message) {
        try {
            streams.out().flush();
        } catch (Output.Closed | Failure e) {
            // The first failure is the one to tell.
        }
        streams.err().println("mqttlab: " + message);
        return status;
    }

    private int dispatch(String... args) throws IOException {
        if (args.length == 0) return dispatch(find("shell") == null ? "--help" : "shell");
        if (args[0].equals("help")) return args.length == 1 ? dispatch("--help") : dispatch(args[1], "--help");
        Row row = find(args[0]);
        if (row == null) {
            read(root(), args[0]);
            return Status.OK;
        }
        Command command = row.make().get();
        CommandSpec spec = describe(row, command);
        List<String> words = command.words(Arrays.asList(args).subList(1, args.length));
        return read(spec, words.toArray(new String[0])) ? command.run(streams) : Status.OK;
    }

    private static CommandSpec describe(Row row, Command command) {
        CommandSpec spec = command.options().spec().name("mqttlab " + row.name());
        spec.usageMessage().description(row.summary() + ".");
        return spec;
    }

    /// All commands with all their options: for what describes them to shells and to man(1).
    static List<CommandSpec> describeAll() {
        return describe(COMMANDS);
    }

    private static List<CommandSpec> describe(List<Row> rows) {
        List<CommandSpec> all = new ArrayList<>();
        for (Row row : rows) {
            CommandSpec spec = describe(row, row.make().get());
            addHelp(spec);
            all.add(spec);
        }
        return all;
    }

    /// To those who speak to a server, -h is its host.
    private static void addHelp(CommandSpec spec) {
        String[] names = spec.findOption("-h") == null ? new String[] {"-h", "--help"} : new String[] {"--help"};
        spec.addOption(OptionSpec.builder(names)
                .usageHelp(true)
                .description("Show this help.")
                .build());
    }

    private @Nullable Row find(String name) {
        for (Row row : commands) {
            if (row.name().equals(name)) return row;
        }
        return null;
    }

    /// Reads options and parameters; false where they asked for help or version and were answered.
    private boolean read(CommandSpec spec, String... args) {
        spec.usageMessage().sortOptions(false).sortSynopsis(false);
        addHelp(spec);
        CommandLine line = new CommandLine(spec, Options.FACTORY).setExpandAtFiles(false);
        try {
            line.parseArgs(args);
        } catch (ParameterException e) {
            throw new Failure(Status.USAGE, complaint(e) + "\nTry '" + spec.name() + " --help'.");
        }
        if (line.isUsageHelpRequested()) {
            Terminal terminal = streams.terminal();
            if (terminal.isPresent()) line.setUsageHelpWidth(Math.clamp(terminal.columns(), 60, 120));
            Ansi ansi = terminal.likesColor() ? Ansi.ON : Ansi.OFF;
            streams.out().print(HelpText.of(line, ansi));
            return false;
        }
        if (line.isVersionHelpRequested()) {
            streams.out().println("mqttlab " + version());
            return false;
        }
        return true;
    }

    private static String complaint(ParameterException e) {
        String what = String.valueOf(e.getMessage());
        if (!(e instanceof UnmatchedArgumentException unmatched)) return what;
        boolean isCommand = !unmatched.isUnknownOption()
                && e.getCommandLine().getCommandName().equals("mqttlab");
        if (isCommand) what = "Unknown command: '" + unmatched.getUnmatched().getFirst() + "'";
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty() ? what : what + "; did you mean " + String.join(" or ", near) + "?";
    }

    /// The program itself: help, version and the names of the commands.
    private CommandSpec root() {
        CommandSpec root = Options.newSpec().name("mqttlab");
        root.usageMessage()
                .description("Shows MQTT packets field by field, from bytes, capture files and live traffic; and speaks"
                        + " MQTT.")
                .synopsisSubcommandLabel("COMMAND")
                .footer("", "'mqttlab COMMAND --help' explains a command.");
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        for (Row row : commands) {
            CommandSpec named = Options.newSpec();
            named.usageMessage().description(row.summary() + ".");
            root.addSubcommand(row.name(), new CommandLine(named, Options.FACTORY));
        }
        return root;
    }

    /// The version of the build, which stands in the manifest of its jar.
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
