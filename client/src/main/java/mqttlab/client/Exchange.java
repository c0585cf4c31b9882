package mqttlab.client;

/// Something that we have sent or will send, and that the server answers with the same packet identifier.
sealed interface Exchange permits Outgoing, Subscribing, Unsubscribing {

    /// The packet identifier, 1 to 65535.
    int id();
}
