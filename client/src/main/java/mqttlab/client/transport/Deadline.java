package mqttlab.client.transport;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The time by which something must be done that takes several steps.
record Deadline(long nanoTime) {

    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /// How many milliseconds each of so many attempts may take that are left, at least one.
    int millis(int attempts) throws SocketTimeoutException {
        return Math.max(1, millis() / attempts);
    }

    /// How many milliseconds are left, at least one.
    int millis() throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("no time is left");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
