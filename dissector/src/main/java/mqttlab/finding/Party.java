package mqttlab.finding;

import mqttlab.packet.Direction;

/// One of the two sides of a connection.
public enum Party {
    CLIENT,
    SERVER;

    public static Party sending(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? CLIENT : SERVER;
    }

    public Party peer() {
        return this == CLIENT ? SERVER : CLIENT;
    }

    /// "client" or "server".
    @Override
    public String toString() {
        return this == CLIENT ? "client" : "server";
    }
}
