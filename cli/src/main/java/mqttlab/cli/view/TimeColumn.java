package mqttlab.cli.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.cli.dissection.Seen;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// The time in front of a packet, as tshark's `-t` has it.
enum TimeColumn {
    /// Since the first frame.
    RELATIVE("r"),
    /// Since the frame before.
    DELTA("d"),
    /// Since the frame shown before.
    DELTA_SHOWN("dd"),
    /// Since 1970.
    EPOCH("e"),
    /// The time of day.
    LOCAL("a"),
    LOCAL_DATE("ad"),
    UTC("u"),
    UTC_DATE("ud");

    private static final long SECOND = 1_000_000_000;

    private final String letters;

    TimeColumn(String letters) {
        this.letters = letters;
    }

    static TimeColumn parse(@Nullable String letters) {
        if (letters == null) {
            return RELATIVE;
        }
        for (TimeColumn column : values()) {
            if (column.letters.equals(letters)) {
                return column;
            }
        }
        throw new Failure(Status.USAGE, "-t: expected r, a, ad, u, ud, d, dd or e but was '" + letters + "'");
    }

    /// How wide it is at least.
    int width() {
        return switch (this) {
            case RELATIVE, DELTA, DELTA_SHOWN -> 11;
            case LOCAL, UTC -> 15;
            case EPOCH -> 17;
            case LOCAL_DATE, UTC_DATE -> 26;
        };
    }

    void print(TextBuffer out, Seen seen) {
        print(out, seen.segment().frame().time(), seen.firstTime(), seen.timeBefore(), seen.shownBefore());
    }

    /// Prints a time.
    ///
    /// @param first of the capture
    /// @param before of the frame before
    /// @param shown of the frame shown before
    void print(TextBuffer out, long time, long first, long before, long shown) {
        if (time == CapturedFrame.NO_TIME) {
            out.spaces(10).add('-');
            return;
        }
        switch (this) {
            case RELATIVE -> seconds(out, time - first, 4);
            case DELTA -> seconds(out, time - before, 4);
            case DELTA_SHOWN -> seconds(out, time - shown, 4);
            case EPOCH -> seconds(out, time, 10);
            case LOCAL -> clock(out, time, ZoneId.systemDefault(), false);
            case LOCAL_DATE -> clock(out, time, ZoneId.systemDefault(), true);
            case UTC -> clock(out, time, ZoneOffset.UTC, false);
            case UTC_DATE -> clock(out, time, ZoneOffset.UTC, true);
        }
    }

    private static void seconds(TextBuffer out, long time, int width) {
        long value = Math.abs(time);
        if (time < 0) {
            String whole = "-" + value / SECOND;
            out.spaces(width - whole.length()).add(whole);
        } else {
            out.add(value / SECOND, width);
        }
        micros(out.add('.'), (int) (value % SECOND));
    }

    private static void micros(TextBuffer out, int nanos) {
        String digits = Integer.toString(1_000_000 + nanos / 1000);
        out.add(digits.substring(1));
    }

    private static void clock(TextBuffer out, long time, ZoneId zone, boolean withDate) {
        ZonedDateTime at = Instant.ofEpochSecond(Math.floorDiv(time, SECOND), Math.floorMod(time, SECOND))
                .atZone(zone);
        if (withDate) {
            out.add(at.toLocalDate().toString()).add(' ');
        }
        two(out, at.getHour()).add(':');
        two(out, at.getMinute()).add(':');
        two(out, at.getSecond()).add('.');
        micros(out, at.getNano());
    }

    private static TextBuffer two(TextBuffer out, int value) {
        return out.add((char) ('0' + value / 10)).add((char) ('0' + value % 10));
    }
}
