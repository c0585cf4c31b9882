package mqttlab.bench;

import java.util.random.RandomGenerator;

/// When the frames of a capture were seen: a fraction of a millisecond one after the other, as a busy broker has
/// it.
final class Clock {

    /// 2026-03-22, 06:00 UTC.
    private static final long START = 1_774_159_200_000_000L;

    private final RandomGenerator random;
    private long micros = START;

    Clock(RandomGenerator random) {
        this.random = random;
    }

    /// Microseconds since 1970, later than the last.
    long next() {
        micros += 20 + random.nextInt(400);
        return micros;
    }

    long millis() {
        return micros / 1000;
    }
}
