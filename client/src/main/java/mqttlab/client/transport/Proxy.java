package mqttlab.client.transport;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;

/// A server that connects us to another.
public sealed interface Proxy permits Socks5, HttpConnect {

    String host();

    int port();

    /// Has the proxy on the other end of `socket` connect to the target: from then on the socket leads there.
    void tunnel(Socket socket, String targetHost, int targetPort, Consumer<? super Step> steps) throws IOException;
}
