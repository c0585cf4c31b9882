package mqttlab.broker.hub;

/// What a broker has counted since it began. Read it on the hub's thread.
public final class Counts {

    long received;
    long sent;
    long dropped;
    long published;
    long connectionsOpened;
    long refused;
    long bytesIn;

    /// Messages that came from clients.
    public long received() {
        return received;
    }

    /// Messages that went to clients, those sent again included.
    public long sent() {
        return sent;
    }

    /// Messages that a client did not get: it was too slow, away too long, or the message too large or too old.
    public long dropped() {
        return dropped;
    }

    public long connectionsOpened() {
        return connectionsOpened;
    }

    /// Connections that were not accepted.
    public long refused() {
        return refused;
    }

    public long bytesIn() {
        return bytesIn;
    }
}
