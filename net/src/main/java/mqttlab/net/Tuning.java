package mqttlab.net;

/// How much at once, and for how long.
final class Tuning {

    /// The first read of a connection, in bytes; the next are as long as what comes.
    static final int FIRST_READ = 2048;

    /// How often a connection is read before the others have their turn: what four long reads bring is less than the
    /// backlog that a subscriber may have, so that a fast publisher alone is no reason to drop.
    static final int READS = 4;

    static final int ACCEPT_QUEUE = 4096;

    private Tuning() {}
}
