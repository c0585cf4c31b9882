package mqttlab.cli.conform;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mqttlab.cli.client.Passwords;
import mqttlab.cli.client.Seconds;
import mqttlab.cli.client.TlsOptions;
import mqttlab.cli.client.Url;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.option.ColorOption;
import mqttlab.cli.option.VersionOption;
import mqttlab.cli.text.Page;
import mqttlab.client.transport.TcpTransport;
import mqttlab.client.transport.Tls;
import mqttlab.client.transport.WebSocketTransport;
import mqttlab.conform.Result;
import mqttlab.conform.Runner;
import mqttlab.conform.Scenario;
import mqttlab.conform.ScenarioException;
import mqttlab.conform.ScenarioReader;
import mqttlab.conform.Scenarios;
import mqttlab.conform.Target;
import mqttlab.conform.TcpWay;
import mqttlab.conform.Verdict;
import mqttlab.conform.Verdicts;
import mqttlab.conform.Way;
import mqttlab.dissector.Paint;
import mqttlab.packet.Bytes;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// `mqttlab conform`: holds conversations with a server, and says which statements of the standard it keeps.
public final class ConformCommand implements Command {

    /// How the verdicts are printed.
    enum Format {
        TEXT,
        JSON
    }

    private static final int PORT = 1883;
    private static final int TLS_PORT = 8883;

    private final Options options = new Options();
    // @formatter:off
    private final Options.Value<@Nullable String> server = options.parameter("HOST:PORT", "The server; port 1883 if not given. Or mqtts://HOST:PORT, ws://HOST:PORT/PATH, wss://HOST:PORT/PATH.");
    private final Options.Value<List<String>> statements = options.texts("--statement", "NUMBER", "Only what shows this statement, such as MQTT-3.1.2-7; may be given again.");
    private final Options.Value<@Nullable String> version = options.text("-V --mqtt-version", "311|5", "Only this version; both if not given.");
    private final Options.Value<List<String>> files = options.texts("-f --file", "FILE", "Conversations of your own, instead of those that come with the program.");
    private final Options.Value<Boolean> list = options.flag("--list", "Print the statements and what shows them, and connect to nothing.");
    private final Options.Value<@Nullable String> explain = options.text("--explain", "NUMBER", "Print the statement and the conversations that show it, and connect to nothing.");
    private final Options.Value<Boolean> verbose = options.flag("-v --verbose", "Show all conversations with their packets, not only those that failed.");
    private final Options.Value<Format> format = options.choice("-T", Format.TEXT, "How to print.");
    private final Options.Value<@Nullable String> junit = options.text("--junit", "FILE", "Write the verdicts as JUnit XML too.");
    private final Options.Value<@Nullable String> timeout = options.text("--timeout", "SECONDS", "How long an answer may take; 5 if not given.");
    private final Options.Value<@Nullable String> jobs = options.text("--jobs", "COUNT", "How many conversations are held at once; 16 if not given.");
    private final Options.Value<@Nullable String> user = options.text("-u --username --user", "NAME", "The user name for each CONNECT that does not give one itself.");
    // @formatter:on
    private final Passwords password = new Passwords(options);
    private final TlsOptions tls = new TlsOptions(options);
    private final ColorOption color = new ColorOption(options);

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        List<Runner.Task> tasks = tasks();
        Paint paint = color.isOn(streams.terminal()) ? Paint.COLOR : Paint.PLAIN;
        Page page = new Page(streams.out()::write, paint, streams.terminal().columns());
        String number = explain.get();
        if (number != null) {
            new Explanation(page, tasks, versions()).print(number);
            return Status.OK;
        }
        if (list.get()) {
            new Listing(page, tasks, versions()).print();
            return Status.OK;
        }
        return hold(page, tasks, streams.err());
    }

    private List<Version> versions() {
        Version only = VersionOption.parse("--mqtt-version", version.get());
        if (only == Version.V3_1) {
            throw new Failure(Status.USAGE, "--mqtt-version: MQTT 3.1 has no numbered statements; say 3.1.1 or 5.0");
        }
        return only == null ? List.of(Version.V3_1_1, Version.V5) : List.of(only);
    }

    private List<Runner.Task> tasks() throws IOException {
        List<Runner.Task> tasks = new ArrayList<>();
        for (Version each : versions()) {
            for (Scenario scenario : scenarios()) {
                if (isWanted(scenario, each)) {
                    tasks.add(new Runner.Task(scenario, each));
                }
            }
        }
        return tasks;
    }

    private List<Scenario> scenarios() throws IOException {
        if (files.get().isEmpty()) {
            return Scenarios.all();
        }
        List<Scenario> all = new ArrayList<>();
        for (String file : files.get()) {
            try {
                all.addAll(ScenarioReader.read(file, Files.readAllLines(Path.of(file)), all.size() + 1));
            } catch (ScenarioException e) {
                throw new Failure(Status.USAGE, String.valueOf(e.getMessage()));
            }
        }
        return all;
    }

    private boolean isWanted(Scenario scenario, Version each) {
        List<String> proves = scenario.proves(each);
        boolean isNamed = statements.get().isEmpty();
        for (String statement : statements.get()) {
            isNamed |= proves.contains(statement);
        }
        return !proves.isEmpty() && isNamed;
    }

    private int hold(Page page, List<Runner.Task> tasks, PrintStream err) throws IOException {
        if (tasks.isEmpty()) {
            throw new Failure(
                    Status.USAGE,
                    statements.get().isEmpty()
                            ? String.join(", ", files.get()) + ": expected conversations, and found none to hold"
                            : "--statement: no conversation shows it; see --list");
        }
        Target target = target();
        int count = (int) Numbers.parse("--jobs", jobs.get(), 1, 1000, 16);
        Runner runner = new Runner(target, count);
        long start = System.nanoTime();
        List<Result> results;
        try {
            results = runner.run(tasks, result -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Status.FAILED, "interrupted");
        } catch (IOException e) {
            throw new Failure(Status.FAILED, "no connection to " + target.way() + ": " + e.getMessage());
        }
        sayRefusals(tasks, runner, err);
        Tally tally = new Tally(verdicts(results), results, System.nanoTime() - start);
        switch (format.get()) {
            case TEXT -> new TextReport(page, verbose.get()).print(tally);
            case JSON -> new JsonReport(page).print(tally);
        }
        String file = junit.get();
        if (file != null) {
            Files.writeString(Path.of(file), JunitXml.of(tally));
        }
        return tally.isClean() ? Status.OK : Status.FAILED;
    }

    /// A server need not speak both versions; but where it takes none of those that are asked for, nothing is tested.
    private static void sayRefusals(List<Runner.Task> tasks, Runner runner, PrintStream err) {
        Set<Version> asked = EnumSet.noneOf(Version.class);
        tasks.forEach(it -> asked.add(it.version()));
        List<String> refusals = new ArrayList<>();
        for (Version each : asked) {
            if (!runner.refusal(each).isEmpty()) {
                refusals.add(runner.refusal(each));
            }
        }
        if (refusals.size() == asked.size()) {
            throw new Failure(Status.FAILED, refusals.getLast());
        }
        for (String each : refusals) {
            err.println("mqttlab: " + each + ", so that nothing is tested in this version");
        }
    }

    private List<Verdict> verdicts(List<Result> results) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Version each : versions()) {
            for (Verdict verdict : Verdicts.of(each, results)) {
                String id = verdict.statement().id();
                boolean isAsked = statements.get().isEmpty()
                        ? files.get().isEmpty()
                        : statements.get().contains(id);
                if (isAsked || verdict.state() == Verdict.State.FAILED) {
                    verdicts.add(verdict);
                }
            }
        }
        return verdicts;
    }

    private Target target() throws IOException {
        String text = server.get();
        if (text == null) {
            throw new Failure(Status.USAGE, "expected HOST:PORT\nTry 'mqttlab conform --help'.");
        }
        Url url = Url.parse("HOST:PORT", text.contains("://") ? text : "mqtt://" + text);
        long nanos = Seconds.parse("--timeout", timeout.get() == null ? "5" : timeout.get());
        String name = user.get() == null ? url.user() : user.get();
        Bytes secret = password.get(name);
        return new Target(
                way(url),
                Duration.ofNanos(Math.max(nanos, 1_000_000)),
                name,
                secret == null ? url.password() : secret.text());
    }

    private Way way(Url url) throws IOException {
        Tls settings = tls.tls(tls.isWanted(url.isTls() || url.port() == TLS_PORT));
        if (url.isWebSocket()) {
            String path = url.topic().isEmpty() ? "/mqtt" : "/" + url.topic();
            int port = url.port() > 0 ? url.port() : settings == null ? 80 : 443;
            return new ClientWay(new WebSocketTransport(url.host(), port, path, Map.of(), settings, null));
        }
        int port = url.port() > 0 ? url.port() : settings == null ? PORT : TLS_PORT;
        return settings == null
                ? new TcpWay(new InetSocketAddress(url.host(), port))
                : new ClientWay(new TcpTransport(url.host(), port, null, true, settings, null));
    }
}
