package mqttlab.relay.fault;

/// Which of the packets that a fault could befall it befalls; they count from 1.
public sealed interface Which {

    Which ALL = new Range(1, Long.MAX_VALUE);

    /// From the first to the last of these.
    record Range(long first, long last) implements Which {}

    /// Every n-th.
    record Every(long n) implements Which {}

    /// Each with this probability, from 0 to 1.
    record Chance(double probability) implements Which {}
}
