package mqttlab.cli.text;

import mqttlab.packet.TextBuffer;

/// A row of bars, a column each, that shows how something changes: `▁▃█▅▂`.
public final class Sparkline {

    private static final String[] BARS = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    private static final String[] ENDS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    private static final int STEPS = BARS.length - 1;

    private Sparkline() {}

    /// Appends a column for each of `values`. The greatest fills its column; only nothing leaves its column empty.
    public static void add(TextBuffer out, long[] values) {
        long most = 0;
        for (long value : values) {
            most = Math.max(most, value);
        }
        for (long value : values) {
            out.add(BARS[value <= 0 ? 0 : Math.clamp((long) Math.ceil((double) value / most * STEPS), 1, STEPS)]);
        }
    }

    /// Appends a bar that lies, of `width` columns for `most`; only nothing has none.
    public static void bar(TextBuffer out, long value, long most, int width) {
        if (value > 0) {
            int eighths = Math.clamp(Math.round((double) value / most * width * STEPS), 1, width * STEPS);
            for (int i = 0; i < eighths / STEPS; i++) {
                out.add(BARS[STEPS]);
            }
            out.add(ENDS[eighths % STEPS]);
        }
    }
}
