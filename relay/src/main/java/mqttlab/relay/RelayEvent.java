package mqttlab.relay;

/// Something that happens in a relay, beside what passes.
public sealed interface RelayEvent {

    /// A client has come, and the server has been reached for it.
    ///
    /// @param connection counts from 1 up
    record Opened(long connection, String peer) implements RelayEvent {}

    /// A connection has ended on both sides.
    ///
    /// @param clientId "" where it is not known
    record Closed(long connection, String clientId) implements RelayEvent {}

    /// The server could not be reached: the client was closed.
    record Unreachable(String peer, String server, String why) implements RelayEvent {}

    /// A client that was not received: it could not be heard, or not be believed.
    record Refused(String peer, String why) implements RelayEvent {}

    /// What is worth to know of a connection.
    record Notice(long connection, String peer, String what) implements RelayEvent {}

    /// Something is wrong, but the relay goes on; a sentence.
    record Trouble(String what) implements RelayEvent {}
}
