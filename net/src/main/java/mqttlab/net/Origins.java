package mqttlab.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/// Which web sites' pages may open a WebSocket: a browser says where a page is from, and would let any do it.
///
/// @param allowed "https://example.org", or `*` for all; where empty, those from the server itself
public record Origins(List<String> allowed) {

    /// Whether it can be of [#allowed]: a browser says scheme, host and port, and nothing behind them.
    public static boolean isOne(String text) {
        try {
            URI uri = new URI(text);
            return text.equals("*")
                    || uri.getHost() != null && text.equals(uri.getScheme() + "://" + uri.getAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /// @param origin of the page (RFC 6454)
    /// @param host that the browser asked for
    public boolean allow(String origin, String host) {
        if (allowed.isEmpty()) {
            return isSame(origin, host);
        }
        return allowed.contains("*") || allowed.stream().anyMatch(it -> it.equalsIgnoreCase(origin));
    }

    /// Compares host and port: behind a proxy that ends TLS the schemes differ.
    private static boolean isSame(String origin, String host) {
        try {
            URI page = new URI(origin);
            String usual = "https".equals(page.getScheme()) ? ":443" : ":80";
            String authority = page.getRawAuthority();
            return authority != null && withPort(authority, usual).equals(withPort(host, usual));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String withPort(String authority, String usual) {
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return (hasPort ? authority : authority + usual).toLowerCase(Locale.ROOT);
    }
}
