package mqttlab.cli.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Prompt;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.shell.Script.Failed;
import org.jspecify.annotations.Nullable;

/// `mqttlab shell`, and `mqttlab` alone: commands from one prompt, or from a script.
public final class ShellCommand implements Command {

    /// How long stopping all that runs may take when the process is to end.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Program program;
    private final Options options = new Options();
    private final Options.Value<@Nullable String> text =
            options.text("-c", "TEXT", "Run these lines, parted by ; or line ends, and end.");
    private final Options.Value<@Nullable String> file = options.parameter(
            "FILE", "Run the lines of this file, and end; - is standard input, which is read where it is no terminal.");

    public ShellCommand(Program program) {
        this.program = program;
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        String name = file.get();
        String given = text.get();
        if (given != null && name != null) {
            throw new Failure(Status.USAGE, "-c and FILE exclude each other\nTry 'mqttlab shell --help'.");
        }
        if (given != null) {
            return script(streams, streams.in(), "-c", new StringReader(given));
        }
        if (name != null && !name.equals("-")) {
            try (InputStream in = streams.open(name)) {
                return script(streams, streams.in(), name, new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        }
        if (name == null && streams.terminal().isPresent() && Prompt.isTerminal()) {
            return Prompter.run(program, streams);
        }
        Reader lines = new InputStreamReader(streams.in(), StandardCharsets.UTF_8);
        return script(streams, InputStream.nullInputStream(), "standard input", lines);
    }

    /// @param in what commands may read
    private int script(Streams streams, InputStream in, String name, Reader lines) throws IOException {
        Failed failed;
        try (Session session = new Session(program, new PlainScreen(streams, in));
                var _ = streams.interrupt().on(GRACE, session::close);
                BufferedReader reader = new BufferedReader(lines)) {
            failed = Script.run(session, reader);
        }
        if (failed == null) {
            return Status.OK;
        }
        streams.out().flush();
        streams.err().println("mqttlab: " + name + ":" + failed.line() + ": failed: " + failed.text());
        return failed.status();
    }
}
