package mqttlab.cli.text;

import mqttlab.packet.TextBuffer;

/// Lengths of time for people: `0.85 ms`, `12.3 ms`, `2.30 s`.
public final class Durations {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Durations() {}

    /// Appends a length of time with three digits that count.
    public static void add(TextBuffer out, long nanos) {
        if (nanos < SECOND - MILLI / 2) {
            scaled(out, nanos, MILLI);
            out.add(" ms");
        } else {
            scaled(out, nanos, SECOND);
            out.add(" s");
        }
    }

    private static void scaled(TextBuffer out, long nanos, long unit) {
        // What is rounded up to another digit has one less behind the point.
        long least = unit / 10_000;
        int digits = nanos < 9_995 * least ? 3 : nanos < 99_950 * least ? 2 : nanos < 999_500 * least ? 1 : 0;
        long scale = digits == 3 ? 1000 : digits == 2 ? 100 : digits == 1 ? 10 : 1;
        long rounded = (nanos * 2 * scale / unit + 1) / 2;
        out.add(rounded / scale);
        if (digits > 0) {
            String rest = Long.toString(scale + rounded % scale);
            out.add('.').add(rest.substring(1));
        }
    }
}
