package mqttlab.bench.load;

/// When which publisher has to send what, at a given rate: the publishers take turns.
///
/// @param rate messages in a second, of all publishers; 0 for no limit
/// @param begin when the first is due, in nanoseconds
record Pace(double rate, int publishers, long begin) {

    /// A selector waits for whole milliseconds: who is no later is in time.
    private static final long IN_TIME = 2_000_000;

    boolean isLimited() {
        return rate > 0;
    }

    /// How many messages a publisher should have sent by now.
    long due(int publisher, long now) {
        long all = (long) ((now - begin) * rate / 1e9);
        return (all + publishers - 1 - publisher) / publishers;
    }

    /// The time of a publisher's message that is sent now: if it is late, when it was due, so that a broker that keeps
    /// publishers waiting has its messages' waiting counted.
    long time(int publisher, long number, long now) {
        if (!isLimited()) {
            return now;
        }
        long due = begin + (long) ((number * publishers + publisher) * 1e9 / rate);
        return now - due > IN_TIME ? due : now;
    }
}
