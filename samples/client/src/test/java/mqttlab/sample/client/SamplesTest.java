package mqttlab.sample.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The samples do what they say, with Debian's broker.
@Timeout(60)
class SamplesTest {

    private static Broker broker;

    @BeforeAll
    static void start() throws IOException {
        broker = new Broker();
    }

    @AfterAll
    static void stop() throws IOException {
        if (broker != null) {
            broker.close();
        }
    }

    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    private Message next() throws InterruptedException {
        Message message = received.poll(20, TimeUnit.SECONDS);
        assertNotNull(message, "no message came");
        return message;
    }

    private static MqttClient client() {
        return MqttClient.builder().uri(broker.uri()).connect();
    }

    @Test
    void hello() throws InterruptedException {
        try (MqttClient client = client()) {
            client.subscribe("hello/#", 0, received::add);
            Hello.main(broker.uri());
            assertEquals("Hello!", next().text());
        }
    }

    @Test
    void sensorSimulator() throws InterruptedException {
        try (MqttClient client = client()) {
            client.subscribe("sensors/kitchen/#", 1, received::add);
            SensorSimulator.main(broker.uri(), "kitchen", "3", "0");
            assertEquals("online", next().text());
            for (int i = 0; i < 3; i++) {
                double celsius = Double.parseDouble(next().text());
                assertTrue(celsius > 15 && celsius < 25);
            }
            assertEquals("offline", next().text());
        }
        try (MqttClient late = client()) {
            late.subscribe("sensors/kitchen/status", 1, received::add);
            assertTrue(next().retain());
        }
    }

    @Test
    void capitalsService() throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CapitalsService one = new CapitalsService(broker.uri());
                CapitalsService two = new CapitalsService(broker.uri());
                PrintStream captured = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            assertTrue(!one.equals(two));
            System.setOut(captured);
            Ask.main(broker.uri(), "one");
            Ask.main(broker.uri(), "two");
        } finally {
            System.setOut(before);
        }
        assertEquals(
                List.of("ONE", "TWO"),
                out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void persistentConsumer(@TempDir Path directory) throws Exception {
        try (MqttClient shop = client()) {
            new PersistentConsumer(broker.uri(), "consumer", directory).close();
            shop.publish(Message.of("orders/1", "tea").withQos(2));
            shop.publish(Message.of("orders/2", "tea").withQos(2));
            try (PersistentConsumer consumer = new PersistentConsumer(broker.uri(), "consumer", directory)) {
                assertNotNull(consumer);
                shop.publish(Message.of("orders/3", "milk").withQos(2));
                while (Files.notExists(directory.resolve("orders"))
                        || lines(directory).size() < 3) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
        assertEquals(List.of("orders/1 tea", "orders/2 tea", "orders/3 milk"), lines(directory));
    }

    private static List<String> lines(Path directory) throws IOException {
        return Files.readAllLines(directory.resolve("orders"));
    }
}
