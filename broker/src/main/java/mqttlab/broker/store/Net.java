package mqttlab.broker.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.broker.hub.Change;
import org.jspecify.annotations.Nullable;

/// What remains of changes that are kept together: a message that came and was delivered meanwhile leaves nothing to
/// write.
final class Net {

    /// What is changed. Changes of different subjects do not make each other void.
    private sealed interface Subject {
        record OfMessage(long number) implements Subject {}

        record OfDelivery(String clientId, long position) implements Subject {}

        record OfIdentifier(String clientId, int packetId) implements Subject {}

        record OfTopic(String topic) implements Subject {}

        record OfWill(String clientId) implements Subject {}
    }

    private final @Nullable Change[] changes;
    /// For each change, the one before it with the same subject; -1 for none.
    private final int[] before;
    private final Map<Subject, Integer> last = new HashMap<>();

    private Net(List<Change> changes) {
        this.changes = changes.toArray(new Change[0]);
        this.before = new int[this.changes.length];
        Arrays.fill(before, -1);
    }

    /// The same changes with null for those that others make void; those that are left mean the same.
    static @Nullable Change[] of(List<Change> changes) {
        Net net = new Net(changes);
        for (int i = 0; i < net.changes.length; i++) {
            Change change = net.changes[i];
            if (change != null) {
                net.add(i, change);
            }
        }
        return net.changes;
    }

    private void add(int i, Change change) {
        Subject subject = subject(change);
        if (subject == null) {
            return;
        }
        Integer earlier = last.put(subject, i);
        if (earlier != null) {
            before[i] = earlier;
        }
        switch (change) {
            case Change.MessageDropped _, Change.Delivered _, Change.Completed _ -> {
                if (clear(i)) {
                    changes[i] = null;
                }
            }
            case Change.Retained _, Change.RetainedRemoved _, Change.WillKept _, Change.WillDropped _ -> clear(i);
            case Change.SessionKept _,
                    Change.SessionEnded _,
                    Change.Subscribed _,
                    Change.Unsubscribed _,
                    Change.MessageKept _,
                    Change.Queued _,
                    Change.Sent _,
                    Change.Released _,
                    Change.Received _ -> {}
        }
    }

    /// Makes void what came before a change, back to where its subject began. Returns whether it did, so that the file
    /// has nothing of it.
    private boolean clear(int last) {
        int from = before[last];
        // What is void is not looked at again: there may be very much of it.
        before[last] = -1;
        for (int i = from; i >= 0; i = before[i]) {
            Change change = changes[i];
            changes[i] = null;
            if (change instanceof Change.MessageKept
                    || change instanceof Change.Queued
                    || change instanceof Change.Received) {
                return true;
            }
        }
        return false;
    }

    /// Null for what is rare.
    private static @Nullable Subject subject(Change change) {
        return switch (change) {
            case Change.MessageKept it -> new Subject.OfMessage(it.number());
            case Change.MessageDropped it -> new Subject.OfMessage(it.number());
            case Change.Queued it -> new Subject.OfDelivery(it.clientId(), it.position());
            case Change.Sent it -> new Subject.OfDelivery(it.clientId(), it.position());
            case Change.Released it -> new Subject.OfDelivery(it.clientId(), it.position());
            case Change.Delivered it -> new Subject.OfDelivery(it.clientId(), it.position());
            case Change.Received it -> new Subject.OfIdentifier(it.clientId(), it.packetId());
            case Change.Completed it -> new Subject.OfIdentifier(it.clientId(), it.packetId());
            case Change.Retained it -> new Subject.OfTopic(it.topic());
            case Change.RetainedRemoved it -> new Subject.OfTopic(it.topic());
            case Change.WillKept it -> new Subject.OfWill(it.clientId());
            case Change.WillDropped it -> new Subject.OfWill(it.clientId());
            case Change.SessionKept _, Change.SessionEnded _, Change.Subscribed _, Change.Unsubscribed _ -> null;
        };
    }
}
