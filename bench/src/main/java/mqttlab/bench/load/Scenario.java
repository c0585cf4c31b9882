package mqttlab.bench.load;

/// Who sends messages to whom.
enum Scenario {
    /// One publisher to all subscribers.
    FAN_OUT("fan-out"),
    /// All publishers to one subscriber, by a wildcard.
    FAN_IN("fan-in"),
    /// Each publisher to a subscriber of its own.
    PAIRS("pairs");

    private final String text;

    Scenario(String text) {
        this.text = text;
    }

    int publishers(int clients) {
        return this == FAN_OUT ? 1 : clients;
    }

    int subscribers(int clients) {
        return this == FAN_IN ? 1 : clients;
    }

    /// What a subscriber subscribes to.
    String filter(String prefix, int subscriber) {
        return switch (this) {
            case FAN_OUT -> topic(prefix, 0);
            case FAN_IN -> prefix + "/+";
            case PAIRS -> topic(prefix, subscriber);
        };
    }

    String topic(String prefix, int publisher) {
        return prefix + "/p" + publisher;
    }

    /// Whether this subscriber gets what this publisher publishes.
    boolean reaches(int publisher, int subscriber) {
        return this != PAIRS || publisher == subscriber;
    }

    @Override
    public String toString() {
        return text;
    }
}
