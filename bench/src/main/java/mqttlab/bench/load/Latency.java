package mqttlab.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// How long messages took from one client to the other, in nanoseconds.
///
/// A machine that lends its cores to others stands still for milliseconds several times a second, and that is then the
/// 99th percentile of whatever runs on it. So there is also that of each tenth of a second, whose median is what the
/// broker itself is like: most tenths were not disturbed.
final class Latency {

    private static final long MAX = 60_000_000_000L;
    private static final long SLICE = 100_000_000;

    /// A 99th percentile needs so many messages.
    private static final int LEAST = 100;

    private final int sampled;
    private final Histogram all = new Histogram(MAX, 3);
    private final Histogram slice = new Histogram(MAX, 3);
    private final List<Double> sliceP99 = new ArrayList<>();
    private long now;
    private long sliceEnds = Long.MIN_VALUE;

    /// @param sampled of so many messages one is looked at
    Latency(int sampled) {
        this.sampled = sampled;
    }

    /// Says what time it is: once for all packets that were read at once.
    void now(long nanos) {
        now = nanos;
        if (nanos >= sliceEnds) {
            endSlice();
            sliceEnds = nanos + SLICE;
        }
    }

    void sample(long number, long sentAt) {
        if (number % sampled == 0) {
            slice.recordValue(Math.clamp(now - sentAt, 0, MAX));
        }
    }

    private void endSlice() {
        if (slice.getTotalCount() >= LEAST) {
            sliceP99.add(micros(slice, 99));
        }
        all.add(slice);
        slice.reset();
    }

    /// Forgets all that was sampled.
    void reset() {
        all.reset();
        slice.reset();
        sliceP99.clear();
    }

    /// @param percentile 0 to 100
    double micros(double percentile) {
        endSlice();
        return micros(all, percentile);
    }

    /// The median of the 99th percentiles of each tenth of a second, NaN where none had a hundred messages.
    double calmP99() {
        endSlice();
        List<Double> sorted = sliceP99.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1000.0;
    }
}
