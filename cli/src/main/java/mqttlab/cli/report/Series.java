package mqttlab.cli.report;

import java.util.Arrays;
import mqttlab.cli.dissection.Sighting;

/// How much there was in each of a row of intervals of the same length, which doubles when time goes on.
final class Series {

    private static final int INTERVALS = 512;
    private static final long SHORTEST = 1_000_000;
    /// 36 years; what is later counts for their end.
    private static final long LONGEST = 1L << 60;

    private final long[] packets = new long[INTERVALS];
    private final long[] bytes = new long[INTERVALS];
    private long interval = SHORTEST;
    private long begin = Sighting.NO_TIME;
    private long last;

    void add(long time, int length) {
        if (time == Sighting.NO_TIME) {
            return;
        }
        if (begin == Sighting.NO_TIME) {
            begin = time;
        }
        // Frames need not stand in the order of their times, and times may be anything.
        long since = Math.clamp(time - begin, 0, LONGEST);
        last = Math.max(last, since);
        while (since / interval >= INTERVALS) {
            widen();
        }
        int place = (int) (since / interval);
        packets[place]++;
        bytes[place] += length;
    }

    private void widen() {
        halve(packets);
        halve(bytes);
        interval *= 2;
    }

    private static void halve(long[] values) {
        for (int i = 0; i < INTERVALS / 2; i++) {
            values[i] = values[2 * i] + values[2 * i + 1];
        }
        Arrays.fill(values, INTERVALS / 2, INTERVALS, 0);
    }

    /// Whether any time was seen.
    boolean isEmpty() {
        return begin == Sighting.NO_TIME;
    }

    /// The time of the first packet.
    long begin() {
        return begin;
    }

    /// From the first packet to the last, in nanoseconds.
    long duration() {
        return last;
    }

    /// The same in fewer intervals: as many as there are, or half, a third, ... of them, but not more than `most`.
    Row row(int most) {
        int used = isEmpty() ? 0 : (int) (last / interval) + 1;
        int join = (used + most - 1) / most;
        return join == 0 ? new Row(interval, new long[0], new long[0]) : joined(used, join);
    }

    private Row joined(int used, int join) {
        Row row = new Row(interval * join, new long[(used + join - 1) / join], new long[(used + join - 1) / join]);
        for (int i = 0; i < used; i++) {
            row.packets()[i / join] += packets[i];
            row.bytes()[i / join] += bytes[i];
        }
        return row;
    }

    /// @param interval in nanoseconds
    record Row(long interval, long[] packets, long[] bytes) {

        /// The most in an interval, for each second of it.
        double peak(long[] values) {
            long most = 0;
            for (long value : values) {
                most = Math.max(most, value);
            }
            return most * 1e9 / interval;
        }
    }
}
