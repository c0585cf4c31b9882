package mqttlab.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sessions of all clients that were seen, by server and client identifier: what one connection leaves to the
/// next. All observers of a capture share one.
public final class Sessions {

    private static final int MOST = 20_000;
    private static final int MOST_EXCHANGES = 500_000;

    private record Key(String server, String clientId) {}

    private final Map<Key, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Session> eldest) {
            return size() > MOST;
        }
    };

    private int open;

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
