package mqttlab.conform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import mqttlab.packet.Auth;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Holds conversations with a server, several at once.
public final class Runner {

    /// More seconds than any conversation wants its session to last, so that a server which allows less says so.
    private static final long LONG = 3600;

    private final Target target;
    private final int jobs;
    /// Six letters and digits: topics and client identifiers of this run are its own.
    private final String run = Long.toString(ThreadLocalRandom.current().nextLong(1L << 30, 1L << 31), 36)
            .toLowerCase(Locale.ROOT);
    private final Map<Version, Greeting> greetings = new EnumMap<>(Version.class);

    /// How the server takes a plain CONNECT of a version.
    ///
    /// @param refusal "" where it accepts
    private record Greeting(Capabilities capabilities, String refusal) {}

    /// @param jobs how many conversations are held at once
    public Runner(Target target, int jobs) {
        this.target = target;
        this.jobs = jobs;
    }

    /// Is told of each conversation, in their order, as soon as it and those before it are over.
    public interface Listener {
        void done(Result result);
    }

    /// A conversation in a version.
    public record Task(Scenario scenario, Version version) {}

    /// Holds the conversations.
    ///
    /// @throws IOException where the server cannot be reached
    public List<Result> run(List<Task> tasks, Listener listener) throws IOException, InterruptedException {
        Greeting v5 = greet(Version.V5);
        boolean scram = v5.refusal().isEmpty() && asksForProof();
        greetings.put(Version.V5, new Greeting(v5.capabilities().withScram(scram), v5.refusal()));
        greetings.put(Version.V3_1_1, greet(Version.V3_1_1));
        List<Future<Result>> futures = new ArrayList<>();
        Semaphore places = new Semaphore(jobs);
        List<Result> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Task task : tasks) {
                futures.add(threads.submit(() -> {
                    places.acquire();
                    try {
                        return play(task);
                    } finally {
                        places.release();
                    }
                }));
            }
            for (Future<Result> future : futures) {
                Result result = future.get();
                results.add(result);
                listener.done(result);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return results;
    }

    private Result play(Task task) throws InterruptedException {
        Greeting greeting = greeting(task.version());
        Capabilities capabilities = capabilities();
        if (!greeting.refusal().isEmpty()) {
            return skipped(task, greeting.refusal());
        }
        for (Need need : task.scenario().needs()) {
            if (!capabilities.meets(need)) {
                return skipped(task, "only for a server with " + need);
            }
        }
        return new Play(task.scenario(), task.version(), target, run, capabilities).run();
    }

    private static Result skipped(Task task, String why) {
        return new Result(task.scenario(), task.version(), new Outcome.Skipped(why), List.of(), 0);
    }

    private Greeting greeting(Version version) {
        Greeting greeting = greetings.get(version);
        if (greeting == null) {
            throw new IllegalStateException("nobody has greeted the server in " + version);
        }
        return greeting;
    }

    /// What the server says in 5.0; 3.1.1 has no words for it.
    private Capabilities capabilities() {
        return greeting(Version.V5).capabilities();
    }

    private Greeting greet(Version version) throws IOException, InterruptedException {
        try (Peer peer = new Peer(target, new Recording(version, false).watch(""))) {
            Bytes password = target.password() == null ? null : Bytes.utf8(target.password());
            Connect connect = new Connect(
                    version,
                    false,
                    "cf" + run + "probe",
                    true,
                    60,
                    session(version, LONG),
                    null,
                    target.userName(),
                    password);
            Peer.Event event = answer(peer, connect);
            if (event instanceof Peer.Came came && came.packet() instanceof ConnAck connAck) {
                peer.send(List.of(Codec.write(new Disconnect(0, session(version, 0)), version)));
                String code = "CONNACK 0x"
                        + Integer.toHexString(0x100 | connAck.code()).substring(1);
                return connAck.code() == 0
                        ? new Greeting(Capabilities.of(connAck, came.utterance().bytes().length), "")
                        : new Greeting(Capabilities.SILENT, "the server refuses " + version + " with " + code);
            }
            String what =
                    event == null ? "does not answer" : event instanceof Peer.Gone ? "closes" : "sends no CONNACK";
            return new Greeting(Capabilities.SILENT, "the server " + what + " on a CONNECT of " + version);
        }
    }

    /// What asks for a session that lasts so many seconds beyond the connection.
    private static Properties session(Version version, long seconds) {
        return version == Version.V5
                ? Properties.of(new Property.Numeric(PropertyId.SESSION_EXPIRY_INTERVAL, seconds))
                : Properties.NONE;
    }

    private Peer.@Nullable Event answer(Peer peer, Connect connect) throws InterruptedException {
        peer.send(List.of(Codec.write(connect, connect.version())));
        return peer.next(System.nanoTime() + target.timeout().toNanos());
    }

    /// Whether the server answers the first message of SCRAM-SHA-256 by AUTH. RFC 5802 section 7.
    private boolean asksForProof() throws IOException, InterruptedException {
        Properties method = Properties.of(
                new Property.Text(PropertyId.AUTHENTICATION_METHOD, "SCRAM-SHA-256"),
                new Property.Data(PropertyId.AUTHENTICATION_DATA, Bytes.utf8("n,,n=conform,r=" + run)));
        try (Peer peer = new Peer(target, new Recording(Version.V5, false).watch(""))) {
            Connect connect = new Connect(Version.V5, false, "cf" + run + "scram", true, 60, method, null, null, null);
            return answer(peer, connect) instanceof Peer.Came came && came.packet() instanceof Auth;
        }
    }

    /// Why the server does not take this version, or "" where it does; once a run is over.
    public String refusal(Version version) {
        return greeting(version).refusal();
    }
}
