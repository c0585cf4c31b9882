package mqttlab.packet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Bytes as tests write them: hexadecimal digits in pairs, text in single quotes, and remarks from # to the end of
/// the line.
///
///     30 06            # PUBLISH
///     00 01 'a'        # topic
///     'hey'            # payload
final class Hex {

    private Hex() {}

    static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '#') {
                i = end(text, '\n', i);
            } else if (c == '\'') {
                int end = end(text, '\'', i + 1);
                out.writeBytes(text.substring(i + 1, end).getBytes(StandardCharsets.UTF_8));
                i = end + 1;
            } else if (Character.isWhitespace(c)) {
                i++;
            } else {
                out.write(Integer.parseInt(text, i, i + 2, 16));
                i += 2;
            }
        }
        return out.toByteArray();
    }

    private static int end(String text, char of, int from) {
        int end = text.indexOf(of, from);
        return end < 0 ? text.length() : end;
    }
}
