package mqttlab.bridge;

/// What pages can connect to by a WebSocket, and speak to in texts.
public interface Endpoint {

    /// A page has connected.
    ///
    /// @param wire back to it
    Line open(Wire wire);
}
