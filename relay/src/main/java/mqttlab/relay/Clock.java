package mqttlab.relay;

import java.time.Instant;

/// Nanoseconds since 1970 that never go back, whatever is done to the system's clock meanwhile.
final class Clock {

    private final long offset;

    Clock() {
        Instant now = Instant.now();
        offset = now.getEpochSecond() * 1_000_000_000 + now.getNano() - System.nanoTime();
    }

    long now() {
        return offset + System.nanoTime();
    }
}
