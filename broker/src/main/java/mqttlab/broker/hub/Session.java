package mqttlab.broker.hub;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.broker.hub.Deadlines.Deadline;
import mqttlab.broker.hub.Recipient.Subscription;
import org.jspecify.annotations.Nullable;

/// What the broker knows of a client, connected or not. 3.1.1 section 3.1.2.4, 5.0 section 4.1.
final class Session {

    final String clientId;
    final Outflow out;

    private final Hub hub;
    private @Nullable Map<String, Subscription> subscriptions;
    private @Nullable BitSet received;
    private @Nullable RetainedRuns retained;

    /// Whose it is, connected or not: the user of its last connection.
    Access.Who who;

    /// The connection it has now, or null.
    @Nullable
    Connection connection;

    /// Seconds that it outlives its connection.
    long expiry;

    /// When it expires; [Long#MAX_VALUE] for never, and while connected.
    long endsAt = Long.MAX_VALUE;

    /// When somebody looks whether it has anything to do; null for never.
    @Nullable
    Deadline deadline;

    /// Whether the store has it.
    boolean isStored;

    /// What to publish when the client vanishes, or has vanished; it expires as if it were published in 1970.
    @Nullable
    Message will;

    /// Seconds between the connection's end and the will.
    long willDelay;

    /// When the will is due; [Long#MAX_VALUE] while the client is connected.
    long willAt = Long.MAX_VALUE;

    Session(Hub hub, String clientId) {
        this.hub = hub;
        this.clientId = clientId;
        this.who = new Access.Who(clientId, null);
        this.out = new Outflow(hub, this);
    }

    /// Whether a user may go on with it, or end it: a session of nobody in particular is anybody's.
    boolean isFor(@Nullable String user) {
        return who.user() == null || who.user().equals(user);
    }

    Collection<Subscription> subscriptions() {
        return subscriptions == null ? List.of() : subscriptions.values();
    }

    @Nullable
    Subscription subscription(String filter) {
        return subscriptions == null ? null : subscriptions.get(filter);
    }

    void put(Subscription it) {
        if (subscriptions == null) {
            subscriptions = new LinkedHashMap<>(2);
        }
        subscriptions.put(it.filter(), it);
        if (retained != null) {
            retained.replace(it);
        }
    }

    void remove(String filter) {
        if (subscriptions != null) {
            subscriptions.remove(filter);
        }
        if (retained != null) {
            retained.remove(filter);
        }
    }

    /// The identifiers of the PUBLISH of QoS 2 that came and have not been released by PUBREL.
    BitSet received() {
        if (received == null) {
            received = new BitSet();
        }
        return received;
    }

    /// Whether more waits for the client than should.
    boolean isBehind() {
        Connection it = connection;
        return it != null && (it.isBehind() || out.waiting() >= hub.limits().queued());
    }

    /// Goes on over a connection that has just been accepted.
    void resume(Connection over) {
        if (retained != null) {
            retained.resume();
        }
        out.resume(over);
    }

    /// Retained messages for a new subscription, [sent][#pumpRetained()] as the client takes them.
    RetainedRun addRetained(Subscription it) {
        if (retained == null) {
            retained = new RetainedRuns(hub, this);
        }
        return retained.add(it);
    }

    void pumpRetained() {
        if (retained != null && retained.pump()) {
            retained = null;
        }
    }
}
