package mqttlab.broker.hub;

import java.util.concurrent.TimeUnit;

/// The time in milliseconds: what it is, for what expires on a day to come; and what has passed, for what must not
/// happen since somebody has set the clock, as a device does that learns the time after its start.
@FunctionalInterface
public interface Clock {

    /// That of the machine.
    Clock SYSTEM = new Clock() {
        @Override
        public long now() {
            return System.currentTimeMillis();
        }

        @Override
        public long passed() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        }
    };

    /// Milliseconds since 1970.
    long now();

    /// Milliseconds since some moment: it never goes back, and never jumps.
    default long passed() {
        return now();
    }
}
