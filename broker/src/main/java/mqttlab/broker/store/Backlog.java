package mqttlab.broker.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.Message;
import mqttlab.broker.hub.StoreException;
import mqttlab.packet.Property;
import org.jspecify.annotations.Nullable;

/// Changes on their way to the thread that writes them. What is taken counts until the next is taken, so that memory
/// is bounded: who [adds][#add] to a full backlog waits for a commit.
final class Backlog {

    /// What was given to the store at once.
    record Write(List<Change> changes, Runnable kept, Consumer<? super StoreException> failed) {}

    /// How long to wait where nothing is due.
    static final long FOR_EVER = TimeUnit.DAYS.toNanos(1);

    /// What a change takes beside its message, about.
    private static final long CHANGE_BYTES = 200;

    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Write> writes = new ArrayList<>();
    private long waiting;
    private long taken;
    private boolean isClosed;

    /// @param limit in bytes, about
    Backlog(long limit) {
        this.limit = limit;
    }

    /// Adds changes; false where the backlog is [closed][#close]. What is longer than the limit waits until nothing
    /// else is there.
    boolean add(Write write) {
        long size = size(write.changes());
        lock.lock();
        try {
            while (!isClosed && waiting + taken > 0 && waiting + taken + size > limit) {
                changed.awaitUninterruptibly();
            }
            if (isClosed) {
                return false;
            }
            writes.add(write);
            waiting += size;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static long size(List<Change> changes) {
        long size = 0;
        for (Change change : changes) {
            size += CHANGE_BYTES + more(change);
        }
        return size;
    }

    /// What a client can make long.
    private static long more(Change change) {
        return switch (change) {
            case Change.SessionKept it -> length(it.clientId()) + length(it.user());
            case Change.SessionEnded it -> length(it.clientId());
            case Change.Subscribed it ->
                length(it.clientId()) + length(it.request().filter());
            case Change.Unsubscribed it -> length(it.clientId()) + length(it.filter());
            case Change.MessageKept it -> size(it.message());
            case Change.Retained it -> length(it.topic());
            case Change.RetainedRemoved it -> length(it.topic());
            case Change.Queued it -> length(it.clientId()) + (long) Integer.BYTES * it.identifiers().length;
            case Change.Sent it -> length(it.clientId());
            case Change.Released it -> length(it.clientId());
            case Change.Delivered it -> length(it.clientId());
            case Change.Received it -> length(it.clientId());
            case Change.Completed it -> length(it.clientId());
            case Change.WillKept it -> length(it.clientId()) + length(it.user()) + size(it.message());
            case Change.WillDropped it -> length(it.clientId());
            case Change.MessageDropped _ -> 0;
        };
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static long size(Message message) {
        long size = (long) message.topic().length() + message.payload().length();
        for (Property property : message.properties().all()) {
            size += switch (property) {
                case Property.Numeric _ -> 0;
                case Property.Text it -> it.value().length();
                case Property.Data it -> it.value().length();
                case Property.Pair it ->
                    CHANGE_BYTES + it.name().length() + it.value().length();
            };
        }
        return size;
    }

    /// All that was added since the last time, in its order; nothing where the time has passed first, or the backlog is
    /// closed and empty.
    List<Write> take(long nanos) throws InterruptedException {
        lock.lock();
        try {
            taken = 0;
            changed.signalAll();
            long left = nanos;
            while (writes.isEmpty() && !isClosed && left > 0) {
                left = changed.awaitNanos(left);
            }
            List<Write> all = writes;
            writes = new ArrayList<>();
            taken = waiting;
            waiting = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }

    /// No more can be added; what was is still there to take.
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isDone() {
        lock.lock();
        try {
            return isClosed && writes.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
