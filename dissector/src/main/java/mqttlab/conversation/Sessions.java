package mqttlab.conversation;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sessions of all clients that were seen, by server and client identifier: what one connection leaves to the
/// next. All observers of a capture share one.
public final class Sessions {

    private static final int MOST = 20_000;
    private static final int MOST_EXCHANGES = 500_000;
    private static final int MOST_SERVERS = 100;

    private record Key(String server, String clientId) {}

    private final Map<Key, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Session> eldest) {
            return size() > MOST;
        }
    };

    private int open;
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
        sessions.put(new Key(server, clientId), session);
    }

    /// Counts how many exchanges are open in all conversations.
    void grow(int by) {
        open += by;
    }

    boolean isRoom() {
        return open <= MOST_EXCHANGES;
    }
}
