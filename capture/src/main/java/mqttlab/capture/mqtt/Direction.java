package mqttlab.capture.mqtt;

/// Which way a packet went.
public enum Direction {
    TO_SERVER,
    TO_CLIENT,
    /// It is not known which end is the server, see [Evidence#NONE].
    UNKNOWN
}
