package mqttlab.bridge.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import mqttlab.client.Message;
import org.jspecify.annotations.Nullable;

/// The MQTT side, played by a test: what was wanted, and its answers when the test likes.
final class PlayedServer implements Upstream {

    final List<String> wanted = new ArrayList<>();
    final List<Message> published = new ArrayList<>();
    final Queue<Consumer<@Nullable String>> waiting = new ArrayDeque<>();

    @Override
    public void subscribe(String filter, int number, Consumer<@Nullable String> answer) {
        wanted.add("+" + filter + " " + number);
        waiting.add(answer);
    }

    @Override
    public void unsubscribe(String filter) {
        wanted.add("-" + filter);
    }

    @Override
    public void publish(Message message, Consumer<@Nullable String> answer) {
        wanted.add("!" + message.topic());
        published.add(message);
        waiting.add(answer);
    }

    void grants() {
        waiting.remove().accept(null);
    }

    void refuses(String why) {
        waiting.remove().accept(why);
    }
}
