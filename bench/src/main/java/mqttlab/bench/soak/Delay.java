package mqttlab.bench.soak;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// How long messages took from one client to the other, in nanoseconds.
final class Delay {

    /// @param median in nanoseconds, as the others
    record Figures(long median, long p99, long longest) {}

    private final Recorder recorder = new Recorder(3);

    void record(long nanos) {
        recorder.recordValue(Math.max(0, nanos));
    }

    /// Those since the last call.
    Figures take() {
        Histogram all = recorder.getIntervalHistogram();
        return new Figures(all.getValueAtPercentile(50), all.getValueAtPercentile(99), all.getMaxValue());
    }
}
