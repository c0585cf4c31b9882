package mqttlab.capture.tcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Connections in the order in which they were last used, more or less; linked through themselves.
final class Recency {

    private final int most;
    private @Nullable Connection oldest;
    private @Nullable Connection newest;
    private int size;

    /// @param most how many there should be
    Recency(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    int size() {
        return size;
    }

    @Nullable
    Connection oldest() {
        return oldest;
    }

    /// Makes a connection the newest here, wherever it was before.
    void touch(Connection c) {
        if (newest == c) {
            return;
        }
        if (c.recency != null) {
            c.recency.remove(c);
        }
        c.recency = this;
        c.older = newest;
        if (newest == null) {
            oldest = c;
        } else {
            newest.newer = c;
        }
        newest = c;
        size++;
    }

    void addTo(List<Connection> list) {
        for (Connection c = oldest; c != null; c = c.newer) {
            list.add(c);
        }
    }

    void remove(Connection c) {
        Connection before = c.older;
        Connection after = c.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
        c.older = null;
        c.newer = null;
        c.recency = null;
        size--;
    }
}
