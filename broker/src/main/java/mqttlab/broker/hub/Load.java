package mqttlab.broker.hub;

/// How fast something is counted lately, per minute: averages over the last minute, five and fifteen, in which what is
/// longer ago weighs less.
final class Load {

    static final int[] MINUTES = {1, 5, 15};

    private final double[] averages = new double[MINUTES.length];
    private long before;

    /// @param count so far
    /// @param seconds since the last time, more than 0
    void update(long count, double seconds) {
        double rate = (count - before) * 60 / seconds;
        before = count;
        for (int i = 0; i < MINUTES.length; i++) {
            averages[i] = rate + Math.exp(-seconds / (60 * MINUTES[i])) * (averages[i] - rate);
        }
    }

    /// Over `MINUTES[i]` minutes.
    double average(int i) {
        return averages[i];
    }
}
