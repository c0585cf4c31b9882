package mqttlab.cli.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Wire;
import mqttlab.packet.Direction;
import mqttlab.relay.fault.Rules;
import org.jspecify.annotations.Nullable;

/// A command that runs beside the prompt.
public final class Job {

    /// How long a job may take to end when it is asked to.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration MOMENT = Duration.ofMillis(200);

    private final String name;
    private final String line;
    private final Instant started = Instant.now();
    private final Stop stop;
    /// It listens, has said something, or has ended.
    private final CountDownLatch alive = new CountDownLatch(1);
    private final CountDownLatch spoken = new CountDownLatch(1);
    private volatile List<String> uris = List.of();
    private volatile @Nullable Rules rules;
    private volatile boolean isReady;
    private volatile @Nullable Thread thread;
    private volatile int status;

    Job(String name, String line) {
        this.name = name;
        this.line = line;
        stop = new Stop("'stop " + name + "'");
    }

    /// Who is told what jobs do.
    interface Account {

        /// A job has printed a line, or said one of errors.
        void said(Job job, String line, boolean isError);

        /// A server listens.
        void listens(Job job);

        void ended(Job job);
    }

    /// Begins.
    ///
    /// @param command runs it, connected to these streams, and returns its exit status
    void start(Screen screen, Wire wire, @Nullable String server, Account account, ToIntFunction<Streams> command) {
        Speech out = new Speech(text -> said(account, text, false));
        Speech err = new Speech(text -> said(account, text, true));
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                new Output(new Cut(out, stop)),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                screen.terminal(),
                stop,
                new JobWire(wire, account),
                server);
        thread = Thread.ofPlatform().name(name).daemon().start(() -> {
            stop.begin(Thread.currentThread());
            try (out;
                    err) {
                status = command.applyAsInt(streams);
            } catch (RuntimeException e) {
                // Whoever interrupts a command may surprise it; nothing else may.
                status = stop.isAsked() ? Session.INTERRUPTED : Session.mistake(streams.err(), e);
            } finally {
                stop.end();
                account.ended(this);
                alive.countDown();
                spoken.countDown();
            }
        });
    }

    private void said(Account account, String text, boolean isError) {
        account.said(this, text, isError);
        alive.countDown();
        spoken.countDown();
    }

    /// Tells where it listens, too.
    private final class JobWire implements Wire {

        private final Wire wire;
        private final Account account;

        JobWire(Wire wire, Account account) {
            this.wire = wire;
            this.account = account;
        }

        @Override
        public void listening(List<String> all) {
            uris = List.copyOf(all);
            wire.listening(all);
            account.listens(Job.this);
            alive.countDown();
        }

        @Override
        public void ready() {
            isReady = true;
            alive.countDown();
        }

        @Override
        public void relaying(Rules all) {
            rules = all;
            wire.relaying(all);
        }

        @Override
        public Line opened(Direction teller, InetSocketAddress client, InetSocketAddress server) {
            return wire.opened(teller, client, server);
        }
    }

    /// "broker1".
    public String name() {
        return name;
    }

    /// What was typed.
    public String line() {
        return line;
    }

    public Instant started() {
        return started;
    }

    /// Where it listens, as URIs, if it is a server.
    public List<String> uris() {
        return uris;
    }

    /// What it does to packets, if it is a relay.
    public @Nullable Rules rules() {
        return rules;
    }

    /// Whether it was asked to end.
    public boolean isStopped() {
        return stop.isAsked();
    }

    public boolean isRunning() {
        Thread it = thread;
        return it != null && it.isAlive();
    }

    /// Its exit status, when it has ended.
    public int status() {
        return status;
    }

    /// Waits until it listens, is ready, has said something, or has ended, for at most this long; and a moment longer
    /// for what comes with that: a server says where it listens, and what failed ends.
    void awaitReady(Duration patience) throws InterruptedException {
        Thread it = thread;
        if (it != null && alive.await(patience.toNanos(), TimeUnit.NANOSECONDS) && !isReady) {
            boolean _ = uris.isEmpty() ? it.join(MOMENT) : spoken.await(MOMENT.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /// Asks it to end, and waits a few seconds for that. Returns whether it has ended.
    public boolean stop() {
        stop.ask();
        Thread it = thread;
        try {
            return it == null || it.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
