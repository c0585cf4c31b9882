package mqttlab.client;

import java.util.concurrent.CompletableFuture;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;

/// An UNSUBSCRIBE that is not yet answered.
record Unsubscribing(Unsubscribe packet, CompletableFuture<UnsubAck> done) implements Exchange {

    @Override
    public int id() {
        return packet.packetId();
    }
}
