package mqttlab.broker.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.Message;
import mqttlab.packet.Subscribe;
import org.jspecify.annotations.Nullable;

/// What changes amount to, in the simplest way: the model that a store is measured by.
final class Ledger {

    record Subscription(Subscribe.Request request, int identifier) {}

    record Delivery(long message, int qos, boolean retain, List<Integer> identifiers, int packetId, boolean released) {}

    record Session(
            @Nullable String user,
            long expiry,
            long endsAt,
            Map<String, Subscription> subscriptions,
            Map<Long, Delivery> deliveries,
            TreeSet<Integer> received) {}

    record Will(@Nullable String user, String message, long delay, long at) {}

    final Map<String, Session> sessions = new TreeMap<>();
    final Map<Long, String> messages = new TreeMap<>();
    final Map<String, Long> retained = new TreeMap<>();
    final Map<String, Will> wills = new TreeMap<>();

    void add(Change change) {
        switch (change) {
            case Change.SessionKept it -> {
                Session old = sessions.get(it.clientId());
                sessions.put(
                        it.clientId(),
                        old == null
                                ? new Session(
                                        it.user(),
                                        it.expiry(),
                                        it.endsAt(),
                                        new TreeMap<>(),
                                        new TreeMap<>(),
                                        new TreeSet<>())
                                : new Session(
                                        it.user(),
                                        it.expiry(),
                                        it.endsAt(),
                                        old.subscriptions,
                                        old.deliveries,
                                        old.received));
            }
            case Change.SessionEnded it -> sessions.remove(it.clientId());
            case Change.Subscribed it ->
                session(it.clientId())
                        .subscriptions
                        .put(it.request().filter(), new Subscription(it.request(), it.identifier()));
            case Change.Unsubscribed it -> session(it.clientId()).subscriptions.remove(it.filter());
            case Change.MessageKept it -> messages.put(it.number(), text(it.message()));
            case Change.MessageDropped it -> messages.remove(it.number());
            case Change.Retained it -> retained.put(it.topic(), it.message());
            case Change.RetainedRemoved it -> retained.remove(it.topic());
            case Change.Queued it ->
                session(it.clientId())
                        .deliveries
                        .put(
                                it.position(),
                                new Delivery(
                                        it.message(),
                                        it.qos(),
                                        it.retain(),
                                        Arrays.stream(it.identifiers()).boxed().toList(),
                                        it.packetId(),
                                        false));
            case Change.Sent it ->
                session(it.clientId())
                        .deliveries
                        .computeIfPresent(
                                it.position(),
                                (_, d) -> new Delivery(
                                        d.message, d.qos, d.retain, d.identifiers, it.packetId(), d.released));
            case Change.Released it ->
                session(it.clientId())
                        .deliveries
                        .computeIfPresent(
                                it.position(),
                                (_, d) -> new Delivery(d.message, d.qos, d.retain, d.identifiers, d.packetId, true));
            case Change.Delivered it -> session(it.clientId()).deliveries.remove(it.position());
            case Change.Received it -> session(it.clientId()).received.add(it.packetId());
            case Change.Completed it -> session(it.clientId()).received.remove(it.packetId());
            case Change.WillKept it ->
                wills.put(it.clientId(), new Will(it.user(), text(it.message()), it.delay(), it.at()));
            case Change.WillDropped it -> wills.remove(it.clientId());
        }
    }

    private Session session(String clientId) {
        Session session = sessions.get(clientId);
        if (session == null) {
            throw new IllegalStateException("no session of " + clientId);
        }
        return session;
    }

    /// The messages that something refers to.
    List<Long> used() {
        TreeSet<Long> used = new TreeSet<>(retained.values());
        sessions.values().forEach(it -> it.deliveries.values().forEach(d -> used.add(d.message)));
        return new ArrayList<>(used);
    }

    static String text(Message it) {
        return it.publisher() + "|" + it.topic() + "|" + it.qos() + "|" + it.retain() + "|" + it.properties() + "|"
                + it.expiresAt() + "|" + it.payload();
    }

    @Override
    public String toString() {
        return "sessions " + sessions + "\nmessages " + messages + "\nretained " + retained + "\nwills " + wills;
    }
}
