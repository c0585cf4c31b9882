package mqttlab.packet;

import java.nio.charset.StandardCharsets;

/// The values of a trace as text for people, escaped where they come from outside.
public final class Show {

    /// Room for most values; there may be very many of them.
    private static final int SHORT = 16;

    private Show() {}

    /// Appends the value of an entry: a number, quoted text, or hexadecimal bytes; nothing for a group.
    public static void value(TextBuffer out, Trace trace, int entry) {
        value(out, trace, entry, Integer.MAX_VALUE);
    }

    /// The same, but of text and bytes not more than the first `max` bytes, and then three dots.
    public static void value(TextBuffer out, Trace trace, int entry, int max) {
        Field field = trace.field(entry);
        switch (field.kind()) {
            case GROUP -> {}
            case NUMBER -> out.add(trace.value(entry));
            case HEX -> out.add("0x").hex(trace.value(entry), 2 * Math.max(1, trace.length(entry)));
            case FLAG -> out.add(trace.value(entry) == 0 ? '0' : '1');
            case TEXT -> content(out, trace, entry, max, true);
            case BYTES, DATA -> content(out, trace, entry, max, false);
        }
    }

    private static void content(TextBuffer out, Trace trace, int entry, int max, boolean isText) {
        byte[] bytes = trace.array();
        int from = trace.start() + trace.offset(entry);
        int length = trace.length(entry);
        int to = length <= max ? from + length : cut(bytes, from + max);
        if (isText || isText(bytes, from, to)) {
            out.add('"').escaped(bytes, from, to).add('"');
        } else {
            out.hex(bytes, from, to);
        }
        out.add(to < from + length ? "..." : "");
    }

    /// Where to cut UTF-8 so that no character is torn: at `at`, or up to three bytes before. What stands at `at`
    /// tells, if there is anything.
    public static int cut(byte[] bytes, int at) {
        int i = at;
        while (i > 0 && at - i < 3 && i < bytes.length && (bytes[i] & 0xc0) == 0x80) {
            i--;
        }
        return i;
    }

    /// The same as a string.
    public static String beginning(Trace trace, int entry, int max) {
        TextBuffer out = trace.scratch();
        value(out, trace, entry, max);
        return out.toString();
    }

    /// The whole value as a string.
    public static String value(Trace trace, int entry) {
        TextBuffer out = new TextBuffer(SHORT);
        value(out, trace, entry);
        return out.toString();
    }

    /// Whether bytes are best shown as text: well-formed UTF-8 with no control characters but white space.
    public static boolean isText(byte[] bytes, int from, int to) {
        int i = Utf8.plain(bytes, from, to);
        if (i == to) {
            return true;
        }
        if (Utf8.illFormed(bytes, i, to) >= 0) {
            return false;
        }
        for (; i < to; i++) {
            int b = bytes[i] & 0xff;
            boolean isC0 = b < 0x20 && b != '\t' && b != '\n' && b != '\r' || b == 0x7f;
            boolean isC1 = b == 0xc2 && (bytes[i + 1] & 0xff) < 0xa0;
            if (isC0 || isC1) {
                return false;
            }
        }
        return true;
    }

    /// Text with everything escaped that a terminal or a reader might take for something else.
    public static String escaped(String text) {
        return new TextBuffer(SHORT).escaped(text).toString();
    }

    /// A sentence of ours in which there is such text: quotation marks stay as they are.
    public static String sentence(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new TextBuffer(SHORT).escaped(utf8, 0, utf8.length, '\\').toString();
    }
}
