package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {
    /// Prints a greeting, then ends as it is told to.
    private static final class Greet implements Command {
        private final Options options = new Options();
        private final Options.Value<@Nullable String> name = options.parameter("NAME", "Who.");
        private final Options.Value<@Nullable String> end = options.text("--end", "HOW", "How to end.");

        @Override
        public Options options() {
            return options;
        }

        @Override
        public int run(Streams streams) throws IOException {
            streams.out().println("hello " + name.get());
            return switch (end.get()) {
                case null -> Status.OK;
                case "badly" -> Status.FAILED;
                case "failure" -> throw new Failure(7, "seven");
                case "missing" -> throw new NoSuchFileException("x.pcap");
                case "denied" -> throw new AccessDeniedException("x.pcap");
                case "broken" -> throw new IOException("disk on fire");
                default -> throw new IllegalStateException();
            };
        }
    }

    private static final List<Row> COMMANDS =
            List.of(new Row("greet", "says hello", Greet::new), new Row("never", "is not made", () -> {
                throw new AssertionError("nobody named this command");
            }));

    private static Run run(String... args) {
        return Run.of(COMMANDS, new byte[0], args);
    }

    @Test
    void runsTheNamedCommandOnly() {
        assertEquals(new Run(Status.OK, "hello you\n", ""), run("greet", "you"));
    }

    @Test
    void listsCommandsWithoutMakingThem() {
        Run help = run("--help");
        assertEquals(Status.OK, help.status());
        assertTrue(help.out().contains("  greet  says hello.\n  never  is not made.\n"), help.out());
        assertEquals(help, run());
        assertEquals(help, run("help"));
    }

    @Test
    void explainsOneCommand() {
        Run help = run("help", "greet");
        assertTrue(help.out().startsWith("Usage: mqttlab greet [-h] [--end=HOW] [NAME]\nsays hello.\n"), help.out());
        assertEquals(help, run("greet", "--help"));
    }

    @Test
    void helpBreaksLinesAtBlanksOnly() {
        for (CommandSpec spec : Main.describeAll()) {
            String help = Run.of(Main.COMMANDS, new byte[0], spec.name().substring("mqttlab ".length()), "--help")
                    .out();
            Set<String> words = new HashSet<>(Arrays.asList(help.split("\\s+")));
            for (OptionSpec option : spec.options()) {
                for (String word : String.join(" ", option.description()).split("\\s+")) {
                    assertTrue(words.contains(word), spec.name() + ": " + word);
                }
            }
        }
    }

    @Test
    void saysItsVersion() {
        Run version = run("--version");
        assertEquals(Status.OK, version.status());
        assertTrue(version.out().startsWith("mqttlab "), version.out());
        assertEquals(version, run("-V"));
    }

    @Test
    void namesTheNearestCommand() {
        String message = "mqttlab: Unknown command: 'great'; did you mean greet?\nTry 'mqttlab --help'.\n";
        assertEquals(new Run(Status.USAGE, "", message), run("great", "you"));
        assertEquals(new Run(Status.USAGE, "", message), run("help", "great"));
    }

    @Test
    void namesTheNearestOption() {
        assertEquals(
                new Run(
                        Status.USAGE,
                        "",
                        "mqttlab: Unknown option: '--ende'; did you mean --end?\nTry 'mqttlab greet --help'.\n"),
                run("greet", "--ende"));
    }

    @Test
    void refusesOneParameterTooMany() {
        Run run = run("greet", "a", "b");
        assertEquals(Status.USAGE, run.status());
        assertEquals("", run.out());
    }

    /// Results that were printed before a failure stay, and stand before the message.
    @Test
    void endsAsTheCommandDoes() {
        assertEquals(Status.FAILED, run("greet", "--end", "badly").status());
        assertEquals(new Run(7, "hello x\n", "mqttlab: seven\n"), run("greet", "x", "--end=failure"));
        assertEquals(
                new Run(Status.NO_INPUT, "hello x\n", "mqttlab: x.pcap: no such file\n"),
                run("greet", "x", "--end=missing"));
        assertEquals(
                new Run(Status.NO_INPUT, "hello x\n", "mqttlab: x.pcap: permission denied\n"),
                run("greet", "x", "--end=denied"));
        assertEquals(new Run(Status.FAILED, "hello x\n", "mqttlab: disk on fire\n"), run("greet", "x", "--end=broken"));
    }
}
