package mqttlab.conversation;

/// How a connection ended.
public enum End {
    /// One side closed it.
    FIN,
    /// One side broke it off.
    RST,
    /// It did not: nothing more was seen.
    SILENCE
}
