package mqttlab.cli.client;

import mqttlab.client.PacketEvent;
import mqttlab.client.transport.Step;

/// Who is told of each step to a server, and of each packet.
public interface Observer {

    void step(Step step);

    /// Called under the client's lock.
    void packet(PacketEvent event);

    /// Tells this one first, then the other.
    default Observer and(Observer other) {
        Observer first = this;
        return new Observer() {
            @Override
            public void step(Step step) {
                first.step(step);
                other.step(step);
            }

            @Override
            public void packet(PacketEvent event) {
                first.packet(event);
                other.packet(event);
            }
        };
    }
}
