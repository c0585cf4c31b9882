package mqttlab.cli.tap;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import mqttlab.net.Listener;
import org.jspecify.annotations.Nullable;

/// The addresses and ports of the connections of a broker or a relay, as IP packets have them: the true ones where
/// there are any, and
/// no other open connection has the same. Unix-domain sockets and what a proxy does not say get some of 192.0.2.0/24,
/// which is for examples (RFC 5737) and nobody's.
final class TapEnds {

    private static final int MQTT_PORT = 1883;
    private static final int FIRST_PORT = 1024;
    private static final int PORTS = 0x10000 - FIRST_PORT;
    private static final int HOSTS = 250;

    record Ends(InetSocketAddress client, InetSocketAddress server) {}

    private final boolean isPortKept;
    private final Map<Long, Ends> open = new HashMap<>();
    private final Set<Ends> taken = new HashSet<>();

    /// @param isPortKept whether servers keep their port; else it is that of MQTT without TLS or WebSocket, 1883, by
    /// which others know what they see
    TapEnds(boolean isPortKept) {
        this.isPortKept = isPortKept;
    }

    /// @param peer as of [mqttlab.broker.Tap#opened]
    Ends opened(long connection, String peer, String listener) {
        InetAddress host = address(peer);
        InetSocketAddress server = server(Listener.at(listener), host);
        InetSocketAddress client = new InetSocketAddress(
                host == null ? madeUp(connection) : host, port(peer) == 0 ? madeUpPort(connection) : port(peer));
        Ends ends = new Ends(client, server);
        for (long n = connection; client.equals(server) || !taken.add(ends); n++) {
            client = new InetSocketAddress(madeUp(n), madeUpPort(n));
            ends = new Ends(client, server);
        }
        open.put(connection, ends);
        return ends;
    }

    void closed(long connection) {
        taken.remove(open.remove(connection));
    }

    /// The server's end, seen from a client. Where it listens on all addresses it is not known which one the client
    /// has used: on the same machine the client's own will do.
    private InetSocketAddress server(Listener listener, @Nullable InetAddress client) {
        int port = isPortKept && listener.port() > 0 ? listener.port() : MQTT_PORT;
        InetAddress host = switch (listener.scheme()) {
            case UNIX -> example(1);
            case MQTT, MQTTS, WS, WSS, HTTP, HTTPS -> host(listener.host(), client);
        };
        return new InetSocketAddress(host, port);
    }

    private static InetAddress host(String name, @Nullable InetAddress client) {
        InetAddress host;
        try {
            // The one that it listens on, or it would not listen.
            host = InetAddress.getByName(name.isEmpty() ? "0.0.0.0" : name);
        } catch (UnknownHostException e) {
            return example(1);
        }
        if (!host.isAnyLocalAddress() || client == null) {
            return host;
        }
        return client.isLoopbackAddress()
                ? client
                : client instanceof Inet6Address ? InetAddress.ofLiteral("::") : InetAddress.ofLiteral("0.0.0.0");
    }

    /// Of "127.0.0.1:50312", "[::1]:50312", "::1", "127.0.0.1"; null of anything else. Never looks up a name.
    private static @Nullable InetAddress address(String peer) {
        int colon = peer.lastIndexOf(':');
        String host = peer.startsWith("[")
                ? peer.substring(1, Math.max(1, peer.indexOf(']')))
                : colon >= 0 && colon == peer.indexOf(':') ? peer.substring(0, colon) : peer;
        int zone = host.indexOf('%');
        try {
            return InetAddress.ofLiteral(zone < 0 ? host : host.substring(0, zone));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// 0 where it has none.
    private static int port(String peer) {
        int colon = peer.lastIndexOf(':');
        boolean isThere = peer.startsWith("[") ? peer.indexOf("]:") >= 0 : colon >= 0 && colon == peer.indexOf(':');
        try {
            int port = isThere ? Integer.parseInt(peer.substring(colon + 1)) : 0;
            return port > 0xffff ? 0 : Math.max(0, port);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static InetAddress madeUp(long number) {
        return example(2 + (int) (number / PORTS % HOSTS));
    }

    private static int madeUpPort(long number) {
        return FIRST_PORT + (int) (number % PORTS);
    }

    private static InetAddress example(int last) {
        return InetAddress.ofLiteral("192.0.2." + last);
    }
}
