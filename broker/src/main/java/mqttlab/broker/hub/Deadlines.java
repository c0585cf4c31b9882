package mqttlab.broker.hub;

import java.util.Comparator;
import java.util.PriorityQueue;

/// What is to be done at a certain time.
final class Deadlines {

    private record Deadline(long at, Runnable what) {}

    private final PriorityQueue<Deadline> queue = new PriorityQueue<>(Comparator.comparingLong(Deadline::at));

    /// @param at in milliseconds since 1970
    void add(long at, Runnable what) {
        queue.add(new Deadline(at, what));
    }

    void run(long now) {
        for (Deadline next = queue.peek(); next != null && next.at() <= now; next = queue.peek()) {
            queue.remove();
            next.what().run();
        }
    }
}
