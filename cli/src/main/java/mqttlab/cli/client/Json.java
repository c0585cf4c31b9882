package mqttlab.cli.client;

import mqttlab.packet.Bytes;
import mqttlab.packet.TextBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Payloads that are JSON.
final class Json {

    private Json() {}

    /// Whether these bytes are one value.
    static boolean isValid(byte[] bytes) {
        if (!isPlainUtf8(bytes)) {
            return false;
        }
        try (JsonParser parser = JsonMapper.shared().createParser(bytes)) {
            JsonToken first = parser.nextToken();
            parser.skipChildren();
            return first != null && parser.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }

    /// Whether these bytes are UTF-8: the parser would guess at others, such as those with a byte order mark.
    private static boolean isPlainUtf8(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
        }
        return Bytes.of(bytes).isUtf8() && !(bytes.length > 0 && bytes[0] == (byte) 0xef);
    }

    /// Appends valid JSON without the white space between its tokens, and so in one line. Its numbers stay as they are
    /// written.
    static void addMinified(TextBuffer out, byte[] bytes) {
        boolean isText = false;
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (isText && b == '\\') {
                i++;
            } else if (b == '"') {
                isText = !isText;
            } else if (!isText && (b == ' ' || b == '\t' || b == '\n' || b == '\r')) {
                out.addAll(bytes, from, i);
                from = i + 1;
            }
        }
        out.addAll(bytes, from, bytes.length);
    }
}
