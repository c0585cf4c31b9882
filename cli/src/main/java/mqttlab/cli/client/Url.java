package mqttlab.cli.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where a server is, as the value of `-L`: `mqtt(s)://[user[:password]@]host[:port]/topic`, or `ws(s)://`.
///
/// It is no URI of RFC 3986: in a topic, `#` and `+` stand for themselves.
///
/// @param port 0 where none is given
/// @param topic "" where none is given
public record Url(
        boolean isTls,
        boolean isWebSocket,
        @Nullable String user,
        @Nullable String password,
        String host,
        int port,
        String topic) {

    static Url parse(String text) {
        return parse("-L", text);
    }

    /// @param option what messages call it
    public static Url parse(String option, String text) {
        int scheme = text.indexOf("://");
        String name = scheme < 0 ? "" : text.substring(0, scheme);
        boolean isWebSocket = name.equals("ws") || name.equals("wss");
        boolean isTls = name.equals("mqtts") || name.equals("wss");
        if (!name.equals("mqtt") && !isTls && !isWebSocket) {
            throw Usage.wrong(option + ": expected mqtt://, mqtts://, ws:// or wss:// but was '" + text + "'");
        }
        int begin = scheme + "://".length();
        int slash = text.indexOf('/', begin);
        String authority = text.substring(begin, slash < 0 ? text.length() : slash);
        String topic = slash < 0 ? "" : decode(text.substring(slash + 1));
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? null : authority.substring(0, at);
        int colon = user == null ? -1 : user.indexOf(':');
        String password = user == null || colon < 0 ? null : decode(user.substring(colon + 1));
        String userName = user == null ? null : decode(colon < 0 ? user : user.substring(0, colon));
        HostPort server = HostPort.parse(option, authority.substring(at + 1));
        return new Url(isTls, isWebSocket, userName, password, server.host(), server.port(), topic);
    }

    /// Decodes `%` and two hexadecimal digits as a byte of UTF-8.
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw Usage.wrong("'" + text + "': expected two hexadecimal digits behind %; a percent sign is %25");
            }
            decoded.write(high << 4 | low);
            i += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
