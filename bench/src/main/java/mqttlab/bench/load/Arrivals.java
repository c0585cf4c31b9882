package mqttlab.bench.load;

import java.util.HashSet;
import java.util.Set;

/// Which of one publisher's messages have arrived at one subscriber. They are numbered from 0 on, and a broker that is
/// right delivers them in order, each of them once.
final class Arrivals {

    private long next;
    private long doubled;
    private final Set<Long> missing = new HashSet<>();

    void arrived(long number) {
        if (number == next) {
            next++;
        } else {
            outOfOrder(number);
        }
    }

    private void outOfOrder(long number) {
        if (number < next && !missing.remove(number)) {
            doubled++;
        }
        for (; next <= number; next++) {
            if (next < number) {
                missing.add(next);
            }
        }
    }

    /// One more than the highest number that has arrived: all before have arrived, or are lost.
    long next() {
        return next;
    }

    /// How many of this many messages have not arrived.
    long lost(long sent) {
        return sent - next + missing.size();
    }

    /// How often a message arrived that had arrived already.
    long doubled() {
        return doubled;
    }
}
