package mqttlab.conversation;

/// What became of the messages to one topic, or to all.
public final class ForwardingTally {
    private final String topic;
    long messages;
    private long passedOn;
    private long copies;
    long retained;
    private long lowered;
    private long lowest = -1;
    private int most;
    private long mostOf = -1;
    private long nanos;
    private long worst = -1;
    private long worstFrom = -1;
    private long worstTo = -1;

    ForwardingTally(String topic) {
        this.topic = topic;
    }

    /// "" for all topics together.
    public String topic() {
        return topic;
    }

    /// How many messages came in.
    public long messages() {
        return messages;
    }

    /// How many of them went out, at least once.
    public long passedOn() {
        return passedOn;
    }

    /// How often a message went out, as it came.
    public long copies() {
        return copies;
    }

    /// How often a message went out that was kept, with RETAIN.
    public long retained() {
        return retained;
    }

    /// How many copies had a lower QoS than the message.
    public long lowered() {
        return lowered;
    }

    /// The first of them, or -1.
    public long firstLowered() {
        return lowest;
    }

    /// The most copies of one message.
    public int mostCopies() {
        return most;
    }

    /// The message that had them.
    public long mostCopied() {
        return mostOf;
    }

    /// How long a copy took on average, in nanoseconds; 0 without copies.
    public long meanNanos() {
        return copies == 0 ? 0 : nanos / copies;
    }

    /// How long the slowest copy took; -1 without copies.
    public long worstNanos() {
        return worst;
    }

    /// The message that was passed on slowest.
    public long worstFrom() {
        return worstFrom;
    }

    /// Its slowest copy.
    public long worstTo() {
        return worstTo;
    }

    void copied(Recent.Entry message, long copy, long after, int qos) {
        copies++;
        passedOn += message.copies == 1 ? 1 : 0;
        if (message.copies > most) {
            most = message.copies;
            mostOf = message.packet;
        }
        if (qos < message.qos) {
            lowest = lowered++ == 0 ? copy : lowest;
        }
        nanos += after;
        if (after > worst) {
            worst = after;
            worstFrom = message.packet;
            worstTo = copy;
        }
    }
}
