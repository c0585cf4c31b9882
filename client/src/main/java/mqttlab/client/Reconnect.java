package mqttlab.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before connecting again: from `first`, twice as long each time, up to `longest`; of that a random
/// part of at least the half, so that not all clients of a server that comes back arrive at once.
///
/// @param attempts how many in a row may fail, 0 for no reconnecting at all
public record Reconnect(Duration first, Duration longest, int attempts) {

    /// From 1 second to 2 minutes, for ever.
    public static final Reconnect STANDARD =
            new Reconnect(Duration.ofSeconds(1), Duration.ofMinutes(2), Integer.MAX_VALUE);

    /// A lost connection stays lost.
    public static final Reconnect NEVER = new Reconnect(Duration.ZERO, Duration.ZERO, 0);

    /// The wait before the attempt with this number, which counts from 0.
    Duration delay(int attempt) {
        long most = Math.min(longest.toNanos(), first.toNanos() << Math.min(attempt, 20));
        long nanos = most < 0 ? longest.toNanos() : most;
        return Duration.ofNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
    }
}
