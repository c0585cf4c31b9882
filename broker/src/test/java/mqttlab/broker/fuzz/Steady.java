package mqttlab.broker.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;

/// Two clients that go on as if nobody else were there: one publishes with QoS 2, the other gets each message once, in
/// order. Neither is ever disconnected.
final class Steady implements AutoCloseable {

    private static final String TOPIC = "mqttlab/steady/7f3c";
    private static final int SECONDS = 30;

    private final MqttClient publisher;
    private final MqttClient subscriber;
    private final AtomicLong received = new AtomicLong();
    private final CompletableFuture<Long> published = new CompletableFuture<>();
    private final CompletableFuture<String> wrong = new CompletableFuture<>();
    private volatile boolean isOver;

    Steady(int port) {
        subscriber = client(port, "steady-subscriber");
        publisher = client(port, "steady-publisher");
        subscriber.subscribe(
                TOPIC, 2, message -> take(new String(message.payload().toArray(), StandardCharsets.UTF_8)));
        Thread.ofPlatform().daemon().name("steady").start(this::publish);
    }

    private MqttClient client(int port, String id) {
        MqttClient client = MqttClient.builder()
                .host("127.0.0.1")
                .port(port)
                .clientId(id)
                .onDisconnect(it -> {
                    if (!isOver) {
                        wrong.complete(id + " was disconnected: " + it);
                    }
                })
                .build();
        client.connect();
        return client;
    }

    private void take(String number) {
        long expected = received.getAndIncrement();
        if (!number.equals(Long.toString(expected))) {
            wrong.complete("expected message " + expected + " but got " + number);
        }
    }

    private void publish() {
        long sent = 0;
        try {
            while (!isOver) {
                byte[] payload = Long.toString(sent).getBytes(StandardCharsets.UTF_8);
                publisher.publishAsync(Message.of(TOPIC, payload).withQos(2)).get(SECONDS, TimeUnit.SECONDS);
                sent++;
            }
            published.complete(sent);
        } catch (Exception e) {
            published.completeExceptionally(e);
        }
    }

    /// Says how many messages there were.
    ///
    /// @throws IllegalStateException where anything was noticed
    long end() throws Exception {
        isOver = true;
        long sent = published.get(SECONDS, TimeUnit.SECONDS);
        publisher.disconnect();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (received.get() < sent && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        if (wrong.isDone() || received.get() != sent) {
            throw new IllegalStateException(
                    sent + " sent, " + received.get() + " received; " + wrong.getNow("in order"));
        }
        return sent;
    }

    @Override
    public void close() {
        isOver = true;
        publisher.close();
        subscriber.close();
    }
}
