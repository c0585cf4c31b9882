package mqttlab.bench.soak;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import org.jspecify.annotations.Nullable;

/// Numbered messages from one client to another, at a steady rate. The other may go away and come back, again and
/// again: its session is kept, and what was sent meanwhile waits.
final class Stream {

    private static final int PAYLOAD = 64;
    private static final long PATIENCE = 60_000_000_000L;

    private final int port;
    private final int number;
    private final int qos;
    private final long everyMillis;
    private final boolean goesAway;
    private final Delay delay;
    private final String topic;
    private final AtomicLong sent = new AtomicLong();
    /// The number expected next.
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong doubled = new AtomicLong();
    private volatile boolean isOver;
    private volatile boolean isAway;
    private @Nullable Thread publishing;
    private @Nullable Thread subscribing;

    Stream(int port, int number, int qos, long everyMillis, boolean goesAway, Delay delay) {
        this.port = port;
        this.number = number;
        this.qos = qos;
        this.everyMillis = everyMillis;
        this.goesAway = goesAway;
        this.delay = delay;
        topic = "soak/stream/" + number;
    }

    void start() {
        // The session is there before anything is published.
        MqttClient first = subscriber();
        subscribing = Thread.ofPlatform().start(() -> subscribe(first));
        publishing = Thread.ofPlatform().start(this::publish);
    }

    private MqttClient subscriber() {
        var builder = MqttClient.builder()
                .host("127.0.0.1")
                .port(port)
                .clientId("subscriber-" + number)
                .onMessage(this::take);
        MqttClient client = (goesAway ? builder.persistent() : builder).build();
        client.connect();
        client.subscribe(topic, qos);
        return client;
    }

    private void subscribe(MqttClient first) {
        MqttClient client = first;
        try {
            while (!isOver) {
                pause(goesAway ? ThreadLocalRandom.current().nextLong(3000, 10_000) : 1000);
                if (goesAway && !isOver) {
                    isAway = true;
                    client.close();
                    pause(ThreadLocalRandom.current().nextLong(1000, 5000));
                    client = subscriber();
                    isAway = false;
                }
            }
            long end = System.nanoTime() + PATIENCE;
            while (next.get() < sent.get() && System.nanoTime() < end) {
                pause(10);
            }
        } finally {
            client.close();
        }
    }

    private void publish() {
        try (MqttClient client = MqttClient.builder()
                .host("127.0.0.1")
                .port(port)
                .clientId("publisher-" + number)
                .build()) {
            client.connect();
            for (long n = 0; !isOver; n++) {
                byte[] payload = ByteBuffer.allocate(PAYLOAD)
                        .putLong(n)
                        .putLong(isAway ? 0 : System.nanoTime())
                        .array();
                Message message = Message.of(topic, payload).withQos(qos);
                client.publish(n % 10 == 0 ? message.retained() : message);
                sent.incrementAndGet();
                pause(everyMillis);
            }
        }
    }

    private void take(Message message) {
        ByteBuffer payload = ByteBuffer.wrap(message.payload().toArray());
        long n = payload.getLong();
        long at = payload.getLong();
        long expected = next.get();
        if (message.retain() && n < expected) {
            // Who subscribes again is told what is retained.
            return;
        }
        if (n > expected) {
            lost.addAndGet(n - expected);
        } else if (n < expected) {
            doubled.addAndGet(qos == 2 ? 1 : 0);
            return;
        }
        next.set(n + 1);
        if (at > 0 && !goesAway) {
            delay.record(System.nanoTime() - at);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Publishes no more, and waits until all has come, a minute at most.
    void finish() throws InterruptedException {
        isOver = true;
        for (Thread each : new Thread[] {publishing, subscribing}) {
            if (each != null) {
                each.join(Duration.ofNanos(PATIENCE).plusSeconds(20));
            }
        }
    }

    long sent() {
        return sent.get();
    }

    long lost() {
        return lost.get() + sent.get() - Math.min(sent.get(), next.get());
    }

    long doubled() {
        return doubled.get();
    }
}
