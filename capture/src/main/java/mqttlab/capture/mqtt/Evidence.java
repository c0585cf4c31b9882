package mqttlab.capture.mqtt;

/// How it is known which end of a connection is the client, from the weakest to the strongest.
public enum Evidence {
    NONE,
    /// Packets were sent that only a client, or only a server, may send.
    PACKETS,
    /// One of the ports is a server's by rule.
    PORT,
    /// The client was seen opening the connection.
    HANDSHAKE,
    /// The client was seen sending its CONNECT.
    CONNECT
}
