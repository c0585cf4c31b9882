package mqttlab.client;

import java.util.concurrent.CompletableFuture;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Packet;
import org.jspecify.annotations.Nullable;

/// What a session asks for: nothing of it is to call back into the session at once.
interface Output {

    /// Sends a packet.
    ///
    /// @throws IllegalArgumentException where it breaks a rule of the version, and nothing was sent
    void send(Packet packet);

    /// Hands a message to the application; then [Session#handled] is to be called.
    void deliver(Message message);

    /// The server has accepted the connection.
    void connected(ConnAck connAck);

    <T> void complete(CompletableFuture<T> future, T value);

    void fail(CompletableFuture<?> future, MqttException reason);

    /// Ends the network connection when all that was sent before is written.
    ///
    /// @param reason null where we wanted it
    void close(@Nullable MqttException reason);
}
