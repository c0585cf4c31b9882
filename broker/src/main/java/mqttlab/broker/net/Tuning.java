package mqttlab.broker.net;

/// How much at once, and for how long.
final class Tuning {

    /// The longest write, in bytes: a backlog counts as one what is written as one.
    static final int MOST_WRITTEN = 64 << 10;

    /// When so many bytes are to be written, to all together, they are: more are in nobody's cache any more.
    static final int MUCH = 128 << 10;

    /// A backlog is small from here down, in bytes, where it may be larger.
    static final int LOW_WATER = 64 << 10;

    /// How many bytes of a connection may wait for the hub's thread before it is read no more.
    static final int UNHEARD = 256 << 10;

    /// How long what was written may take to leave a connection that is to be closed, in seconds.
    static final int CLOSING_SECONDS = 3;

    /// How long a client may take to answer our end of the connection with its own, in milliseconds.
    static final int PARTING_MILLIS = 500;

    private Tuning() {}
}
