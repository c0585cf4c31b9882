package mqttlab.broker.hub;

import java.util.Comparator;
import java.util.TreeSet;

/// What is to be done at a certain time.
final class Deadlines {

    /// @param at in milliseconds since 1970
    /// @param number tells those of one time apart
    record Deadline(long at, long number, Runnable what) {}

    private final TreeSet<Deadline> all =
            new TreeSet<>(Comparator.comparingLong(Deadline::at).thenComparingLong(Deadline::number));
    private long lastNumber;

    /// @param at in milliseconds since 1970
    Deadline add(long at, Runnable what) {
        Deadline added = new Deadline(at, ++lastNumber, what);
        all.add(added);
        return added;
    }

    /// Forgets what is not to be done any more.
    void remove(Deadline it) {
        all.remove(it);
    }

    int count() {
        return all.size();
    }

    void run(long now) {
        while (!all.isEmpty() && all.first().at() <= now) {
            all.removeFirst().what().run();
        }
    }
}
