package mqttlab.capture.tcp;

import mqttlab.capture.link.TcpSegment;
import org.jspecify.annotations.Nullable;

/// A TCP connection: two ends, and the bytes that go either way.
///
/// End 0 is the sender of the segment by which the connection became known; direction 0 is what it sends.
public final class Connection {

    private static final int UNKNOWN = -1;

    private final int version;
    private final long high0;
    private final long low0;
    private final long high1;
    private final long low1;
    private final int ports;
    private final int portsBack;
    final int hash;

    @Nullable
    Recency recency;

    @Nullable
    Connection older;

    @Nullable
    Connection newer;

    private final int stream;
    private final Streams streams;
    private final Flow flow0 = new Flow(0);
    private final Flow flow1 = new Flow(1);
    private int client = UNKNOWN;
    private @Nullable StreamHandler handler;
    private boolean isIgnored;
    private boolean isClosed;
    int touched; // when it was last made the newest of its recency

    Connection(Streams streams, int stream, TcpSegment first, int hash) {
        this.streams = streams;
        this.stream = stream;
        this.hash = hash;
        version = first.ipVersion();
        high0 = first.sourceHigh();
        low0 = first.sourceLow();
        high1 = first.destinationHigh();
        low1 = first.destinationLow();
        ports = first.ports();
        portsBack = Integer.rotateLeft(ports, 16);
    }

    /// The number of the connection in the capture, from 0.
    public int stream() {
        return stream;
    }

    /// 4 or 6.
    public int ipVersion() {
        return version;
    }

    /// The upper half of the address of an end, 0 or 1.
    public long addressHigh(int end) {
        return end == 0 ? high0 : high1;
    }

    /// The lower half of the address of an end, 0 or 1.
    public long addressLow(int end) {
        return end == 0 ? low0 : low1;
    }

    /// The port of an end, 0 or 1.
    public int port(int end) {
        return end == 0 ? ports >>> 16 : ports & 0xffff;
    }

    /// The end that opened the connection, or -1 if that was not seen.
    public int client() {
        return client;
    }

    /// Whether a direction is known from its first byte on.
    public boolean hasBeginning(int direction) {
        return flow(direction).hasSyn();
    }

    private Flow flow(int direction) {
        return direction == 0 ? flow0 : flow1;
    }

    /// 0 if a segment goes from end 0 to end 1, 1 for the other way, or -1 if it is of another connection.
    int direction(TcpSegment s) {
        if (s.ports() == ports && goes(s, high0, low0, high1, low1)) {
            return 0;
        }
        return s.ports() == portsBack && goes(s, high1, low1, high0, low0) ? 1 : UNKNOWN;
    }

    private boolean goes(TcpSegment s, long fromHigh, long fromLow, long toHigh, long toLow) {
        return s.sourceLow() == fromLow
                && s.destinationLow() == toLow
                && s.sourceHigh() == fromHigh
                && s.destinationHigh() == toHigh
                && s.ipVersion() == version;
    }

    /// Whether the segment asks for a connection that is not this one.
    boolean isReplacedBy(TcpSegment s, int direction) {
        return s.has(TcpSegment.SYN) && flow(direction).isReplacedBy(s);
    }

    void receive(TcpSegment s, int direction) {
        Flow flow = flow(direction);
        Flow back = flow(1 - direction);
        if (!flow.hasBase() || !back.hasBase()) {
            noteBases(s, flow, back);
        }
        int flags = s.flags();
        if ((flags & TcpSegment.SYN) != 0 && client == UNKNOWN) {
            client = (flags & TcpSegment.ACK) != 0 ? 1 - direction : direction;
        }
        if (s.length() > 0 && handler == null && !isIgnored) {
            handler = streams.open(this);
            isIgnored = handler == null;
        }
        if (isIgnored) {
            isClosed |= s.has(TcpSegment.FIN | TcpSegment.RST); // nobody waits for what the other end has to say
            return;
        }
        if ((flags & TcpSegment.ACK) != 0) {
            back.acknowledge(s.acknowledgement(), (flags & TcpSegment.SYN) != 0, this);
        }
        flow.receive(s, this);
        if (s.length() == 0 && s.frame().comment() != null && handler != null) {
            handler.remark(direction, s);
        }
        if (isClosed) {
            flush();
        } else if ((flags & TcpSegment.RST) != 0) {
            close(Ending.RESET, direction);
        } else if (flow0.isFinished() && flow1.isFinished()) {
            close(Ending.FINISHED, direction);
        }
    }

    private static void noteBases(TcpSegment s, Flow flow, Flow back) {
        if (s.isCut()) {
            return;
        }
        flow.noteBase(s.has(TcpSegment.SYN) ? s.sequence() : s.sequence() - 1);
        if (s.has(TcpSegment.ACK)) {
            back.noteBase(s.acknowledgement() - 1);
        }
    }

    /// Gives up what is not complete. Later data are still taken, should there be any.
    void close(Ending ending) {
        close(ending, UNKNOWN);
    }

    private void close(Ending ending, int by) {
        flush();
        if (handler != null && isClosed) {
            handler.finished(0, flow0.endTime());
            handler.finished(1, flow1.endTime());
        } else if (handler != null) {
            handler.closed(ending, by);
        }
        isClosed = true;
    }

    private void flush() {
        flow0.flush(this);
        flow1.flush(this);
    }

    boolean isClosed() {
        return isClosed;
    }

    boolean hasPayload() {
        return handler != null || isIgnored;
    }

    /// Ends all interest in what is sent here; to be called by the handler.
    public void ignore() {
        isIgnored = true;
        handler = null;
        flow0.drop(this);
        flow1.drop(this);
    }

    void data(int direction, TcpSegment segment, byte[] bytes, int offset, int length) {
        if (segment.has(TcpSegment.ACK) && flow(1 - direction).lacks(segment.acknowledgement())) {
            unseen(1 - direction);
        }
        if (handler != null) {
            handler.data(direction, segment, bytes, offset, length);
        }
        if (flow(direction).isLate(length)) {
            unseen(direction);
        }
    }

    void unseen(int direction) {
        if (handler != null) {
            handler.unseen(direction);
        }
    }

    void lost(int direction, long bytes) {
        if (handler != null) {
            handler.lost(direction, bytes);
        }
    }

    void overlapped(int direction, int bytes) {
        if (handler != null) {
            handler.overlapped(direction, bytes);
        }
    }

    void finished(int direction, long time) {
        if (handler != null) {
            handler.finished(direction, time);
        }
    }

    void held(int bytes) {
        streams.held(bytes);
    }

    boolean holdsTooMuch(int bytes, int pieces) {
        return streams.isTooMuch(bytes, pieces);
    }
}
