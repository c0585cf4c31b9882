package mqttlab.broker;

import mqttlab.packet.Direction;

/// Sees every byte of MQTT that comes and goes, in clear: without TLS and WebSocket around it.
///
/// It is called on the hub's thread: quickly, please.
public interface Tap {

    /// @param connection counts from 1 up
    /// @param peer where the client is: "127.0.0.1:50312"
    /// @param listener where it connected to, as a URI
    void opened(long connection, String peer, String listener);

    /// @param time in nanoseconds since 1970
    /// @param bytes the caller's again afterwards
    void bytes(long connection, Direction direction, long time, byte[] bytes, int from, int to);

    /// @param by whose end the connection had first: the direction in which that one sends
    void closed(long connection, Direction by);
}
