package mqttlab.bridge.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mqttlab.bridge.Line;
import mqttlab.bridge.Outbox;
import mqttlab.bridge.Wire;
import org.jspecify.annotations.Nullable;

/// A page that is connected: what it has subscribed to, and what waits for it.
final class Page implements Line {

    /// How many of its requests may be without an answer that has left before no more are read.
    private static final int MOST_OPEN = 16;

    private final Hub hub;
    private final Wire wire;
    private final Outbox outbox;
    /// In the order in which it has subscribed.
    final Map<String, Interest> interests = new LinkedHashMap<>();
    /// How many requests wait for the server's answer.
    int asked;

    boolean isClosed;
    private boolean isTold;

    Page(Hub hub, Wire wire, Limits limits) {
        this.hub = hub;
        this.wire = wire;
        outbox = new Outbox(limits.queueMessages(), limits.queueBytes());
    }

    @Override
    public void received(String text) {
        hub.received(this, text);
    }

    @Override
    public byte @Nullable [] next() {
        synchronized (hub) {
            byte[] next = outbox.next();
            isTold = next != null;
            return next;
        }
    }

    @Override
    public boolean isBusy() {
        synchronized (hub) {
            return asked + outbox.answers() >= MOST_OPEN;
        }
    }

    @Override
    public void closed() {
        hub.closed(this);
    }

    // What the hub does, with its lock.

    void message(byte[] text) {
        outbox.message(text);
        tell();
    }

    void answer(byte[] text) {
        if (!isClosed) {
            outbox.answer(text);
            tell();
        }
    }

    private void tell() {
        if (!isTold) {
            isTold = true;
            wire.ready();
        }
    }

    /// Whether it gets this copy of a message: of several copies, as a server may send where subscriptions overlap
    /// (5.0 section 3.3.4), one. That is the one for the first of its subscriptions that matches.
    ///
    /// @param numbers the Subscription Identifiers that the copy has; without any, it is taken for the only one
    boolean wants(String topic, long serial, Set<Integer> numbers) {
        Interest first = null;
        for (Interest each : interests.values()) {
            if (!each.matches(topic, serial)) {
                continue;
            }
            if (numbers.isEmpty()) {
                return true;
            }
            // One that is not granted yet may get no copies.
            if (first == null || !first.isGranted && each.isGranted) {
                first = each;
            }
            if (first.isGranted) {
                break;
            }
        }
        return first != null && numbers.contains(first.number);
    }
}
