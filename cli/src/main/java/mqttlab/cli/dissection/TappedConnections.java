package mqttlab.cli.dissection;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// Makes of connections that are not captured but had in hand the frames that a capture of them would have: one for
/// each call, or more where a segment cannot hold the bytes, and two for the handshake.
///
/// The caller numbers its connections as it likes; a number may be used again when its connection is over. What comes
/// of a connection that is not open is passed over. What an end has received is not known here, and no frame says it.
/// Times are nanoseconds since 1970.
public final class TappedConnections {

    /// Of all frames, as registered at <https://www.tcpdump.org/linktypes.html>.
    public static final int LINK_TYPE = TappedConnection.LINK_TYPE;

    /// How far apart connections begin to count, so that one is not taken for a repetition of another.
    private static final int STEP = 64_013;

    private final Consumer<? super CapturedFrame> sink;
    private final CapturedFrame frame = new CapturedFrame();
    private final Map<Long, TappedConnection> open = new HashMap<>();
    private int sequence;

    /// @param sink is lent each frame
    public TappedConnections(Consumer<? super CapturedFrame> sink) {
        this.sink = sink;
    }

    /// A client has connected.
    ///
    /// @param interfaceId of the capture to which its frames belong
    /// @param client its address and port, resolved; not the same as the server's
    public void opened(
            long connection, int interfaceId, InetSocketAddress client, InetSocketAddress server, long time) {
        TappedConnection opened = new TappedConnection(client, server, interfaceId, sequence += STEP);
        open.put(connection, opened);
        take(opened, opened.syn(Direction.CLIENT_TO_SERVER), 0, null, time);
        take(opened, opened.syn(Direction.SERVER_TO_CLIENT), 0, null, time);
    }

    /// The next bytes of a direction, cut anywhere. They are only lent.
    public void bytes(long connection, Direction direction, byte[] bytes, int offset, int length, long time) {
        TappedConnection known = open.get(connection);
        if (known == null) {
            return;
        }
        for (int at = 0; at < length; at += TappedConnection.MOST) {
            int count = Math.min(length - at, TappedConnection.MOST);
            take(known, known.data(direction, bytes, offset + at, count), 0, null, time);
        }
    }

    /// The same with a mark, which the frame of the last of them has as its comment; without bytes, one of its own.
    public void bytes(long connection, Direction direction, byte[] bytes, @Nullable String mark, long time) {
        TappedConnection known = open.get(connection);
        if (known == null) {
            return;
        }
        int at = 0;
        do {
            int count = Math.min(bytes.length - at, TappedConnection.MOST);
            boolean isLast = at + count == bytes.length;
            take(known, known.data(direction, bytes, at, count), 0, isLast ? mark : null, time);
            at += count;
        } while (at < bytes.length);
    }

    /// The next bytes of a direction are so many, and not known: frames without them say where.
    public void missing(long connection, Direction direction, long length, long time) {
        TappedConnection known = open.get(connection);
        if (known == null) {
            return;
        }
        for (long left = length; left > 0; left -= TappedConnection.MOST) {
            int count = (int) Math.min(left, TappedConnection.MOST);
            take(known, known.missing(direction, count), count, null, time);
        }
    }

    /// The end that sends in this direction has closed the connection, and the other has followed.
    public void closed(long connection, Direction by, long time) {
        TappedConnection known = open.remove(connection);
        if (known != null) {
            take(known, known.fin(by), 0, null, time);
            take(known, known.fin(by.opposite()), 0, null, time);
        }
    }

    /// The end that sends in this direction has broken the connection off.
    public void reset(long connection, Direction by, long time) {
        TappedConnection known = open.remove(connection);
        if (known != null) {
            take(known, known.rst(by), 0, null, time);
        }
    }

    private void take(TappedConnection it, byte[] ip, int missing, @Nullable String mark, long time) {
        frame.next(time, it.interfaceId(), LINK_TYPE, ip.length + missing, ip, 0, ip.length);
        frame.comment(mark);
        sink.accept(frame);
    }
}
