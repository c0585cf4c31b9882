package mqttlab.broker.hub;

import java.util.function.Consumer;

/// A watcher who is told only what the one who runs the broker must know. All the rest is not even put together.
public record TroubleWatcher(Consumer<? super BrokerEvent.Trouble> told) implements Consumer<BrokerEvent> {

    @Override
    public void accept(BrokerEvent event) {
        if (event instanceof BrokerEvent.Trouble trouble) {
            told.accept(trouble);
        }
    }
}
