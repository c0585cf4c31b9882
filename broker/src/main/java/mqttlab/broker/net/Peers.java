package mqttlab.broker.net;

import java.net.InetSocketAddress;

/// Addresses as text.
final class Peers {

    private Peers() {}

    /// "127.0.0.1:50312", "[::1]:50312".
    static String text(InetSocketAddress address) {
        return text(
                address.getAddress() == null
                        ? address.getHostString()
                        : address.getAddress().getHostAddress(),
                address.getPort());
    }

    static String text(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
