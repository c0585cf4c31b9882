package mqttlab.conversation;

/// A topic filter that a client has subscribed to in its session, with what became of it.
public final class Subscription {

    private final String filter;
    private final String pattern;
    private final boolean isShared;

    /// Requests that SUBACK has not answered, and the best QoS they ask for.
    private int pending;
    private int pendingQos = -1;
    /// The best QoS that was ever granted, or -1.
    private int granted = -1;
    private boolean isActive;
    /// How many of the requests that SUBACK has not answered were ended again before it came.
    private int ended;

    boolean retainAsPublished;
    /// How many SUBSCRIBEs may have brought retained messages, and whether others may not: those that are not to
    /// bring them, those of a subscription that existed.
    int retainedAsked;
    boolean retainedNever;
    boolean retainedNotNew;
    /// Whether it was ever requested without Subscription Identifier.
    boolean isBare;

    Subscription(String filter, String pattern, boolean isShared) {
        this.filter = filter;
        this.pattern = pattern;
        this.isShared = isShared;
    }

    public String filter() {
        return filter;
    }

    public boolean isShared() {
        return isShared;
    }

    /// Whether SUBACK has granted it, and no UNSUBSCRIBE was sent since it was requested.
    public boolean isActive() {
        return isActive;
    }

    /// The best QoS that was ever granted, or -1 where none was.
    public int grantedQos() {
        return granted;
    }

    String pattern() {
        return pattern;
    }

    void request(int qos) {
        pending++;
        pendingQos = Math.max(pendingQos, qos);
    }

    void grant(int code) {
        pending--;
        if (pending == 0) {
            pendingQos = -1;
        }
        if (code < 0x80) {
            granted = Math.max(granted, code);
            isActive = ended == 0;
        }
        ended = Math.max(0, ended - 1);
    }

    /// UNSUBSCRIBE: to what comes behind it, it does not exist.
    void end() {
        isActive = false;
        ended = pending;
    }

    /// The best QoS that a message may have that comes for this subscription, or -1 for none at all.
    int bestQos() {
        return Math.max(granted, pending > 0 ? pendingQos : -1);
    }

    boolean isAnswered() {
        return pending == 0;
    }
}
