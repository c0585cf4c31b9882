package mqttlab.capture.tcp;

/// Why no more is expected of a connection.
public enum Ending {
    /// Both sides have closed their direction.
    FINISHED,
    /// One side has reset the connection.
    RESET,
    /// A new connection uses the same addresses and ports.
    REPLACED,
    /// There were too many others that are more recent.
    FORGOTTEN,
    /// The capture is over.
    CAPTURE_ENDS
}
