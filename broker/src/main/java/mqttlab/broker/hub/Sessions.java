package mqttlab.broker.hub;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mqttlab.broker.hub.Deadlines.Deadline;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Will;
import org.jspecify.annotations.Nullable;

/// All sessions by client identifier, from their beginning to their end, and their wills. 5.0 sections 3.1.2.5,
/// 3.1.2.11.2, 4.1.
final class Sessions {

    private final Hub hub;
    private final Map<String, Session> all = new HashMap<>();

    Sessions(Hub hub) {
        this.hub = hub;
    }

    int count() {
        return all.size();
    }

    /// How many messages wait for clients, or are not acknowledged.
    long waiting() {
        long waiting = 0;
        for (Session it : all.values()) {
            waiting += it.out.open();
        }
        return waiting;
    }

    @Nullable
    Session find(String clientId) {
        return all.get(clientId);
    }

    /// Takes up what a store kept.
    Session restore(String clientId) {
        return all.computeIfAbsent(clientId, id -> new Session(hub, id));
    }

    /// The session of a client that connects: one that is there, or a new one.
    Session begin(String clientId, long expiry, Connection connection) {
        Session session = all.get(clientId);
        if (session == null) {
            session = new Session(hub, clientId);
            session.isStored = hub.ledger().hasStore() && expiry > 0;
            all.put(clientId, session);
        }
        session.connection = connection;
        session.who = connection.who();
        session.endsAt = Long.MAX_VALUE;
        setExpiry(session, expiry);
        return session;
    }

    void setExpiry(Session session, long expiry) {
        session.expiry = expiry;
        if (session.isStored) {
            hub.ledger().record(kept(session), session.connection);
        }
    }

    private static Change kept(Session session) {
        return new Change.SessionKept(session.clientId, session.who.user(), session.expiry, session.endsAt);
    }

    void setWill(Session session, @Nullable Will will) {
        boolean hadWill = session.will != null;
        session.willAt = Long.MAX_VALUE;
        if (will == null) {
            session.will = null;
            if (hadWill && hub.ledger().hasStore()) {
                hub.ledger().record(new Change.WillDropped(session.clientId), session.connection);
            }
            return;
        }
        session.will = Message.of(session.clientId, will).keep();
        session.willDelay = will.properties().number(PropertyId.WILL_DELAY_INTERVAL, 0);
        keepWill(session);
    }

    private void keepWill(Session session) {
        if (hub.ledger().hasStore() && session.will != null) {
            hub.ledger()
                    .record(
                            new Change.WillKept(
                                    session.clientId,
                                    session.who.user(),
                                    session.will,
                                    session.willDelay,
                                    session.willAt),
                            session.connection);
        }
    }

    /// The connection of a session has ended.
    void left(Session session, boolean withWill) {
        if (!withWill) {
            setWill(session, null);
        }
        if (session.expiry == 0) {
            end(session, "it ends with its connection");
            return;
        }
        rest(session);
    }

    /// The time without a connection begins, unless it has: a broker that starts goes on where another was killed.
    void rest(Session session) {
        if (session.endsAt == Long.MAX_VALUE && session.expiry != Limits.FOR_EVER) {
            session.endsAt = hub.now() + session.expiry * 1000;
            if (session.isStored) {
                hub.ledger().record(kept(session), null);
            }
        }
        if (session.will != null && session.willAt == Long.MAX_VALUE) {
            session.willAt = hub.now() + session.willDelay * 1000;
            keepWill(session);
        }
        due(session);
    }

    /// Does what is due for a session without a connection, and sees to what is not yet.
    void due(Session session) {
        if (session.connection != null || all.get(session.clientId) != session) {
            return;
        }
        if (session.will != null && session.willAt <= hub.now()) {
            publishWill(session);
        }
        if (session.endsAt <= hub.now()) {
            end(session, "it has expired");
            return;
        }
        long next = Math.min(session.endsAt, session.will == null ? Long.MAX_VALUE : session.willAt);
        if (next < (session.deadline == null ? Long.MAX_VALUE : session.deadline.at())) {
            forget(session.deadline);
            session.deadline = hub.deadlines().add(next, () -> {
                session.deadline = null;
                due(session);
            });
        }
    }

    private void forget(@Nullable Deadline it) {
        if (it != null) {
            hub.deadlines().remove(it);
        }
    }

    /// "The Will Message MUST be published after the Network Connection is subsequently closed and either the Will
    /// Delay Interval has elapsed or the Session ends" [MQTT-3.1.2-8] of 5.0.
    private void publishWill(Session session) {
        Message will = Objects.requireNonNull(session.will);
        session.will = null;
        hub.publishWill(session, will.publishedAt(hub.now()));
        if (hub.ledger().hasStore()) {
            hub.ledger().record(new Change.WillDropped(session.clientId), null);
        }
    }

    void end(Session session, String why) {
        if (session.will != null) {
            publishWill(session);
        }
        all.remove(session.clientId, session);
        forget(session.deadline);
        List.copyOf(session.subscriptions()).forEach(hub::unsubscribe);
        session.out.end();
        if (session.isStored) {
            hub.ledger().record(new Change.SessionEnded(session.clientId), null);
            hub.say(() -> new BrokerEvent.SessionEnded(session.clientId, why));
        } else if (session.expiry > 0) {
            hub.say(() -> new BrokerEvent.SessionEnded(session.clientId, why));
        }
    }
}
