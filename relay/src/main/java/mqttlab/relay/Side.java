package mqttlab.relay;

import mqttlab.packet.Direction;

/// Which of the two network connections of a relayed one.
public enum Side {
    /// Between the client and the relay.
    CLIENT,
    /// Between the relay and the server.
    SERVER;

    /// The one by which what travels this way comes.
    static Side before(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? CLIENT : SERVER;
    }

    /// The one by which what travels this way goes.
    static Side behind(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? SERVER : CLIENT;
    }
}
