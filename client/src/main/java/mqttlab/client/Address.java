package mqttlab.client;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import mqttlab.client.transport.Proxy;
import mqttlab.client.transport.TcpTransport;
import mqttlab.client.transport.Tls;
import mqttlab.client.transport.Transport;
import mqttlab.client.transport.UnixTransport;
import mqttlab.client.transport.WebSocketTransport;
import org.jspecify.annotations.Nullable;

/// Where to connect, while it is put together.
final class Address {

    String host = "localhost";
    int port;

    @Nullable
    InetAddress local;

    boolean noDelay = true;

    @Nullable
    Tls tls;

    @Nullable
    Proxy proxy;
    /// Of the WebSocket, or null where there is none.
    @Nullable
    String path;

    final Map<String, String> headers = new LinkedHashMap<>();

    @Nullable
    Path socketFile;

    @Nullable
    Transport transport;

    Transport transport() {
        if (transport != null) {
            return transport;
        }
        if (socketFile != null) {
            return new UnixTransport(socketFile);
        }
        if (path != null) {
            int usual = tls == null ? 80 : 443;
            return new WebSocketTransport(host, port == 0 ? usual : port, path, headers, tls, proxy);
        }
        int usual = tls == null ? 1883 : 8883;
        return new TcpTransport(host, port == 0 ? usual : port, local, noDelay, tls, proxy);
    }
}
