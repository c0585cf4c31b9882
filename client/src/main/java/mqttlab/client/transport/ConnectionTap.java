package mqttlab.client.transport;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Who is told of the connections of a client, and of every byte of MQTT: in clear, without TLS and WebSocket around
/// it.
@FunctionalInterface
public interface ConnectionTap {

    /// A connection is open. Called before anything is read or written.
    ///
    /// @param local our end, or null where it is not known (WebSocket)
    /// @param remote the other end, be it that of a proxy, or null
    /// @param uri where it leads: "mqtt://localhost:1883"
    Ear opened(@Nullable SocketAddress local, @Nullable SocketAddress remote, String uri);

    /// Who is told of a connection. Bytes are only lent; they are told of on the thread that writes or reads, which
    /// waits meanwhile.
    interface Ear {

        /// These are about to be written.
        void sent(byte[] bytes, int offset, int length);

        /// These were read.
        void received(byte[] bytes, int offset, int length);

        /// The connection has ended. Called once, by any thread.
        ///
        /// @param byServer whether the server ended it, or the network
        void closed(boolean byServer);
    }
}
