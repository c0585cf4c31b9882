package mqttlab.capture.tcp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mqttlab.capture.link.TcpSegment;
import org.jspecify.annotations.Nullable;

/// The TCP connections of a capture: sorts segments to their connections, and their bytes into order.
public final class Streams {

    /// A connection is not moved to the newest place more often than this, in segments.
    private static final int SLACK = 1000;

    private final Limits limits;
    private final StreamHandlers handlers;
    private final ConnectionTable table = new ConnectionTable();
    private final Recency idle;
    private final Recency open;
    private final Recency closed;
    private int now; // counts segments
    private int count;
    private long held;

    /// @param handlers is asked for the handler of a connection when its first payload has come
    public Streams(Limits limits, StreamHandlers handlers) {
        this.limits = limits;
        this.handlers = handlers;
        idle = new Recency(limits.idle());
        open = new Recency(limits.open());
        closed = new Recency(limits.closed());
    }

    /// Takes the next segment of the capture, notes in it the number of its connection, and hands over what it
    /// brings.
    public void accept(TcpSegment s) {
        now++;
        int hash = table.hash(s);
        Connection c = table.find(s, hash);
        int direction = c == null ? 0 : table.direction();
        if (c != null && c.isReplacedBy(s, direction)) {
            forget(c, Ending.REPLACED);
            c = null;
        }
        if (c == null) {
            c = add(s, hash);
            direction = 0;
        }
        s.stream(c.stream());
        if (!s.quoted()) {
            c.receive(s, direction);
            touch(c);
        }
    }

    private Connection add(TcpSegment s, int hash) {
        Connection c = new Connection(this, count++, s, hash);
        table.add(c);
        touch(c);
        return c;
    }

    private void touch(Connection c) {
        Recency recency = c.isClosed() ? closed : c.hasPayload() ? open : idle;
        if (c.recency != recency || now - c.touched > SLACK) {
            c.touched = now;
            recency.touch(c);
            forgetOldest(recency);
        }
    }

    private void forgetOldest(Recency recency) {
        Connection oldest = recency.oldest();
        if (oldest != null && recency.size() > recency.most()) {
            forget(oldest, Ending.FORGOTTEN);
        }
    }

    private void forget(Connection c, Ending ending) {
        c.close(ending);
        table.remove(c);
        if (c.recency != null) {
            c.recency.remove(c);
        }
    }

    /// Ends all connections, as the capture is over.
    public void finish() {
        List<Connection> left = new ArrayList<>(open.size() + closed.size());
        open.addTo(left);
        closed.addTo(left);
        left.sort(Comparator.comparingInt(Connection::stream));
        for (Connection c : left) {
            c.close(Ending.CAPTURE_ENDS);
        }
    }

    @Nullable
    StreamHandler open(Connection c) {
        return handlers.handler(c);
    }

    void held(int bytes) {
        held += bytes;
    }

    /// How many bytes wait for holes to be filled, with what keeping them costs.
    long held() {
        return held;
    }

    boolean isTooMuch(int bytes, int pieces) {
        return bytes > limits.heldBytes() || pieces > limits.heldPieces() || held > limits.heldBytesInAll();
    }
}
