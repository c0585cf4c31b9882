package mqttlab.broker.hub;

import java.util.HashMap;
import java.util.Map;

/// Builds up what a store has kept, when a broker starts.
final class Restoring {

    private record Place(String clientId, long position) {}

    private final Hub hub;
    private final Sessions sessions;
    private final Routes routes;
    private final Retainer retainer;
    private final Map<Long, Message> messages = new HashMap<>();
    private final Map<String, Session> restored = new HashMap<>();
    private final Map<Place, Delivery> inFlight = new HashMap<>();

    Restoring(Hub hub, Sessions sessions, Routes routes, Retainer retainer) {
        this.hub = hub;
        this.sessions = sessions;
        this.routes = routes;
        this.retainer = retainer;
    }

    void from(Store store) {
        store.load(this::restore);
        // All that were connected when the broker ended are not any more.
        restored.values().forEach(sessions::rest);
    }

    private Session session(String clientId) {
        Session session = sessions.restore(clientId);
        restored.put(clientId, session);
        return session;
    }

    private Message message(long number) {
        Message message = messages.get(number);
        if (message == null) {
            throw new StoreException("the store refers to message " + number + ", which it does not have");
        }
        return message;
    }

    private void restore(Change change) {
        switch (change) {
            case Change.SessionKept(String clientId, String user, long expiry, long endsAt) -> {
                Session session = session(clientId);
                session.who = new Access.Who(clientId, user);
                session.isStored = true;
                session.expiry = expiry;
                session.endsAt = endsAt;
            }
            case Change.Subscribed(String clientId, var request, int identifier) -> {
                Session session = session(clientId);
                session.put(routes.add(session, request, identifier));
            }
            case Change.MessageKept(long number, Message message) -> {
                messages.put(number, message.keep());
                hub.ledger().restored(message, number);
            }
            case Change.Retained(String topic, long number) -> retainer.restore(message(number));
            case Change.Queued it -> {
                Message message = message(it.message());
                message.references++;
                Delivery delivery = new Delivery(message, it.qos(), it.retain(), it.identifiers(), it.position());
                delivery.packetId = it.packetId();
                session(it.clientId()).out.restore(delivery);
                if (it.packetId() > 0) {
                    inFlight.put(new Place(it.clientId(), it.position()), delivery);
                }
            }
            case Change.Released(String clientId, long position) -> {
                Delivery delivery = inFlight.get(new Place(clientId, position));
                if (delivery != null) {
                    delivery.isReleased = true;
                }
            }
            case Change.Received(String clientId, int packetId) ->
                session(clientId).received().set(packetId);
            case Change.WillKept(String clientId, String user, Message will, long delay, long at) -> {
                Session session = session(clientId);
                if (!session.isStored) {
                    session.who = new Access.Who(clientId, user);
                }
                session.will = will.keep();
                session.willDelay = delay;
                session.willAt = at;
            }
            // A store says what is, not what has been.
            case Change.SessionEnded it -> throw unexpected(it);
            case Change.Unsubscribed it -> throw unexpected(it);
            case Change.MessageDropped it -> throw unexpected(it);
            case Change.RetainedRemoved it -> throw unexpected(it);
            case Change.Sent it -> throw unexpected(it);
            case Change.Delivered it -> throw unexpected(it);
            case Change.Completed it -> throw unexpected(it);
            case Change.WillDropped it -> throw unexpected(it);
        }
    }

    private static StoreException unexpected(Change change) {
        return new StoreException(
                "a store that loads does not say " + change.getClass().getSimpleName());
    }
}
