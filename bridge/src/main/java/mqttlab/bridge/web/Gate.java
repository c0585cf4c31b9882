package mqttlab.bridge.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import mqttlab.net.Listener;
import mqttlab.net.Origins;
import mqttlab.net.Peers;
import org.jspecify.annotations.Nullable;

/// Who may come in. A browser lets the pages of any web site ask for anything on this machine, and says where they are
/// from; and a web site may have its own name point at this machine, so the name that was asked for counts, too.
///
/// @param token that opens a WebSocket, or null where none is needed
record Gate(Listener listener, @Nullable String token) {

    private static final String BEARER = "bearer ";

    /// Why a request is not granted.
    record Refusal(HttpResponseStatus status, String why) {}

    /// Null where it may have files.
    @Nullable
    Refusal visit(HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        // Who knows the token is no page that was lured here.
        if (token == null && !isKnown(withoutPort(host))) {
            return new Refusal(
                    HttpResponseStatus.MISDIRECTED_REQUEST,
                    "nobody here is called " + Peers.shown(host)
                            + ": ask for an address, for localhost, or for a name that --origin says");
        }
        return null;
    }

    /// Null where it may open a WebSocket.
    @Nullable
    Refusal enter(HttpRequest request) {
        HttpHeaders headers = request.headers();
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !isOurs(origin, headers.get(HttpHeaderNames.HOST, "")) && !isListed(origin)) {
            return new Refusal(
                    HttpResponseStatus.FORBIDDEN,
                    "pages from " + Peers.shown(origin) + " may not connect: --origin does not say it");
        }
        if (token != null && !isToken(given(request))) {
            return new Refusal(
                    HttpResponseStatus.UNAUTHORIZED, "expected the token: ?token=... or Authorization: Bearer");
        }
        return null;
    }

    private static boolean isOurs(String origin, String host) {
        return new Origins(List.of()).allow(origin, host);
    }

    private boolean isListed(String origin) {
        return !listener.origins().isEmpty() && new Origins(listener.origins()).allow(origin, "");
    }

    private static String given(HttpRequest request) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        if (header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return header.substring(BEARER.length()).strip();
        }
        List<String> values = new QueryStringDecoder(request.uri()).parameters().getOrDefault("token", List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /// Takes as long whatever is given, as far as its length is the same.
    private boolean isToken(String given) {
        return token != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isKnown(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equalsIgnoreCase(listener.host())
                || isAddress(host)
                || listener.origins().stream().anyMatch(it -> it.equals("*") || isOf(it, host));
    }

    private static boolean isOf(String origin, String host) {
        int name = origin.indexOf("://");
        return name >= 0 && withoutPort(origin.substring(name + "://".length())).equalsIgnoreCase(host);
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    private static boolean isAddress(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
