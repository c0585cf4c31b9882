package mqttlab.bridge.hub;

import mqttlab.client.Message;
import org.jspecify.annotations.Nullable;

/// What a page asks for.
sealed interface Request {

    /// By which the page knows the answer: a JSON string or number as the page has written it, or null.
    @Nullable
    String id();

    record Subscribe(String filter, @Nullable String id) implements Request {}

    record Unsubscribe(String filter, @Nullable String id) implements Request {}

    record Publish(Message message, @Nullable String id) implements Request {}
}
