package mqttlab.broker.hub;

import java.util.List;
import mqttlab.broker.hub.Recipient.Subscription;
import org.jspecify.annotations.Nullable;

/// The retained messages that a new subscription matches, on their way to the client. 5.0 section 3.3.1.3.
///
/// It holds topics: what is retained there is looked up when its turn comes.
final class RetainedRun {

    private Subscription subscription;
    /// The last message that was retained before the client subscribed: those after it come as they are published.
    private final long last;
    /// The last that was retained before the session's connection, where that is later: while it has none, those of
    /// QoS 0 do not come.
    private long lastMissed;
    /// Null until they are looked up.
    private @Nullable List<String> topics;
    private int next;

    RetainedRun(Subscription subscription, long last) {
        this.subscription = subscription;
        this.last = last;
        this.lastMissed = last;
    }

    String filter() {
        return subscription.filter();
    }

    /// Goes on for the subscription that has replaced its own.
    void replace(Subscription it) {
        subscription = it;
    }

    /// Goes on over another connection.
    void resume(long lastRetained) {
        lastMissed = lastRetained;
    }

    /// Looks the topics up if there is time for that in this turn; returns whether they are.
    boolean find(Hub hub) {
        if (topics == null && hub.maySearch(subscription.pattern())) {
            topics = hub.retained(subscription.pattern());
        }
        return topics != null;
    }

    /// How many messages there are; -1 where they are not looked up.
    int count() {
        return topics == null ? -1 : topics.size();
    }

    /// Sends as many as the client takes now; returns whether that was all.
    boolean send(Hub hub, Connection connection) {
        List<String> all = topics;
        int[] identifiers = subscription.identifier() == 0 ? new int[0] : new int[] {subscription.identifier()};
        while (all != null && next < all.size()) {
            Message message = hub.retainedAt(all.get(next));
            if (message != null && !send(hub, connection, message, identifiers)) {
                return false;
            }
            next++;
        }
        return all != null;
    }

    /// Sends a message unless the client has had it as it was published, or must not get it; returns false where it has
    /// to wait.
    private boolean send(Hub hub, Connection connection, Message message, int[] identifiers) {
        Session session = subscription.session();
        int qos = Math.min(message.qos(), subscription.qos());
        boolean isLater = message.number > (qos == 0 ? lastMissed : last);
        boolean isOwn = subscription.noLocal() && message.publisher().equals(session.clientId);
        if (isLater || isOwn || !hub.mayRead(session, message)) {
            return true;
        }
        if (qos > 0) {
            boolean hasRoom = session.out.hasRoom();
            if (hasRoom) {
                session.out.add(message, qos, true, identifiers);
            }
            return hasRoom;
        }
        if (connection.isBehind()) {
            return false;
        }
        connection.publish(message, true, identifiers);
        return true;
    }
}
