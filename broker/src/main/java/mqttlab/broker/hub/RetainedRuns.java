package mqttlab.broker.hub;

import java.util.LinkedHashMap;
import mqttlab.broker.hub.Recipient.Subscription;

/// The retained messages that wait for one client: one run a filter, one after the other.
final class RetainedRuns {

    private static final int MOST_FOUND = 10;

    private final Hub hub;
    private final Session session;
    private final LinkedHashMap<String, RetainedRun> runs = new LinkedHashMap<>(2);
    private boolean hasAsked;

    RetainedRuns(Hub hub, Session session) {
        this.hub = hub;
        this.session = session;
    }

    /// A run for a new subscription, instead of the one that its filter had.
    RetainedRun add(Subscription it) {
        RetainedRun run = new RetainedRun(it, hub.lastRetained());
        runs.putLast(it.filter(), run);
        if (runs.size() <= MOST_FOUND) {
            run.find(hub);
        }
        return run;
    }

    /// What the filter's run has not sent yet goes to the subscription that replaces the one before.
    void replace(Subscription it) {
        RetainedRun run = runs.get(it.filter());
        if (run != null) {
            run.replace(it);
        }
    }

    void remove(String filter) {
        runs.remove(filter);
    }

    /// Goes on over another connection.
    void resume() {
        runs.values().forEach(it -> it.resume(hub.lastRetained()));
    }

    /// Sends as many as the client takes now; returns whether that was all.
    boolean pump() {
        Connection connection = session.connection;
        while (!runs.isEmpty()) {
            RetainedRun first = runs.firstEntry().getValue();
            if (connection == null || !hasBegun(first) || !first.send(hub, connection)) {
                return false;
            }
            runs.remove(first.filter());
        }
        return true;
    }

    /// Whether the topics of a run are known. Those of the first few are at once; the others have to wait until it is
    /// their turn, so that not all of many lists are there at the same time.
    private boolean hasBegun(RetainedRun run) {
        boolean has = run.find(hub);
        if (!has && !hasAsked) {
            hasAsked = true;
            hub.thread().execute(() -> {
                hasAsked = false;
                hub.wake();
                session.pumpRetained();
                hub.flush();
            });
        }
        return has;
    }
}
