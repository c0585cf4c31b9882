package mqttlab.bridge.hub;

import java.util.function.Consumer;
import mqttlab.client.Message;
import org.jspecify.annotations.Nullable;

/// What a hub wants of the MQTT side. Each command returns at once, and they are carried out in their order; an answer
/// may come on any thread, and is null where all is well, else why not.
public interface Upstream {

    /// @param number a Subscription Identifier that no other subscription has, 1 to 268 435 455
    void subscribe(String filter, int number, Consumer<@Nullable String> answer);

    void unsubscribe(String filter);

    void publish(Message message, Consumer<@Nullable String> answer);
}
