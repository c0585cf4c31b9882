package mqttlab.cli.report;

import org.HdrHistogram.Histogram;

/// How numbers are distributed. They are kept with three digits; the greatest is exact.
final class Distribution {

    private static final int DIGITS = 3;
    /// Of what is beyond, a histogram knows nothing.
    private static final long MOST = 1L << 60;

    private final Histogram histogram = new Histogram(DIGITS);
    private long max;

    /// @param value not negative
    void add(long value) {
        histogram.recordValue(Math.min(value, MOST));
        max = Math.max(max, value);
    }

    long count() {
        return histogram.getTotalCount();
    }

    /// The least number that so many percent of all do not exceed, to three digits.
    long percentile(double percent) {
        return Math.min(max, histogram.getValueAtPercentile(percent));
    }

    long max() {
        return max;
    }
}
