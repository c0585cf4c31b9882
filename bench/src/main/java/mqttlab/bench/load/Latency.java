package mqttlab.bench.load;

import org.HdrHistogram.Histogram;

/// How long messages took from one client to the other, in nanoseconds; one message of 16 is looked at.
final class Latency {

    private static final int SAMPLED = 16;
    private static final long MAX = 60_000_000_000L;

    private final Histogram histogram = new Histogram(MAX, 3);
    private long now;

    /// Says what time it is: once for all packets that were read at once.
    void now(long nanos) {
        now = nanos;
    }

    void sample(long number, long sentAt) {
        if (number % SAMPLED == 0) {
            histogram.recordValue(Math.clamp(now - sentAt, 0, MAX));
        }
    }

    /// Forgets all that was sampled.
    void reset() {
        histogram.reset();
    }

    /// @param percentile 0 to 100
    double micros(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1000.0;
    }
}
