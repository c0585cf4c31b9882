package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What the store is to keep, and who waits until it does. The changes of a turn are one batch; batches are numbered
/// from 1 up.
final class Ledger {

    private final Hub hub;
    private final @Nullable Store store;
    private final Executor thread;

    private List<Change> changes = new ArrayList<>();
    private long lastBatch;
    private long keptBatch;
    private long lastNumber;
    private Set<Connection> holding = new HashSet<>();
    private @Nullable StoreException failure;

    /// @param store null to keep nothing
    Ledger(Hub hub, @Nullable Store store, Executor thread) {
        this.hub = hub;
        this.store = store;
        this.thread = thread;
    }

    boolean hasStore() {
        return store != null;
    }

    /// The last batch that the store has.
    long keptBatch() {
        return keptBatch;
    }

    /// Why the store keeps nothing any more; null while it does.
    @Nullable
    StoreException failure() {
        return failure;
    }

    /// Notes a change, and makes the connection wait for it with all it sends from now on.
    void record(Change change, @Nullable Connection waiting) {
        changes.add(change);
        if (waiting != null) {
            await(waiting);
        }
    }

    /// How many changes this turn has made so far.
    int changeCount() {
        return changes.size();
    }

    /// Everything the connection sends from now on waits for this turn's changes.
    void await(Connection it) {
        it.outlet.waitFor(lastBatch + 1);
    }

    /// Everything the connection sends from now on waits for all changes so far.
    void awaitAll(Connection it) {
        it.outlet.waitFor(changes.isEmpty() ? lastBatch : lastBatch + 1);
    }

    /// The connection has something to send that waits.
    void holds(Connection it) {
        holding.add(it);
    }

    void forget(Connection it) {
        holding.remove(it);
    }

    /// Counts a reference to a message that is retained, or that the store is to have; returns its number.
    long keep(Message message) {
        if (message.references++ == 0) {
            message.number = ++lastNumber;
            if (hasStore()) {
                changes.add(new Change.MessageKept(message.number, message.keep()));
            }
        }
        return message.number;
    }

    /// The last number that a message got.
    long lastNumber() {
        return lastNumber;
    }

    void release(Message message) {
        if (--message.references == 0 && hasStore()) {
            changes.add(new Change.MessageDropped(message.number));
            message.number = 0;
        }
    }

    void restored(Message message, long number) {
        message.number = number;
        lastNumber = Math.max(lastNumber, number);
    }

    /// Ends a turn: the store gets what it has changed.
    void flush() {
        if (store != null && !changes.isEmpty()) {
            long batch = ++lastBatch;
            List<Change> all = changes;
            changes = new ArrayList<>();
            store.write(all, () -> thread.execute(() -> kept(batch)), trouble -> thread.execute(() -> failed(trouble)));
        }
    }

    private void kept(long batch) {
        keptBatch = batch;
        Set<Connection> all = holding;
        holding = new HashSet<>();
        for (Connection it : all) {
            if (it.outlet.kept(batch)) {
                holding.add(it);
            } else {
                it.goOn();
            }
        }
        hub.flush();
    }

    private void failed(StoreException trouble) {
        if (failure == null) {
            failure = trouble;
            hub.failed(trouble);
            holding.forEach(it -> it.outlet.dropHeld());
            holding.clear();
        }
    }
}
