package mqttlab.conform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Bytes as a conversation writes them: pairs of hexadecimal digits, and between them
///
/// - `..` the Remaining Length, counted;
/// - `[text]` a string with its two bytes of length;
/// - `"text"` its bytes alone;
/// - `( )` what stands between, with its length as a Variable Byte Integer: properties;
/// - `$id` a number that the server said, in two bytes;
/// - ` + ` the next packet, which is sent together with those before.
final class Hex {

    private final String text;
    private final Names names;
    private int at;

    private Hex(String text, Names names) {
        this.text = text;
        this.names = names;
    }

    static boolean begins(String text) {
        return text.matches("[0-9a-f]{2}( .*)?");
    }

    /// The packets, of which there is mostly one.
    static List<byte[]> packets(String text, Names names) {
        List<byte[]> packets = new ArrayList<>();
        for (String packet : text.split(" \\+ ", -1)) {
            packets.add(bytes(packet, names));
        }
        return packets;
    }

    static byte[] bytes(String text, Names names) {
        Hex hex = new Hex(text, names);
        byte[] all = hex.run();
        if (hex.at < text.length()) {
            throw hex.wrong();
        }
        return all;
    }

    private ScenarioException wrong() {
        return new ScenarioException("expected pairs of hexadecimal digits, .., [text], \"text\" or ( ), but found '"
                + text.substring(at) + "'");
    }

    private byte[] run() {
        List<byte[]> before = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (at < text.length() && text.charAt(at) != ')') {
            char c = text.charAt(at);
            if (c == ' ') {
                at++;
            } else if (text.startsWith("..", at)) {
                at += 2;
                before.add(out.toByteArray());
                out.reset();
            } else if (c == '(') {
                at++;
                byte[] block = run();
                if (at == text.length()) {
                    throw new ScenarioException("a ( is never closed");
                }
                at++;
                out.writeBytes(length(block.length));
                out.writeBytes(block);
            } else {
                out.writeBytes(item(c));
            }
        }
        byte[] last = out.toByteArray();
        return before.isEmpty() ? last : counted(before, last);
    }

    private byte[] counted(List<byte[]> before, byte[] last) {
        if (before.size() > 1) {
            throw new ScenarioException("there is more than one ..");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before.getFirst());
        out.writeBytes(length(last.length));
        out.writeBytes(last);
        return out.toByteArray();
    }

    private byte[] item(char c) {
        return switch (c) {
            case '[' -> {
                byte[] bytes = between(']');
                byte[] all = new byte[bytes.length + 2];
                all[0] = (byte) (bytes.length >> 8);
                all[1] = (byte) bytes.length;
                System.arraycopy(bytes, 0, all, 2, bytes.length);
                yield all;
            }
            case '"' -> between('"');
            case '$' -> variable();
            default -> pair();
        };
    }

    private byte[] between(char end) {
        int close = text.indexOf(end, at + 1);
        if (close < 0) {
            throw new ScenarioException("expected a " + end + " that ends '" + text.substring(at) + "'");
        }
        String inside = text.substring(at + 1, close);
        at = close + 1;
        return names.expand(inside).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] variable() {
        int end = at + 1;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        int value = Integer.parseInt(names.expand(text.substring(at, end)));
        at = end;
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private byte[] pair() {
        int high = Character.digit(text.charAt(at), 16);
        int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw wrong();
        }
        at += 2;
        return new byte[] {(byte) (high << 4 | low)};
    }

    /// A Variable Byte Integer. 5.0 section 1.5.5.
    private static byte[] length(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4);
        int rest = value;
        do {
            int digit = rest & 0x7f;
            rest >>>= 7;
            out.write(rest > 0 ? digit | 0x80 : digit);
        } while (rest > 0);
        return out.toByteArray();
    }
}
