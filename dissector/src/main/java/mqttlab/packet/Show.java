package mqttlab.packet;

/// The values of a trace as text for people, escaped where they come from outside.
public final class Show {

    private Show() {}

    /// Appends the value of an entry: a number, quoted text, or hexadecimal bytes; nothing for a group.
    public static void value(TextBuffer out, Trace trace, int entry) {
        Field field = trace.field(entry);
        switch (field.kind()) {
            case GROUP -> {}
            case NUMBER -> out.add(trace.value(entry));
            case HEX -> out.add("0x").hex(trace.value(entry), 2 * Math.max(1, trace.length(entry)));
            case FLAG -> out.add(trace.value(entry) == 0 ? '0' : '1');
            case TEXT -> quoted(out, trace, entry);
            case BYTES, DATA -> {
                if (isText(trace, entry)) {
                    quoted(out, trace, entry);
                } else {
                    int from = trace.start() + trace.offset(entry);
                    out.hex(trace.array(), from, from + trace.length(entry));
                }
            }
        }
    }

    /// The same as a string.
    public static String value(Trace trace, int entry) {
        TextBuffer out = new TextBuffer();
        value(out, trace, entry);
        return out.toString();
    }

    private static void quoted(TextBuffer out, Trace trace, int entry) {
        int from = trace.start() + trace.offset(entry);
        out.add('"').escaped(trace.array(), from, from + trace.length(entry)).add('"');
    }

    /// Whether the entry's bytes are best shown as text: see [#isText(byte\[\], int, int)].
    public static boolean isText(Trace trace, int entry) {
        int from = trace.start() + trace.offset(entry);
        return isText(trace.array(), from, from + trace.length(entry));
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
            int b = bytes[i];
            if (b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /// Text with everything escaped that a terminal or a reader might take for something else.
    public static String escaped(String text) {
        return new TextBuffer().escaped(text).toString();
    }
}
