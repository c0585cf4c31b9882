package mqttlab.client;

import mqttlab.packet.Packet;
import mqttlab.packet.Version;

/// What the parts of a session share: the way out, the time, and what the server allows on this connection.
final class Link {

    static final long NEVER = Long.MAX_VALUE;

    final Options options;
    final Output output;
    /// In nanoseconds from some point in the past, never negative.
    long now;
    /// When the last packet was sent.
    long lastSent;
    Limits limits = Limits.NONE;
    /// Whether the server has accepted the connection, and we have not said goodbye.
    boolean isOpen;

    Link(Options options, Output output) {
        this.options = options;
        this.output = output;
    }

    Version version() {
        return options.version();
    }

    void send(Packet packet) {
        output.send(packet);
        lastSent = now;
    }
}
