package mqttlab.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import mqttlab.conversation.TopicFilter;

/// Who gets which messages: all handlers whose topic filter matches, or else the one for the rest.
final class Handlers {

    private record Handler(String filter, Consumer<? super Message> consumer) {}

    private final List<Handler> handlers = new CopyOnWriteArrayList<>();
    private final Consumer<? super Message> rest;
    private final boolean isV5;

    Handlers(Consumer<? super Message> rest, boolean isV5) {
        this.rest = rest;
        this.isV5 = isV5;
    }

    /// Adds a handler, in place of a former one for the same filter.
    void put(String filter, Consumer<? super Message> consumer) {
        remove(filter);
        handlers.add(new Handler(filter, consumer));
    }

    void remove(String filter) {
        handlers.removeIf(it -> it.filter.equals(filter));
    }

    void onMessage(Message message) {
        boolean isHandled = false;
        for (Handler each : handlers) {
            if (TopicFilter.matches(each.filter, message.topic(), isV5)) {
                each.consumer.accept(message);
                isHandled = true;
            }
        }
        if (!isHandled) {
            rest.accept(message);
        }
    }
}
