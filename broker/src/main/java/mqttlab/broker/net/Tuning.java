package mqttlab.broker.net;

/// How much at once, and for how long.
final class Tuning {

    /// The first read of a connection, in bytes; the next are as long as what comes.
    static final int FIRST_READ = 2048;

    /// The longest read, in bytes.
    static final int MOST_READ = 64 << 10;

    /// How often a connection is read before the others have their turn: what four long reads bring is less than the
    /// backlog that a subscriber may have, so that a fast publisher alone is no reason to drop.
    static final int READS = 4;

    /// The longest write, in bytes: a backlog counts as one what is written as one.
    static final int MOST_WRITTEN = 64 << 10;

    /// A backlog is small from here down, in bytes.
    static final int LOW_WATER = 64 << 10;

    /// How many bytes of a connection may wait for the hub's thread before it is read no more.
    static final int UNHEARD = 256 << 10;

    static final int ACCEPT_QUEUE = 4096;

    /// How long PROXY header, TLS and WebSocket together may take, in seconds.
    static final int OPENING_SECONDS = 10;

    /// How long what was written may take to leave a connection that is to be closed, in seconds.
    static final int CLOSING_SECONDS = 3;

    /// How long a client may take to answer our end of the connection with its own, in milliseconds.
    static final int PARTING_MILLIS = 500;

    private Tuning() {}
}
