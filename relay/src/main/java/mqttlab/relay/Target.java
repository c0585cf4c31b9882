package mqttlab.relay;

import java.util.List;
import mqttlab.client.transport.Tls;
import mqttlab.net.Listener;
import mqttlab.net.Listener.Scheme;
import org.jspecify.annotations.Nullable;

/// A server to relay to.
///
/// @param host a name or an address, an IPv6 address without brackets; empty for a Unix-domain socket
/// @param path of a WebSocket, or of a Unix-domain socket; else empty
/// @param tls how to speak it where the scheme wants it; null for the JDK's settings
public record Target(
        Scheme scheme,
        String host,
        int port,
        String path,
        @Nullable Tls tls) {

    /// "localhost:1883", "[::1]:1883", "localhost", or a URI: "mqtts://broker.example", "ws://localhost:9001/mqtt",
    /// "unix:/run/mqtt.sock".
    ///
    /// @throws IllegalArgumentException where it is none of these
    public static Target at(String text) {
        boolean isUri = text.contains("://") || text.startsWith("unix:");
        Listener it = Listener.at(isUri ? text : "mqtt://" + text);
        boolean isHere = it.host().isEmpty() && it.scheme() != Scheme.UNIX;
        if (it.port() == 0 && it.scheme() != Scheme.UNIX) {
            throw new IllegalArgumentException(text + ": nobody listens at port 0");
        }
        return new Target(it.scheme(), isHere ? "localhost" : it.host(), it.port(), it.path(), null);
    }

    public Target withTls(Tls settings) {
        return new Target(scheme, host, port, path, settings);
    }

    /// As a URI.
    @Override
    public String toString() {
        return new Listener(scheme, host, port, path, null, List.of(), false).toString();
    }
}
