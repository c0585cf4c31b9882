package mqttlab.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.client.transport.Tls;
import org.jspecify.annotations.Nullable;

/// Reads an address from a URI.
final class AddressUri {

    /// An authority with a name that is none of DNS, such as those of containers with an underscore: [URI] knows no
    /// host then. Nor does the JDK's WebSocket client.
    private static final Pattern NAMED = Pattern.compile("(?:([^@]*)@)?([\\w.-]+)(?::(\\d{1,5}))?");

    private AddressUri() {}

    static void parse(String text, Address into, MqttClientBuilder builder) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(text + " is no URI: " + e.getReason(), e);
        }
        switch (uri.getScheme()) {
            case "mqtt" -> {}
            case "mqtts" -> into.tls = Tls.standard();
            case "ws" -> into.path = path(uri);
            case "wss" -> {
                into.tls = Tls.standard();
                into.path = path(uri);
            }
            case "unix" -> {
                if (uri.getPath() == null || uri.getPath().isEmpty()) {
                    throw new IllegalArgumentException(text + ": expected a file behind unix://");
                }
                into.socketFile = Path.of(uri.getPath());
                return;
            }
            case null, default ->
                throw new IllegalArgumentException(
                        text + ": expected that it begins with mqtt://, mqtts://, ws://, wss:// or unix:///");
        }
        if (uri.getHost() != null) {
            into.host = withoutBrackets(uri.getHost());
            into.port = Math.max(0, uri.getPort());
            credentials(uri.getRawUserInfo(), builder);
            return;
        }
        Matcher named = NAMED.matcher(String.valueOf(uri.getRawAuthority()));
        if (uri.getRawAuthority() == null || !named.matches() || into.path != null) {
            throw new IllegalArgumentException(text + ": expected a host name or address behind //");
        }
        into.host = named.group(2);
        into.port = named.group(3) == null ? 0 : Integer.parseInt(named.group(3));
        credentials(named.group(1), builder);
    }

    private static String path(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void credentials(@Nullable String userInfo, MqttClientBuilder builder) {
        if (userInfo == null) {
            return;
        }
        int colon = userInfo.indexOf(':');
        builder.userName(decode(colon < 0 ? userInfo : userInfo.substring(0, colon)));
        if (colon >= 0) {
            builder.password(decode(userInfo.substring(colon + 1)));
        }
    }

    /// In a URI, unlike in a form, a plus is a plus.
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
