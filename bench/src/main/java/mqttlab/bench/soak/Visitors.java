package mqttlab.bench.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.MqttException;
import org.jspecify.annotations.Nullable;

/// Clients that come, subscribe, publish and go, one after the other: some without a word, so that their will is
/// published, some after a while of not listening, some without having said anything.
final class Visitors {

    private final int port;
    private final int number;
    private final AtomicLong visits = new AtomicLong();
    private volatile boolean isOver;
    private @Nullable Thread thread;

    Visitors(int port, int number) {
        this.port = port;
        this.number = number;
    }

    void start() {
        thread = Thread.ofPlatform().start(this::run);
    }

    private void run() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!isOver) {
            try {
                if (random.nextInt(10) == 0) {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                } else {
                    visit(random);
                }
                visits.incrementAndGet();
                Thread.sleep(random.nextLong(100));
            } catch (IOException | MqttException e) {
                if (!isOver) {
                    System.err.println("soak: a visitor: " + e.getMessage());
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @SuppressWarnings("resource")
    private void visit(ThreadLocalRandom random) throws InterruptedException {
        boolean isSlow = random.nextInt(500) == 0;
        MqttClient client = MqttClient.builder()
                .host("127.0.0.1")
                .port(port)
                .clientId("visitor-" + number + "-" + random.nextInt(1000))
                .will(Message.of("soak/will/" + number, "gone").withQos(1))
                .cleanStart(random.nextInt(4) != 0)
                .onMessage(isSlow ? Visitors::dawdle : _ -> {})
                .build();
        try (client) {
            client.connect();
            client.subscribe(isSlow ? "soak/#" : "soak/+/" + random.nextInt(40), random.nextInt(3));
            // Answers to one who dawdles come behind the messages.
            for (int i = isSlow ? 0 : random.nextInt(5); i > 0; i--) {
                client.publish(Message.of("soak/retained/" + random.nextInt(1000), "x".repeat(random.nextInt(2000)))
                        .withQos(random.nextInt(3))
                        .retained());
            }
            if (isSlow) {
                Thread.sleep(2000);
            }
            if (random.nextInt(3) == 0) {
                // The server publishes the will: "Disconnect with Will Message", 0x04.
                client.disconnect(4, mqttlab.packet.Properties.NONE);
            }
        }
    }

    private static void dawdle(Message message) {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        isOver = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    long visits() {
        return visits.get();
    }
}
