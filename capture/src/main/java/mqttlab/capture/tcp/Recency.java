package mqttlab.capture.tcp;

import org.jspecify.annotations.Nullable;

/// Connections in the order in which they were last used, linked through themselves.
final class Recency {

    private @Nullable Connection oldest;
    private @Nullable Connection newest;
    private int size;

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
