package mqttlab.client;

/// What kind of failure an [MqttException] tells of.
public enum Failure {
    /// The server could not be reached, or the connection broke.
    NETWORK,
    /// The server refused the connection, with the code of CONNACK.
    CONNECT_REFUSED,
    /// The server refused a message, with the code of PUBACK or PUBREC.
    PUBLISH_REFUSED,
    /// The server refused a subscription, with the code of SUBACK.
    SUBSCRIBE_REFUSED,
    /// The server refused to end a subscription, with the code of UNSUBACK.
    UNSUBSCRIBE_REFUSED,
    /// The server ended the connection with DISCONNECT.
    DISCONNECTED,
    /// The server broke the rules of the protocol.
    PROTOCOL,
    /// The server has said that it does not take what was to be sent.
    NOT_SUPPORTED,
    /// Authentication failed on our side: the server did not prove who it is, or spoke nonsense.
    AUTHENTICATION,
    /// No answer came in time.
    TIMEOUT,
    /// There is no connection, and none is being made.
    NOT_CONNECTED,
    /// More messages wait than are allowed to.
    TOO_MANY,
    /// The session could not be written to its file.
    STORE,
    /// A callback threw an exception.
    CALLBACK,
    /// The client was closed before the answer came.
    CLOSED
}
