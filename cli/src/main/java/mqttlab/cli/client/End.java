package mqttlab.cli.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mqttlab.cli.command.Failure;
import mqttlab.client.MqttException;
import org.jspecify.annotations.Nullable;

/// When a command ends: by itself, by its user, by a failure, or when its time is over.
public final class End {

    /// The end has come while something else was waited for.
    static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int status;

        private Reached(int status) {
            super(null, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final @Nullable String seconds;
    private final long deadline;

    /// @param seconds how long it may take, or null
    End(@Nullable String seconds) {
        this.seconds = seconds;
        this.deadline = seconds == null ? Long.MAX_VALUE : System.nanoTime() + Seconds.parse("-W", seconds);
    }

    /// Ends the command with this exit status, unless it has ended already.
    void with(int exitStatus) {
        status.complete(exitStatus);
    }

    void by(RuntimeException failure) {
        status.completeExceptionally(failure);
    }

    boolean isReached() {
        return status.isDone();
    }

    /// Waits for the end, and returns the exit status.
    public int await() {
        return get(status, left());
    }

    /// Waits for an answer.
    ///
    /// @throws Reached where the end comes before
    public <T> T await(CompletableFuture<T> answer) {
        if (!answer.isDone()) {
            get(CompletableFuture.anyOf(answer, status), left());
        }
        if (!answer.isDone()) {
            throw new Reached(await());
        }
        return get(answer, 0);
    }

    /// @throws Reached where the end has come
    void check() {
        if (isReached()) {
            throw new Reached(await());
        }
    }

    /// Waits for some time, or for the end.
    void pause(long nanos) {
        long mine = left();
        try {
            get(status, Math.min(nanos, mine));
        } catch (Failure e) {
            if (nanos >= mine || e.status() != Statuses.TIMEOUT) {
                throw e;
            }
        }
    }

    private long left() {
        return deadline == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, deadline - System.nanoTime());
    }

    private <T> T get(CompletableFuture<T> future, long nanos) {
        try {
            return nanos == Long.MAX_VALUE ? future.get() : future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new Failure(Statuses.TIMEOUT, "the " + seconds + " s of -W have passed");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case MqttException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Statuses.INTERRUPTED, "interrupted");
        }
    }
}
