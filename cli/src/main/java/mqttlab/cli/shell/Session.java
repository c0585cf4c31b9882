package mqttlab.cli.shell;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.journal.Journal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// What a shell has: its journal, what runs beside the prompt, the server that is meant; and how it runs a line.
final class Session implements Shell, AutoCloseable {

    /// What runs until it is stopped, and so beside the prompt.
    static final Set<String> SERVERS = Set.of("broker", "relay", "bridge", "capture", "raw");
    /// What is published in the next line is meant for it.
    private static final String SUBSCRIBER = "sub";
    /// How long a job may take to say something before the prompt comes all the same.
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// What a command ends with that was interrupted, as in sh.
    static final int INTERRUPTED = 130;

    private final Program program;
    private final Screen screen;
    private final List<Row> commands;
    private final PrintStream err;
    private final Journal journal = new Journal();
    private final Jobs jobs = new Jobs();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    /// What is looked at: the journal, or a file.
    private volatile Source source = Source.of(journal);

    private volatile @Nullable String server;
    private volatile @Nullable String serverName;
    private volatile @Nullable Stop foreground;
    private @Nullable Draft draft;
    /// The raw connections that are open, the last one last.
    private final List<RawConnection> connections = new CopyOnWriteArrayList<>();
    private volatile boolean isOver;
    /// The first packet that `wait` and `expect` look at, as of [mqttlab.cli.dissection.Seen#id].
    private long mark;

    Session(Program program, Screen screen) {
        this.program = program;
        this.screen = screen;
        err = new PrintStream(screen.err(), true, StandardCharsets.UTF_8);
        List<Row> within = program.within(this);
        commands = new ArrayList<>(program.commands());
        commands.removeIf(it -> it.name().equals("shell")
                || within.stream().anyMatch(other -> other.name().equals(it.name())));
        commands.addAll(within);
        List<Row> own = ShellCommands.of(this, program);
        commands.removeIf(it -> own.stream().anyMatch(other -> other.name().equals(it.name())));
        commands.addAll(own);
    }

    @Override
    public int run(String text) {
        try {
            int status = Status.OK;
            for (Line line : Line.parse(text)) {
                status = run(line);
                if (status != Status.OK || isOver) {
                    break;
                }
            }
            int last = status;
            listeners.forEach(it -> it.ran(text, last));
            return status;
        } catch (Line.Incomplete e) {
            err.println("mqttlab: " + e.getMessage());
            showWhere(text, e.at);
            return Status.USAGE;
        }
    }

    private void showWhere(String text, int at) {
        int from = text.lastIndexOf('\n', at - 1) + 1;
        int to = text.indexOf('\n', at);
        err.println("  " + text.substring(from, to < 0 ? text.length() : to));
        err.println(" ".repeat(2 + at - from) + "^");
    }

    private int run(Line line) {
        List<Line.Word> words = line.words();
        if (words.size() > 1 && words.getFirst().text().equals("mqttlab")) {
            words = words.subList(1, words.size());
        }
        String name = words.getFirst().text();
        boolean isServer = SERVERS.contains(name);
        List<String> args = args(name, words);
        if (isServer && args.size() > 1 && args.get(1).equals("start")) {
            args.remove(1);
        }
        boolean isAnswered = args.contains("--help") || args.contains("-D") && name.equals("capture");
        return (isServer || line.isBackground()) && !isAnswered
                ? start(name, line.text(), args)
                : runHere(args.toArray(String[]::new));
    }

    /// What the command is given: a filter keeps its quotation marks.
    private List<String> args(String name, List<Line.Word> words) {
        List<String> args = new ArrayList<>();
        if (find(name) instanceof Filtering it) {
            args.add(name);
            args.addAll(it.args(words.subList(1, words.size())));
        } else {
            words.forEach(word -> args.add(word.text()));
        }
        return args;
    }

    private int runHere(String... args) {
        Stop stop = new Stop("Ctrl-C");
        Streams streams = new Streams(
                screen.in(), new Output(new Cut(screen.out(), stop)), err, screen.terminal(), stop, journal, server);
        foreground = stop;
        stop.begin(Thread.currentThread());
        try {
            int status = program.run(commands, streams, args);
            return stop.isAsked() && status == Status.OK ? INTERRUPTED : status;
        } catch (RuntimeException e) {
            return stop.isAsked() ? INTERRUPTED : mistake(err, e);
        } finally {
            stop.end();
            foreground = null;
        }
    }

    /// A command has a bug: the others go on.
    static int mistake(PrintStream err, RuntimeException e) {
        err.println("mqttlab: we have made a mistake, please report it:");
        e.printStackTrace(err);
        return Status.FAILED;
    }

    private int start(String name, String line, List<String> args) {
        Job job = jobs.create(name, line);
        job.start(
                screen,
                journal,
                server,
                new Announcer(),
                streams -> program.run(commands, streams, args.toArray(String[]::new)));
        boolean wasAlone = server == null;
        try {
            job.awaitReady(SERVERS.contains(name) || name.equals(SUBSCRIBER) ? PATIENCE : Duration.ZERO);
        } catch (InterruptedException e) {
            boolean _ = job.stop();
            return INTERRUPTED;
        }
        if (wasAlone && job.name().equals(serverName) && screen.terminal().isPresent()) {
            screen.above("Commands speak to " + job.name() + " where they name no server; 'use' names another.", false);
        }
        return job.isRunning() ? Status.OK : job.status();
    }

    /// Shows what jobs do: with their names, where more than one speaks.
    private final class Announcer implements Job.Account {

        @Override
        public void said(Job job, String line, boolean isError) {
            boolean isAlone = jobs.all().size() < 2;
            screen.above(isAlone ? line : job.name() + ": " + line, isError);
        }

        @Override
        public void listens(Job job) {
            if (server == null && !job.uris().isEmpty()) {
                use(job.name(), job.uris().getFirst());
            }
        }

        @Override
        public void ended(Job job) {
            jobs.remove(job);
            if (job.name().equals(serverName)) {
                use(null, null);
            }
            if (!job.isStopped()
                    && (job.status() != Status.OK || screen.terminal().isPresent())) {
                String how = job.status() == Status.OK ? "" : " with status " + job.status();
                screen.above("mqttlab: " + job.name() + " has ended" + how, true);
            }
        }
    }

    /// Ends the command in the foreground, if there is one.
    void interrupt() {
        Stop stop = foreground;
        if (stop != null) {
            stop.ask();
        }
    }

    /// Has commands speak to this server where none is named.
    ///
    /// @param name of the job, or what else the user calls it; null for none
    void use(@Nullable String name, @Nullable String uri) {
        serverName = name;
        server = uri;
    }

    @Nullable
    String serverName() {
        return serverName;
    }

    Source source() {
        return source;
    }

    /// Has this looked at; null for the journal.
    void look(@Nullable Source other) {
        source = other == null ? Source.of(journal) : other;
    }

    /// The packet that is made by hand.
    ///
    /// @throws Failure where there is none
    Draft draft() {
        Draft it = draft;
        if (it == null) {
            throw new Failure(Status.FAILED, "there is no packet yet: new PUBLISH topic=a/b payload=hello");
        }
        return it;
    }

    void draft(Draft newDraft) {
        draft = newDraft;
    }

    /// Shows a packet that is made by hand, field by field. That it breaks rules is no failure here.
    int show(Streams streams, Draft it) {
        String version = it.version().toString().substring("MQTT ".length());
        String hex = HexFormat.of().formatHex(it.bytes());
        int _ = program.run(
                commands, streams, "decode", "--sender", "client", "--mqtt-version", version, "-x", "--hex", hex);
        return Status.OK;
    }

    void connected(RawConnection it) {
        connections.add(it);
    }

    void disconnected(RawConnection it) {
        connections.remove(it);
    }

    /// The last raw connection that is open, to this server if it is given; null where there is none.
    @Nullable
    RawConnection connection(@Nullable String to) {
        return connections.reversed().stream()
                .filter(it -> to == null || it.name().equals(to))
                .findFirst()
                .orElse(null);
    }

    /// The first packet that `wait` and `expect` look at.
    long mark() {
        return mark;
    }

    void mark(long newMark) {
        mark = newMark;
    }

    /// No more lines are wanted.
    void end() {
        isOver = true;
    }

    boolean isOver() {
        return isOver;
    }

    /// What stands beside the options of a command and is no parameter to picocli; "" where nothing does.
    String parameter(String name) {
        return find(name) instanceof Filtering it ? it.label() : "";
    }

    private @Nullable Command find(String name) {
        for (Row row : commands) {
            if (row.name().equals(name)) {
                return row.make().get();
            }
        }
        return null;
    }

    /// All commands with all their options.
    List<CommandSpec> describe() {
        return program.describe(commands);
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public @Nullable String server() {
        return server;
    }

    @Override
    public void print(String lines) {
        lines.lines().forEach(it -> screen.above(it, false));
    }

    @Override
    public Listening listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Stops what runs.
    @Override
    public void close() {
        isOver = true;
        interrupt();
        jobs.stopAll();
    }
}
