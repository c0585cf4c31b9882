package mqttlab.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/// A terminal at which somebody types lines. All of JLine is here.
final class Prompter implements Screen {

    /// How long stopping all that runs may take when the process is to end.
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int USUAL_WIDTH = 80;

    private final org.jline.terminal.Terminal terminal;
    private final LineReader reader;
    private final Session session;
    private final boolean isColored;

    private Prompter(Program program, Streams streams, org.jline.terminal.Terminal terminal) {
        this.terminal = terminal;
        isColored = streams.terminal().likesColor();
        session = new Session(program, this);
        Completion completion = new Completion(session);
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("mqttlab")
                .parser(new TypedParser())
                .history(new History())
                .completer((_, line, candidates) -> completion.of(line.line().substring(0, line.cursor())).stream()
                        .map(Prompter::candidate)
                        .forEach(candidates::add))
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.HISTORY_IGNORE_SPACE, true)
                .variable(LineReader.BELL_STYLE, "none")
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P> ");
        Path file = historyFile();
        if (file != null) {
            builder.variable(LineReader.HISTORY_FILE, file);
        }
        reader = builder.build();
        terminal.handle(Signal.INT, _ -> {
            // The terminal has shown ^C.
            terminal.writer().println();
            terminal.flush();
            session.interrupt();
        });
    }

    /// Runs a shell until its user leaves.
    static int run(Program program, Streams streams) throws IOException {
        try (org.jline.terminal.Terminal terminal =
                TerminalBuilder.builder().name("mqttlab").providers("ffm,exec").build()) {
            Prompter it = new Prompter(program, streams, terminal);
            try (Session session = it.session;
                    var _ = streams.interrupt().on(GRACE, session::close)) {
                it.greet();
                it.read();
            }
        }
        return Status.OK;
    }

    private void greet() {
        terminal.writer().println("'broker start' starts a broker, 'help' lists the commands, Ctrl-D leaves.");
    }

    private void read() {
        while (!session.isOver()) {
            try {
                int _ = session.run(reader.readLine(prompt()));
            } catch (UserInterruptException e) {
                // The line is given up.
            } catch (EndOfFileException e) {
                return;
            }
        }
    }

    private String prompt() {
        String name = session.serverName();
        String text = name == null ? "mqttlab> " : "mqttlab " + name + "> ";
        return isColored ? "\033[1m" + text + "\033[0m" : text;
    }

    private static Candidate candidate(Completion.Choice choice) {
        String meaning = choice.meaning().isEmpty() ? null : choice.meaning();
        return new Candidate(choice.text(), choice.text(), null, meaning, null, null, choice.isWhole());
    }

    /// Where lines are kept from one time to the next; null where nobody wants or can do that.
    private static @Nullable Path historyFile() {
        String given = System.getenv("MQTTLAB_HISTORY");
        if (given != null) {
            return given.isEmpty() ? null : Path.of(given);
        }
        String state = System.getenv("XDG_STATE_HOME");
        String home = System.getenv("HOME");
        Path folder = state != null && state.startsWith("/")
                ? Path.of(state)
                : Path.of(home == null ? System.getProperty("user.home") : home, ".local", "state");
        try {
            return Files.createDirectories(folder.resolve("mqttlab")).resolve("history");
        } catch (IOException e) {
            return null;
        }
    }

    /// Remembers lines, but for those with a password in them.
    private static final class History extends DefaultHistory {
        @Override
        public void add(Instant time, String line) {
            if (!Secrets.areIn(line)) {
                super.add(time, line);
            }
        }
    }

    /// Has JLine ask for more where a line is not complete.
    private static final class TypedParser implements Parser {
        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE) {
                try {
                    Line.parse(line);
                } catch (Line.Incomplete e) {
                    throw new EOFError(-1, e.at, String.valueOf(e.getMessage()), "", 0, "");
                }
            }
            return TypedLine.of(line, cursor);
        }
    }

    @Override
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                synchronized (terminal) {
                    terminal.output().write(bytes, offset, length);
                    terminal.output().flush();
                }
            }
        };
    }

    @Override
    public OutputStream err() {
        return out();
    }

    @Override
    public InputStream in() {
        return terminal.input();
    }

    @Override
    public void above(String line, boolean isError) {
        synchronized (terminal) {
            reader.printAbove(line);
        }
    }

    @Override
    public Terminal terminal() {
        int columns = terminal.getColumns();
        return new Terminal(columns > 0 ? columns : USUAL_WIDTH, true);
    }
}
