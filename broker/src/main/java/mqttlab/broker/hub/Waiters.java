package mqttlab.broker.hub;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The publishers that are read no further until one client has caught up; they go on in the order in which they came.
///
/// Nobody waits for a client that does not move at all.
final class Waiters {

    private final Hub hub;
    private final Connection slow;
    private @Nullable Set<Connection> all;
    private boolean isStalled;
    private long progress;
    private long progressSeen;
    private long backlogSeen;

    Waiters(Hub hub, Connection slow) {
        this.hub = hub;
        this.slow = slow;
    }

    /// Whether there are any. Who comes later must not take the room that they wait for.
    boolean isAny() {
        return all != null;
    }

    /// Whether the client has not moved for so long that nobody waits for it any longer.
    boolean isStalled() {
        return isStalled;
    }

    /// Reads `publisher` no further for now.
    void add(Connection publisher) {
        if (isStalled || !publisher.isUp()) {
            return;
        }
        if (all == null) {
            all = new LinkedHashSet<>(2);
            progressSeen = progress;
            backlogSeen = Long.MAX_VALUE;
        }
        if (all.add(publisher) && publisher.throttle()) {
            say(publisher, true, "does not keep up");
        }
    }

    /// The client has taken something.
    void moved() {
        progress++;
        isStalled = false;
    }

    /// Lets the publishers go on if the client has caught up.
    void relieve() {
        if (all != null && slow.hasCaughtUp()) {
            release();
        }
    }

    /// Looks whether the client has moved since the last time.
    ///
    /// @param backlog of its link
    void check(long backlog) {
        if (all == null) {
            return;
        }
        if (progress == progressSeen && backlog >= backlogSeen) {
            isStalled = true;
            release();
        } else {
            progressSeen = progress;
            backlogSeen = backlog;
            relieve();
        }
    }

    void release() {
        Set<Connection> released = all;
        all = null;
        if (released != null) {
            for (Connection it : released) {
                if (it.unthrottle() && it.isUp()) {
                    say(it, false, "has caught up");
                    hub.proceedLater(it);
                }
            }
        }
    }

    private void say(Connection publisher, boolean paused, String what) {
        hub.say(() -> new BrokerEvent.Throttled(publisher.clientId(), paused, '"' + slow.clientId() + "\" " + what));
    }
}
