package mqttlab.packet;

import java.util.HexFormat;

/// Values as text for people. What comes from outside is escaped: nothing printed here moves a cursor, changes a colour
/// or turns the direction of writing.
public final class Show {

    private static final HexFormat HEX = HexFormat.of();

    private Show() {}

    /// The value of a trace's entry: a number, quoted text, or hexadecimal bytes; "" for a group.
    public static String value(Trace trace, int entry) {
        return value(trace, entry, trace.length(entry));
    }

    /// The same, but of text and bytes not more than the first `most` bytes, and then three dots.
    static String beginning(Trace trace, int entry, int most) {
        int length = trace.length(entry);
        return length <= most ? value(trace, entry, length) : value(trace, entry, most) + "...";
    }

    private static String value(Trace trace, int entry, int length) {
        Field field = trace.field(entry);
        return switch (field.kind()) {
            case GROUP -> "";
            case NUMBER -> Long.toString(trace.value(entry));
            case HEX -> "0x" + HEX.toHexDigits(trace.value(entry), 2 * Math.max(1, length));
            case FLAG -> trace.value(entry) == 0 ? "0" : "1";
            case TEXT -> quoted(content(trace, entry, length));
            case BYTES, DATA -> {
                Bytes content = content(trace, entry, length);
                yield isText(content) ? quoted(content) : content.toString();
            }
        };
    }

    private static Bytes content(Trace trace, int entry, int length) {
        return Bytes.of(trace.array(), trace.start() + trace.offset(entry), length);
    }

    /// Whether the bytes are best shown as text: well-formed UTF-8 with no control characters but white space.
    public static boolean isText(Bytes bytes) {
        if (!bytes.isUtf8()) {
            return false;
        }
        for (int i = 0; i < bytes.length(); i++) {
            int b = bytes.at(i);
            boolean isC0 = b < 0x20 && b != '\t' && b != '\n' && b != '\r' || b == 0x7f;
            boolean isC1 = b == 0xc2 && bytes.at(i + 1) < 0xa0;
            if (isC0 || isC1) {
                return false;
            }
        }
        return true;
    }

    /// The bytes as text in double quotes, escaped; ill-formed UTF-8 as `\x` and two digits for each byte.
    public static String quoted(Bytes bytes) {
        StringBuilder out = new StringBuilder(bytes.length() + 2).append('"');
        byte[] array = bytes.toArray();
        int i = 0;
        while (i < array.length) {
            int length = Utf8.sequence(array, i, array.length);
            if (length == 0) {
                out.append("\\x").append(HEX.toHexDigits(array[i]));
                i++;
            } else {
                escape(out, Utf8.codePoint(array, i, length));
                i += length;
            }
        }
        return out.append('"').toString();
    }

    /// The text with everything escaped that a terminal or a reader might take for something else.
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> escape(out, c));
        return out.toString();
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            default -> {
                if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c < 0x1_0000) {
                    out.append("\\u").append(HEX.toHexDigits((char) c));
                } else {
                    out.append("\\u{").append(Integer.toHexString(c)).append('}');
                }
            }
        }
    }

    /// Neither a control nor a format character (which may reorder text), no separator of lines, and assigned.
    private static boolean isPrintable(int c) {
        if (c >= 0x20 && c < 0x7f) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
