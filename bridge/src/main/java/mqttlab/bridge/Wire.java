package mqttlab.bridge;

/// The way back to a page that has connected.
public interface Wire {

    /// There is something to [send][Line#next]. May be called by any thread, and returns at once.
    void ready();

    /// Ends the connection, and tells the page why.
    void close(String why);
}
