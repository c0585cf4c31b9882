package mqttlab.capture.tcp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import mqttlab.capture.link.TcpSegment;
import org.jspecify.annotations.Nullable;

/// The TCP connections of a capture: sorts segments to their connections, and their bytes into order.
public final class Streams {

    private final Limits limits;
    private final Function<Connection, @Nullable StreamHandler> handlers;
    private final ConnectionTable table = new ConnectionTable();
    private final Recency idle = new Recency();
    private final Recency open = new Recency();
    private final Recency closed = new Recency();
    private int count;
    private long held;

    /// @param handlers gives the handler of a connection when its first payload has come, or null if the connection is
    ///     of no interest
    public Streams(Limits limits, Function<Connection, @Nullable StreamHandler> handlers) {
        this.limits = limits;
        this.handlers = handlers;
    }

    /// Takes the next segment of the capture, notes in it the number of its connection, and hands over what it brings.
    public void accept(TcpSegment s) {
        int hash = table.hash(s);
        Connection c = table.find(s, hash);
        int direction = c == null ? 0 : c.direction(s);
        if (c != null && !s.quoted() && c.isReplacedBy(s, direction)) {
            forget(c, Ending.REPLACED);
            c = null;
        }
        if (c == null) {
            c = add(s, hash);
            direction = c.direction(s);
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
        int most = recency == open ? limits.open() : recency == idle ? limits.idle() : limits.closed();
        recency.touch(c);
        if (recency.size() > most) {
            Connection oldest = recency.oldest();
            if (oldest != null) {
                forget(oldest, Ending.FORGOTTEN);
            }
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
        List<Connection> left = new ArrayList<>(open.size());
        for (Connection c = open.oldest(); c != null; c = c.newer) {
            left.add(c);
        }
        left.sort(Comparator.comparingInt(Connection::stream));
        for (Connection c : left) {
            c.close(Ending.CAPTURE_ENDS);
        }
    }

    @Nullable
    StreamHandler open(Connection c) {
        return handlers.apply(c);
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
