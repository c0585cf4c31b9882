package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.List;
import mqttlab.broker.topic.TopicTree;
import org.jspecify.annotations.Nullable;

/// The retained messages. 3.1.1 section 3.3.1.3, 5.0 section 3.3.1.3.
final class Retainer {

    private final Hub hub;
    private final TopicTree<Message> tree = new TopicTree<>();
    private long nextExpiry = Long.MAX_VALUE;

    Retainer(Hub hub) {
        this.hub = hub;
    }

    int count() {
        return tree.size();
    }

    @Nullable
    Message get(String topic) {
        Message message = tree.get(topic);
        return message == null || message.isExpired(hub.now()) ? null : message;
    }

    /// Retains a message instead of the one before, or, where it has no payload, none.
    /// [MQTT-3.3.1-5], [MQTT-3.3.1-6] of 5.0.
    void retain(Message message) {
        String topic = message.topic();
        if (message.payload().length() == 0) {
            remove(topic);
            return;
        }
        Message kept = message.keep();
        long number = hub.ledger().keep(kept);
        Message before = tree.put(topic, kept);
        if (hub.ledger().hasStore()) {
            hub.ledger().record(new Change.Retained(topic, number), null);
        }
        if (before != null) {
            hub.ledger().release(before);
        }
        expireLater(kept);
    }

    private void remove(String topic) {
        Message before = tree.remove(topic);
        if (before != null) {
            if (hub.ledger().hasStore()) {
                hub.ledger().record(new Change.RetainedRemoved(topic), null);
            }
            hub.ledger().release(before);
        }
    }

    private void expireLater(Message message) {
        nextExpiry = Math.min(nextExpiry, message.expiresAt());
    }

    /// Removes what has expired.
    void sweep() {
        if (nextExpiry > hub.now()) {
            return;
        }
        nextExpiry = Long.MAX_VALUE;
        List<Message> expired = new ArrayList<>();
        tree.each(it -> {
            if (it.isExpired(hub.now())) {
                expired.add(it);
            } else {
                expireLater(it);
            }
        });
        expired.forEach(it -> remove(it.topic()));
    }

    /// Takes up what a store kept.
    void restore(Message message) {
        message.references++;
        tree.put(message.topic(), message);
        expireLater(message);
    }

    /// The topics that a pattern matches.
    List<String> find(String pattern) {
        List<String> found = new ArrayList<>();
        tree.match(pattern, it -> {
            if (!it.isExpired(hub.now())) {
                found.add(it.topic());
            }
        });
        return found;
    }
}
