package mqttlab.broker.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A disk that a test moves by hand: what was written is kept when the test says so, in its order.
final class MemoryStore implements Store {

    private record Batch(List<Change> changes, Runnable kept, Consumer<? super StoreException> failed) {}

    /// What is kept of a session.
    private static final class Entry {
        final Change.SessionKept kept;
        final Map<String, Change.Subscribed> subscriptions = new LinkedHashMap<>();
        final SortedMap<Long, Change.Queued> queued = new TreeMap<>();
        final Map<Long, Change.Released> released = new LinkedHashMap<>();
        final TreeSet<Integer> received = new TreeSet<>();

        Entry(Change.SessionKept kept) {
            this.kept = kept;
        }

        Entry(Change.SessionKept kept, Entry before) {
            this(kept);
            subscriptions.putAll(before.subscriptions);
            queued.putAll(before.queued);
            released.putAll(before.released);
            received.addAll(before.received);
        }
    }

    private final Deque<Batch> written = new ArrayDeque<>();
    private final Map<Long, Message> messages = new TreeMap<>();
    private final Map<String, Entry> sessions = new LinkedHashMap<>();
    private final Map<String, Long> retained = new LinkedHashMap<>();
    private final Map<String, Change.WillKept> wills = new LinkedHashMap<>();
    private boolean isHandsOff;

    /// Keeps at once what is written from now on.
    MemoryStore handsOff() {
        isHandsOff = true;
        return this;
    }

    @Override
    public void write(List<Change> changes, Runnable kept, Consumer<? super StoreException> failed) {
        written.add(new Batch(List.copyOf(changes), kept, failed));
        if (isHandsOff) {
            keep();
        }
    }

    @Override
    public void close() {}

    /// How many calls of [#write] are not kept.
    int waiting() {
        return written.size();
    }

    /// Keeps the oldest that is not; false where there is none. The hub hears of it when it [runs][Lab#run()].
    boolean keep() {
        Batch batch = written.poll();
        if (batch != null) {
            batch.changes.forEach(this::apply);
            batch.kept.run();
        }
        return batch != null;
    }

    /// The disk is full.
    void fail() {
        Objects.requireNonNull(written.poll()).failed.accept(new StoreException("the disk is full"));
        written.clear();
    }

    /// The machine ends: what was not kept is gone.
    void crash() {
        written.clear();
    }

    @Override
    public void load(Consumer<? super Change> kept) {
        messages.forEach((number, it) -> kept.accept(new Change.MessageKept(number, copy(it))));
        sessions.forEach((id, it) -> {
            kept.accept(it.kept);
            it.subscriptions.values().forEach(kept);
            it.queued.values().forEach(kept);
            it.released.values().forEach(kept);
            it.received.forEach(packet -> kept.accept(new Change.Received(id, packet)));
        });
        retained.forEach((topic, number) -> kept.accept(new Change.Retained(topic, number)));
        wills.values()
                .forEach(it -> kept.accept(
                        new Change.WillKept(it.clientId(), it.user(), copy(it.message()), it.delay(), it.at())));
    }

    /// The messages that are kept and that nothing refers to.
    List<Long> unused() {
        List<Long> unused = new ArrayList<>(messages.keySet());
        unused.removeAll(retained.values());
        sessions.values().forEach(it -> it.queued.values().forEach(q -> unused.remove(q.message())));
        return unused;
    }

    /// How many deliveries are kept.
    int queued() {
        return sessions.values().stream().mapToInt(it -> it.queued.size()).sum();
    }

    private static Message copy(Message it) {
        return new Message(
                it.publisher(), it.topic(), it.qos(), it.retain(), it.properties(), it.expiresAt(), it.payload());
    }

    private Entry entry(String clientId) {
        Entry entry = sessions.get(clientId);
        if (entry == null) {
            throw new IllegalStateException("no session of " + clientId);
        }
        return entry;
    }

    private Entry delivery(String clientId, long position) {
        Entry entry = entry(clientId);
        if (!entry.queued.containsKey(position)) {
            throw new IllegalStateException("no delivery " + position + " of " + clientId);
        }
        return entry;
    }

    private void apply(Change change) {
        switch (change) {
            case Change.SessionKept it -> {
                Entry before = sessions.get(it.clientId());
                sessions.put(it.clientId(), before == null ? new Entry(it) : new Entry(it, before));
            }
            case Change.SessionEnded it -> {
                entry(it.clientId());
                sessions.remove(it.clientId());
            }
            case Change.Subscribed it ->
                entry(it.clientId()).subscriptions.put(it.request().filter(), it);
            case Change.Unsubscribed it -> entry(it.clientId()).subscriptions.remove(it.filter());
            case Change.MessageKept it -> messages.put(it.number(), it.message());
            case Change.MessageDropped it -> messages.remove(it.number());
            case Change.Retained it -> retained.put(it.topic(), it.message());
            case Change.RetainedRemoved it -> retained.remove(it.topic());
            case Change.Queued it -> entry(it.clientId()).queued.put(it.position(), it);
            case Change.Sent sent ->
                delivery(sent.clientId(), sent.position())
                        .queued
                        .computeIfPresent(
                                sent.position(),
                                (_, it) -> new Change.Queued(
                                        it.clientId(),
                                        it.position(),
                                        it.message(),
                                        it.qos(),
                                        it.retain(),
                                        it.identifiers(),
                                        sent.packetId()));
            case Change.Released it ->
                delivery(it.clientId(), it.position()).released.put(it.position(), it);
            case Change.Delivered it -> {
                Entry entry = delivery(it.clientId(), it.position());
                entry.queued.remove(it.position());
                entry.released.remove(it.position());
            }
            case Change.Received it -> entry(it.clientId()).received.add(it.packetId());
            case Change.Completed it -> entry(it.clientId()).received.remove(it.packetId());
            case Change.WillKept it -> wills.put(it.clientId(), it);
            case Change.WillDropped it -> wills.remove(it.clientId());
        }
    }
}
