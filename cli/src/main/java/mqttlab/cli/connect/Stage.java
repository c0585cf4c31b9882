package mqttlab.cli.connect;

/// A step towards a conversation with a server.
public enum Stage {
    RESOLVE("resolving the host name"),
    TCP("connecting"),
    PROXY("the proxy"),
    TLS("TLS"),
    WEBSOCKET("opening the WebSocket"),
    CONNECT("CONNECT"),
    PING("PINGREQ"),
    STAY("staying connected");

    private final String text;

    Stage(String text) {
        this.text = text;
    }

    /// Whatever fails, fails at this.
    public String text() {
        return text;
    }
}
