package mqttlab.broker.hub;

/// What a broker has counted since it began. Read it on the hub's thread.
public final class Counts {

    long received;
    long sent;
    long dropped;
    long connectionsOpened;
    long refused;
    long bytesIn;
    long bytesOut;
    long packetsIn;
    long packetsOut;

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

    /// Bytes of the packets that were sent, or wait to be; what the broker says of itself at `$SYS/` is not counted.
    public long bytesOut() {
        return bytesOut;
    }

    /// MQTT packets of any kind, as far as they could be read.
    public long packetsIn() {
        return packetsIn;
    }

    /// The same as of [#bytesOut].
    public long packetsOut() {
        return packetsOut;
    }

    /// Counts a packet of so many bytes.
    void out(int bytes) {
        packetsOut++;
        bytesOut += bytes;
    }
}
