package mqttlab.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where connections are accepted, and how.
///
/// @param host a name or an address, an IPv6 address without brackets; empty for all of the machine's addresses, and
/// for a Unix-domain socket
/// @param port 0 for any free one, and for a Unix-domain socket
/// @param path of a WebSocket, such as "/mqtt"; of a Unix-domain socket, the file; else empty
/// @param tls null where there is none, or the same as for others
/// @param origins which web sites' pages may open a WebSocket: "https://example.org", `*` for all. Empty for those
/// that come from the same host and port
/// @param proxied whether every connection begins with a header of the PROXY protocol, version 1 or 2: who the client
/// is, by the word of a load balancer
public record Listener(
        Scheme scheme,
        String host,
        int port,
        String path,
        @Nullable Tls tls,
        List<String> origins,
        boolean proxied) {

    /// What is spoken beneath MQTT, or instead.
    public enum Scheme {
        MQTT(1883),
        MQTTS(8883),
        WS(80),
        WSS(443),
        UNIX(0),
        HTTP(80),
        HTTPS(443);

        /// The one that a URI without a port means.
        public final int port;

        Scheme(int port) {
            this.port = port;
        }

        public boolean isSecure() {
            return this == MQTTS || this == WSS || this == HTTPS;
        }

        public boolean isWebSocket() {
            return this == WS || this == WSS;
        }

        /// Whether nothing is made of HTTP here: that is up to who receives the connections.
        public boolean isHttp() {
            return this == HTTP || this == HTTPS;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Listener {
        origins = List.copyOf(origins);
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port + ": expected 0 to 65535");
        }
    }

    /// A URI: "mqtt://127.0.0.1:1883", "mqtts://[::]:8883", "ws://localhost:9001/mqtt", "wss://:443/mqtt",
    /// "unix:/run/mqtt.sock". Without a host it means all addresses, with port 0 any that is free.
    ///
    /// @throws IllegalArgumentException where it is none of these
    public static Listener at(String uri) {
        int colon = uri.indexOf(':');
        Scheme scheme = scheme(uri.substring(0, Math.max(0, colon)));
        if (scheme == null || scheme.isHttp()) {
            throw new IllegalArgumentException(
                    uri + ": expected that it begins with mqtt://, mqtts://, ws://, wss:// or unix:/");
        }
        return at(uri, scheme, colon);
    }

    /// A URI: "http://127.0.0.1:8080", "https://:8443".
    ///
    /// @throws IllegalArgumentException where it is none of these
    public static Listener http(String uri) {
        int colon = uri.indexOf(':');
        Scheme scheme = scheme(uri.substring(0, Math.max(0, colon)));
        if (scheme == null || !scheme.isHttp()) {
            throw new IllegalArgumentException(uri + ": expected that it begins with http:// or https://");
        }
        return at(uri, scheme, colon);
    }

    private static Listener at(String uri, Scheme scheme, int colon) {
        String rest = uri.substring(colon + 1);
        if (scheme == Scheme.UNIX) {
            String file = rest.startsWith("//") ? rest.substring(2) : rest;
            if (file.isEmpty()) {
                throw new IllegalArgumentException(uri + ": expected a file, as in unix:/run/mqtt.sock");
            }
            return new Listener(scheme, "", 0, file, null, List.of(), false);
        }
        if (!rest.startsWith("//")) {
            throw new IllegalArgumentException(
                    uri + ": expected // behind the colon, as in " + scheme + "://127.0.0.1:" + scheme.port);
        }
        String text = rest.substring(2);
        boolean isAnywhere = text.startsWith(":");
        // URI wants a host before a port, and knows none with an underscore, as a service of Docker Compose may have.
        URI address = parse(uri, scheme + "://" + (isAnywhere ? "0.0.0.0" : "") + text.replace('_', 'x'));
        String path = text.substring(text.length() - address.getRawPath().length());
        if (!scheme.isWebSocket() && path.length() > 1) {
            throw new IllegalArgumentException(
                    uri + (scheme.isHttp() ? ": expected no path" : ": a path is for ws:// and wss://"));
        }
        return new Listener(
                scheme,
                isAnywhere
                        ? ""
                        : withoutBrackets(text.substring(0, address.getHost().length())),
                address.getPort() < 0 ? scheme.port : address.getPort(),
                !scheme.isWebSocket() ? "" : path.isEmpty() ? "/" : path,
                null,
                List.of(),
                false);
    }

    private static @Nullable Scheme scheme(String name) {
        for (Scheme each : Scheme.values()) {
            if (each.toString().equals(name)) {
                return each;
            }
        }
        return null;
    }

    private static URI parse(String uri, String whole) {
        try {
            URI address = new URI(whole);
            if (address.getHost() == null
                    || address.getRawUserInfo() != null
                    || address.getRawQuery() != null
                    || address.getRawFragment() != null) {
                throw new IllegalArgumentException(uri + ": expected SCHEME://HOST:PORT, and a path for WebSocket");
            }
            return address;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(uri + " is no URI: " + e.getReason(), e);
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public Listener withTls(Tls ofListener) {
        return new Listener(scheme, host, port, path, ofListener, origins, proxied);
    }

    /// Lets pages of these web sites open a WebSocket; `*` for all.
    public Listener withOrigins(String... allowed) {
        return new Listener(scheme, host, port, path, tls, List.of(allowed), proxied);
    }

    /// Expects a header of the PROXY protocol. Nobody but the load balancer may reach such a listener: whoever does
    /// can claim to be anybody.
    public Listener withProxy() {
        return new Listener(scheme, host, port, path, tls, origins, true);
    }

    public Listener withPort(int other) {
        return new Listener(scheme, host, other, path, tls, origins, proxied);
    }

    /// As a URI.
    @Override
    public String toString() {
        if (scheme == Scheme.UNIX) {
            return scheme + ":" + path;
        }
        String authority = host.isEmpty() ? "0.0.0.0" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return scheme + "://" + authority + ":" + port + path;
    }
}
