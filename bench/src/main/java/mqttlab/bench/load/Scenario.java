package mqttlab.bench.load;

import java.util.Arrays;

/// Who sends messages to whom.
enum Scenario {
    /// One publisher to all subscribers.
    FAN_OUT("fan-out"),
    /// All publishers to one subscriber, by a wildcard.
    FAN_IN("fan-in"),
    /// Each publisher to a subscriber of its own.
    PAIRS("pairs"),
    /// As pairs, in sessions that the broker keeps.
    PERSISTENT("persistent");

    private final String text;

    Scenario(String text) {
        this.text = text;
    }

    static Scenario of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new LoadException("There is no load " + text + "."));
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
            case PAIRS, PERSISTENT -> topic(prefix, subscriber);
        };
    }

    String topic(String prefix, int publisher) {
        return prefix + "/p" + publisher;
    }

    /// Whether this subscriber gets what this publisher publishes.
    boolean reaches(int publisher, int subscriber) {
        return switch (this) {
            case FAN_OUT, FAN_IN -> true;
            case PAIRS, PERSISTENT -> publisher == subscriber;
        };
    }

    /// Whether sessions begin anew with each connection, and end with it.
    boolean cleanSession() {
        return this != PERSISTENT;
    }

    @Override
    public String toString() {
        return text;
    }
}
