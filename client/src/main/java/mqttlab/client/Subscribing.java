package mqttlab.client;

import java.util.concurrent.CompletableFuture;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import org.jspecify.annotations.Nullable;

/// A SUBSCRIBE that is not yet answered.
///
/// @param done null where it repeats an earlier one, and nobody waits
record Subscribing(Subscribe packet, @Nullable CompletableFuture<SubAck> done) implements Exchange {

    @Override
    public int id() {
        return packet.packetId();
    }
}
