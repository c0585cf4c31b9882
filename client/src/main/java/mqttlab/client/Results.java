package mqttlab.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What a session has to tell the application, in its order, until nobody holds the lock any more.
final class Results {

    /// The end of something that somebody waits for.
    private record Completion<T>(
            CompletableFuture<T> future,
            @Nullable T value,
            @Nullable MqttException reason) implements Runnable {

        @Override
        public void run() {
            if (reason == null) {
                future.complete(value);
            } else {
                future.completeExceptionally(reason);
            }
        }
    }

    private List<Object> collecting = new ArrayList<>();
    private List<Object> telling = new ArrayList<>();

    void add(Message message) {
        collecting.add(message);
    }

    void add(Runnable event) {
        collecting.add(event);
    }

    <T> void add(CompletableFuture<T> future, @Nullable T value, @Nullable MqttException reason) {
        collecting.add(new Completion<>(future, value, reason));
    }

    /// Begins a new collection; the former is then [told][#tell]. To be called with the lock, by who tells.
    void swap() {
        List<Object> former = collecting;
        collecting = telling;
        telling = former;
    }

    /// Whether there was anything before the last [#swap()].
    boolean areToBeTold() {
        return !telling.isEmpty();
    }

    interface Listener {
        void onMessage(Message message);
    }

    /// Tells what was collected before the last [#swap()], then forgets it. Where the application throws, it is told
    /// no more, but who waits for answers gets them.
    void tell(Listener listener) {
        int next = 0;
        try {
            while (next < telling.size()) {
                if (telling.get(next++) instanceof Message message) {
                    listener.onMessage(message);
                } else {
                    ((Runnable) telling.get(next - 1)).run();
                }
            }
        } finally {
            for (Object rest : telling.subList(next, telling.size())) {
                if (rest instanceof Completion<?> it) {
                    it.run();
                }
            }
            telling.clear();
        }
    }
}
