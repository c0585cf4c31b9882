package mqttlab.broker.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import mqttlab.packet.Writer;
import org.jspecify.annotations.Nullable;

/// What goes out to a client: the packets of a turn are written one behind the other and leave at its end, or when the
/// disk has what they say.
final class Outlet {

    /// Packets that wait until the store has written a batch.
    ///
    /// @param told what is told of them when they leave
    private record Held(byte[] bytes, long batch, List<BrokerEvent> told) {}

    private final Hub hub;
    private final Connection connection;
    private final Link link;
    /// Null where this turn has written nothing yet.
    private @Nullable Writer writer;
    private @Nullable Deque<Held> held;
    private int heldBytes;
    private long waitsFor;
    /// What is told of the packets that this turn has written.
    private List<BrokerEvent> untold = List.of();
    private long backlog;
    private boolean closesWhenEmpty;

    Outlet(Hub hub, Connection connection, Link link) {
        this.hub = hub;
        this.connection = connection;
        this.link = link;
    }

    /// What takes the packets of this turn.
    Writer writer() {
        Writer it = writer;
        if (it == null) {
            it = hub.writers(connection.version).take();
            writer = it;
            look();
            hub.written(connection);
        }
        return it;
    }

    /// Bytes that have not left us.
    long pending() {
        return backlog + heldBytes + (writer == null ? 0 : writer.size());
    }

    /// Looks how much the link has not sent.
    void look() {
        long before = backlog;
        backlog = link.backlog();
        if (backlog < before) {
            connection.hasTaken();
        }
    }

    /// What is sent from now on waits until the store has this batch.
    void waitFor(long batch) {
        waitsFor = batch;
    }

    /// Whether what is sent now waits for the store.
    boolean isHeldBack() {
        return isHeldBack(hub.ledger().keptBatch());
    }

    private boolean isHeldBack(long kept) {
        return waitsFor > kept || heldBytes > 0;
    }

    /// Tells that the packet before was sent, as soon as it is; never, where it never is.
    void told(Supplier<? extends BrokerEvent> event) {
        if (!hub.isWatched() || !isHeldBack()) {
            hub.say(event);
            return;
        }
        if (untold.isEmpty()) {
            untold = new ArrayList<>();
        }
        untold.add(event.get());
    }

    /// Ends a turn. `kept` is the last batch that the store has.
    void flush(long kept) {
        Writer it = writer;
        if (it != null) {
            if (it.size() > 0) {
                if (isHeldBack(kept)) {
                    hold(it);
                } else {
                    link.write(it.array(), it.size());
                    tell(untold);
                }
                untold = List.of();
            }
            writer = null;
            hub.writers(connection.version).give(it);
            look();
        }
        closeIfEmpty();
    }

    private void hold(Writer it) {
        if (held == null) {
            held = new ArrayDeque<>(2);
        }
        held.add(new Held(it.toArray(), waitsFor, untold));
        heldBytes += it.size();
        hub.ledger().holds(connection);
    }

    /// Sends what waited for this batch; returns whether more waits for a later one.
    boolean kept(long batch) {
        while (held != null && !held.isEmpty() && held.element().batch() <= batch) {
            Held next = held.remove();
            byte[] bytes = next.bytes();
            heldBytes -= bytes.length;
            link.write(bytes, bytes.length);
            tell(next.told());
        }
        look();
        if (heldBytes > 0) {
            return true;
        }
        held = null;
        closeIfEmpty();
        return false;
    }

    private void tell(List<? extends BrokerEvent> events) {
        for (BrokerEvent each : events) {
            hub.say(() -> each);
        }
    }

    /// What waits is never sent, since the store has failed; closes if that was what the end waited for.
    void dropHeld() {
        held = null;
        heldBytes = 0;
        closeIfEmpty();
    }

    /// Closes the link when all has left that was sent.
    void close() {
        closesWhenEmpty = true;
        hub.written(connection);
    }

    private void closeIfEmpty() {
        if (closesWhenEmpty && heldBytes == 0) {
            closesWhenEmpty = false;
            link.close();
        }
    }

    /// The link has closed itself: nothing leaves any more.
    void lost() {
        closesWhenEmpty = false;
        held = null;
        heldBytes = 0;
        untold = List.of();
        if (writer != null) {
            writer.clear();
        }
    }
}
