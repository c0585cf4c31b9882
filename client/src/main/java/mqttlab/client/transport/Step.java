package mqttlab.client.transport;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLSession;

/// A step towards an open connection that has succeeded.
public sealed interface Step {

    /// The name server has answered.
    record Resolved(String host, List<InetAddress> addresses) implements Step {
        public Resolved {
            addresses = List.copyOf(addresses);
        }
    }

    /// The operating system has connected the socket.
    record Connected(SocketAddress local, SocketAddress remote) implements Step {}

    /// The proxy has connected us to the target.
    record Proxied(String proxy, String target) implements Step {}

    /// TLS is agreed on.
    record Secured(SSLSession session) implements Step {}

    /// The web server has switched to WebSocket.
    record Upgraded(URI uri, String subprotocol) implements Step {}
}
