package mqttlab.broker.hub;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The publishers that are read no further until one client has caught up; they go on in the order in which they came.
///
/// A client that is quick enough slows them down to its own pace, and loses nothing. Nobody waits for one that does not
/// move at all, nor for one that takes longer than [Limits#waitSeconds]: others would suffer from it who have nothing
/// to
/// do with it. It loses messages then, until nothing waits for it any more.
final class Waiters {

    private final Hub hub;
    private final Connection slow;
    private @Nullable Set<Connection> all;
    private boolean isStalled;
    private long progress;
    private long progressSeen;
    private long backlogSeen;
    private int seconds;

    Waiters(Hub hub, Connection slow) {
        this.hub = hub;
        this.slow = slow;
    }

    /// Whether there are any. Who comes later must not take the room that they wait for.
    boolean isAny() {
        return all != null;
    }

    /// Whether nobody waits for the client any longer.
    boolean isStalled() {
        return isStalled || hub.limits().waitSeconds() == 0;
    }

    /// Reads `publisher` no further for now.
    void add(Connection publisher) {
        if (isStalled || hub.limits().waitSeconds() == 0 || !publisher.isUp()) {
            return;
        }
        if (all == null) {
            all = new LinkedHashSet<>(2);
            progressSeen = progress;
            backlogSeen = Long.MAX_VALUE;
            seconds = 0;
        }
        if (all.add(publisher) && publisher.throttle()) {
            say(publisher, true, "does not keep up");
        }
    }

    /// The client has taken something.
    void moved() {
        progress++;
    }

    /// Lets the publishers go on if the client has caught up.
    void relieve() {
        isStalled &= !slow.isIdle();
        if (all != null && slow.hasCaughtUp()) {
            release();
        }
    }

    /// Looks whether the client has moved since the last time, a second ago.
    ///
    /// @param backlog of its link
    void check(long backlog) {
        if (all == null) {
            relieve();
            return;
        }
        boolean isStill = progress == progressSeen && backlog >= backlogSeen;
        if (isStill || ++seconds > hub.limits().waitSeconds()) {
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
