package mqttlab.relay;

import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// Sees every byte of MQTT on both sides of a relay, in clear: without TLS and WebSocket around it.
///
/// It is called on threads that relay: quickly, please. Those of one connection come from one thread. Times are
/// nanoseconds since 1970, and never go back.
public interface Tap {

    /// A connection is open.
    ///
    /// @param connection counts from 1 up, and is the same on both sides
    /// @param client where the client is: "127.0.0.1:50312"; to a server, the relay itself
    /// @param server where it connected to, as a URI
    void opened(long connection, Side side, String client, String server, long time);

    /// @param bytes to keep, but not to change; none of them where there is only a mark
    /// @param mark what rules did to the packet that ends with these bytes, or that is missing here; null mostly
    void bytes(
            long connection,
            Side side,
            Direction direction,
            byte[] bytes,
            int from,
            int to,
            @Nullable String mark,
            long time);

    /// @param by whose end the connection had first: the direction in which that one sends
    void closed(long connection, Side side, Direction by, long time);
}
