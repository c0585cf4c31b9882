package mqttlab.broker.net;

import java.net.InetSocketAddress;

/// Clients' addresses and words as text.
final class Peers {

    private static final int LONGEST = 200;

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

    /// What a client has said, so that it can stand in a line of text: not too long, and without control characters.
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            char each = text.charAt(i);
            shown.append(each < ' ' || each > '~' ? '?' : each);
        }
        return text.length() > LONGEST ? shown.append("...").toString() : shown.toString();
    }
}
