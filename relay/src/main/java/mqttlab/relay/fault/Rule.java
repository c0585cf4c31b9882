package mqttlab.relay.fault;

import java.util.concurrent.atomic.AtomicLong;

/// A fault that is in force: its number, and what it has done. Any thread may look.
public final class Rule {

    private final int number;
    private final Fault fault;
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong touched = new AtomicLong();

    Rule(int number, Fault fault) {
        this.number = number;
        this.fault = fault;
    }

    /// From 1, in the order in which rules were added; never used again.
    public int number() {
        return number;
    }

    public Fault fault() {
        return fault;
    }

    /// How many packets were of the kind that it may befall.
    public long matched() {
        return matched.get();
    }

    /// How many it has befallen; for `throttle`, how many bytes it has held up.
    public long touched() {
        return touched.get();
    }

    /// Counts a packet that it may befall; its number, from 1.
    long match() {
        return matched.incrementAndGet();
    }

    void touch(long count) {
        touched.addAndGet(count);
    }

    @Override
    public String toString() {
        return fault.text();
    }
}
