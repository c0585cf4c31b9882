package mqttlab.bench.clients;

import java.util.concurrent.CompletableFuture;

/// A client library, with what it needs to be measured: it speaks MQTT 3.1.1 with a server on this machine.
interface Library extends AutoCloseable {

    /// How many messages may be under way to the server at once.
    int IN_FLIGHT = 1000;
    /// How many may wait for their acknowledgement, those under way included.
    int PENDING = 10_000;

    /// @param keepsSession whether to go on with the session of this client identifier, or to begin a new one
    /// @param onMessage is called for each message that comes
    record Setup(int port, String clientId, boolean keepsSession, Runnable onMessage) {}

    void connect();

    /// Publishes a message; waits where [#PENDING] are not acknowledged.
    CompletableFuture<?> publish(String topic, int qos, byte[] payload);

    @Override
    void close();
}
