package mqttlab.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import mqttlab.cli.Main;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;

/// A command line that runs in this process, while the test goes on.
final class Cli {

    private final Sink out = new Sink();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    private static final long SECONDS = 120;

    private Cli() {}

    static Cli start(Terminal terminal, InputStream in, String... args) {
        Cli it = new Cli();
        Streams streams = new Streams(in, new Output(it.out), new PrintStream(it.err, true, UTF_8), terminal);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                it.status.complete(Main.run(streams, args));
            } catch (Throwable e) {
                it.status.completeExceptionally(e);
            }
        });
        return it;
    }

    static Cli start(String... args) {
        return start(Terminal.NONE, InputStream.nullInputStream(), args);
    }

    /// Runs a command line to its end.
    static Run run(String... args) {
        return start(args).end();
    }

    static Run run(byte[] in, String... args) {
        return start(Terminal.NONE, new ByteArrayInputStream(in), args).end();
    }

    /// What was written, and can be waited for.
    private static final class Sink extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int count) {
            super.write(bytes, offset, count);
            notifyAll();
        }

        synchronized void await(Predicate<String> condition) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            try {
                while (!condition.test(toString(UTF_8))) {
                    if (System.nanoTime() - end > 0) {
                        throw new AssertionError("it was not said: " + toString(UTF_8));
                    }
                    wait(1000);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /// Waits until standard output is like this.
    void awaitOut(Predicate<String> condition) {
        out.await(condition);
    }

    /// Waits for the end.
    Run end() {
        int code = status.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        return new Run(code, out.toByteArray(), err.toString(UTF_8));
    }
}
