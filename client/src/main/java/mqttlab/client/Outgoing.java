package mqttlab.client;

import java.util.concurrent.CompletableFuture;
import mqttlab.packet.Publish;
import org.jspecify.annotations.Nullable;

/// A message with QoS 1 or 2 on its way to the server. 5.0 section 4.3.
final class Outgoing implements Exchange {

    enum State {
        /// Not sent on this connection.
        WAITING,
        /// PUBLISH is sent, and not answered.
        SENT,
        /// PUBREC has come: the server has the message, and PUBREL is sent until PUBCOMP comes.
        RELEASED
    }

    final Publish publish;
    /// Null where the program that published it has ended since.
    final @Nullable CompletableFuture<Published> done;
    State state = State.WAITING;
    /// Whether it may have been sent before, and so is sent with DUP.
    boolean isAgain;
    /// Whether it counts against the server's Receive Maximum.
    boolean isCounted;
    /// By this the messages, and behind them the releases, are ordered.
    long order;
    long sentAt;

    Outgoing(Publish publish, @Nullable CompletableFuture<Published> done, long order) {
        this.publish = publish;
        this.done = done;
        this.order = order;
    }

    @Override
    public int id() {
        return publish.packetId();
    }

    /// The packet to send.
    Publish packet() {
        Publish it = publish;
        return isAgain
                ? new Publish(it.topic(), it.qos(), true, it.retain(), it.packetId(), it.properties(), it.payload())
                : it;
    }
}
