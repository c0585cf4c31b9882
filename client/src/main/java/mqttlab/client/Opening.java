package mqttlab.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mqttlab.client.transport.Connection;
import org.jspecify.annotations.Nullable;

/// A connection that is being opened by a thread of its own. A socket cannot be interrupted in a platform thread: who
/// gives up leaves the thread behind, which closes what it gets too late.
final class Opening implements Runnable {

    private static final long SLACK = TimeUnit.SECONDS.toNanos(1);

    private final Setup setup;
    /// Gets null where nobody wants the connection any more.
    private final CompletableFuture<@Nullable Connection> done = new CompletableFuture<>();
    private volatile @Nullable Thread thread;

    Opening(Setup setup) {
        this.setup = setup;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            if (done.isDone()) {
                return;
            }
            Connection connection = setup.transport()
                    .open(
                            step -> {
                                if (!done.isDone()) {
                                    setup.steps().accept(step);
                                }
                            },
                            setup.connectTimeout());
            if (!done.complete(connection)) {
                connection.close();
            }
        } catch (IOException | RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
    }

    void giveUp() {
        done.complete(null);
        Thread opener = thread;
        if (opener != null) {
            opener.interrupt();
        }
    }

    /// Waits for the connection; null where it was given up. A transport says best itself that its time is over, but
    /// there are those that cannot: it waits for a name server, or for a server that sends a byte now and then.
    @Nullable
    Connection await() throws IOException {
        long nanos = setup.connectTimeout().toNanos();
        try {
            return done.get(nanos + SLACK, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp();
            throw new IOException(
                    "Cannot connect to " + setup.transport() + ": it was not done in "
                            + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms.",
                    e);
        } catch (InterruptedException e) {
            giveUp();
            throw new InterruptedIOException("The thread was interrupted while it connected.");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
