package mqttlab.conversation;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sessions of all clients that were seen, by server and client identifier: what one connection leaves to the
/// next. All observers of a capture share one.
public final class Sessions {

    private static final int MOST = 20_000;
    /// Exchanges, and pieces of topics and filters: some 100 bytes each.
    private static final int MOST_HELD = 500_000;
    private static final int MOST_SERVERS = 100;

    private record Key(String server, String clientId) {}

    private final Map<Key, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Session> eldest) {
            if (size() <= MOST) {
                return false;
            }
            drop(eldest.getValue());
            return true;
        }
    };

    /// Those that may go on, but have no connection now, the longest ended first.
    private final Set<Session> resting = new LinkedHashSet<>();
    private int held;
    private @Nullable Map<String, Forwarding> forwarding;

    /// Finds out from now on which messages servers pass on.
    public void followForwarding() {
        forwarding = forwarding == null ? new LinkedHashMap<>() : forwarding;
    }

    /// What servers have passed on; empty unless that is followed.
    public Collection<Forwarding> forwarding() {
        return forwarding == null ? List.of() : Collections.unmodifiableCollection(forwarding.values());
    }

    @Nullable
    Forwarding forwarding(String server) {
        if (forwarding == null) {
            return null;
        }
        Forwarding known = forwarding.get(server);
        if (known == null && forwarding.size() < MOST_SERVERS) {
            known = new Forwarding(server);
            forwarding.put(server, known);
        }
        return known;
    }

    @Nullable
    Session find(String server, String clientId) {
        return sessions.get(new Key(server, clientId));
    }

    void put(String server, String clientId, Session session) {
        Session before = sessions.put(new Key(server, clientId), session);
        if (before != null && before != session) {
            drop(before);
        }
    }

    /// Counts what the session holds, among what all hold. Returns whether there is room, if need be in place of
    /// sessions without a connection.
    boolean count(Session session) {
        int size = session.size();
        boolean isMore = size > session.counted;
        held += size - session.counted;
        session.counted = size;
        while (isMore && held > MOST_HELD && !resting.isEmpty()) {
            drop(resting.iterator().next());
        }
        return !isMore || held <= MOST_HELD;
    }

    /// The session's connection is over; it may go on.
    void rest(Session session) {
        session.rest();
        resting.add(session);
        count(session);
    }

    /// It goes on.
    void resume(Session session) {
        resting.remove(session);
    }

    /// It cannot go on.
    void forget(Session session) {
        session.forget();
        count(session);
    }

    private void drop(Session session) {
        if (resting.remove(session)) {
            forget(session);
        }
    }

    int held() {
        return held;
    }
}
