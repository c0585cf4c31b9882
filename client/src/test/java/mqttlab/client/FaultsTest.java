package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real broker, and a network that breaks: at random packets, and within them. More than a thousand times in all.
@Timeout(120)
class FaultsTest {

    private static final Reconnect AT_ONCE =
            new Reconnect(Duration.ofMillis(1), Duration.ofMillis(2), Integer.MAX_VALUE);

    private static Mosquitto broker;

    @BeforeAll
    static void start() throws IOException {
        broker = new Mosquitto();
    }

    @AfterAll
    static void stop() throws IOException {
        if (broker != null) {
            broker.close();
        }
    }

    private static MqttClientBuilder client(String id, int port, Version version) {
        return MqttClient.builder()
                .host("127.0.0.1")
                .port(port)
                .version(version)
                .clientId(id)
                .persistent()
                .reconnect(AT_ONCE);
    }

    /// Messages that the broker sends again although it has sent PUBREL, so that they are new ones: mosquitto 2.0.11
    /// does so where a connection is lost before it has sent PUBREL again. "MUST NOT re-send the PUBLISH once it
    /// has sent the corresponding PUBREL packet" [MQTT-4.3.3-6 of 5.0].
    private static final class Repeated implements Consumer<PacketEvent> {

        private final Map<Integer, String> received = new HashMap<>();
        private final Set<String> released = new HashSet<>();
        private final Set<String> texts = new HashSet<>();

        @Override
        public void accept(PacketEvent event) {
            if (event.packet() instanceof Publish it && it.qos() == 2) {
                String text = it.payload().text();
                received.put(it.packetId(), text);
                if (released.contains(text)) {
                    texts.add(text);
                }
            } else if (event.packet() instanceof PubRel it && received.containsKey(it.packetId())) {
                released.add(received.get(it.packetId()));
            }
        }
    }

    /// Both the way to the broker and the way from it break, each so many times.
    @ParameterizedTest
    @CsvSource({"V3_1, 300", "V3_1_1, 350", "V5, 350"})
    void losesAndRepeatsNothing(Version version, int cuts) throws Exception {
        Map<String, Integer> arrived = new ConcurrentHashMap<>();
        Repeated repeated = new Repeated();
        CountDownLatch subscribed = new CountDownLatch(1);
        String topic = "faults/" + version;
        try (FaultProxy in = new FaultProxy(broker.tcp, cuts, 1);
                FaultProxy out = new FaultProxy(broker.tcp, cuts, 2);
                MqttClient subscriber = client("sub" + version, out.port(), version)
                        .onPacket(repeated)
                        .onMessage(it -> arrived.merge(it.text(), 1, Integer::sum))
                        .build();
                MqttClient publisher =
                        client("pub" + version, in.port(), version).build()) {
            connect(subscriber);
            subscriber.subscribe(topic, 2);
            connect(publisher);
            List<CompletableFuture<Published>> sent = new ArrayList<>();
            while (in.cuts() < cuts || out.cuts() < cuts) {
                for (int i = 0; i < 10; i++) {
                    int qos = 1 + sent.size() % 2;
                    sent.add(publisher.publishAsync(
                            Message.of(topic, qos + "-" + sent.size()).withQos(qos)));
                }
                sent.getLast().get(30, TimeUnit.SECONDS);
            }
            for (CompletableFuture<Published> each : sent) {
                each.get(30, TimeUnit.SECONDS);
            }
            // Behind all others on the same way: when it is there, all are.
            subscriber.subscribe(topic + "/end", 1, _ -> subscribed.countDown());
            publisher.publish(Message.of(topic + "/end", "").withQos(1));
            assertTrue(subscribed.await(30, TimeUnit.SECONDS));
            check(sent.size(), arrived, repeated.texts);
        }
    }

    /// The first connection may break as well.
    private static void connect(MqttClient client) {
        while (true) {
            try {
                client.connect();
                return;
            } catch (MqttException e) {
                assertEquals(Failure.NETWORK, e.failure(), e.getMessage());
            }
        }
    }

    private static void check(int sent, Map<String, Integer> arrived, Set<String> repeated) {
        for (int i = 0; i < sent; i++) {
            int qos = 1 + i % 2;
            String text = qos + "-" + i;
            int times = arrived.getOrDefault(text, 0);
            assertTrue(times >= 1, "message " + i + " of " + sent + " with QoS " + qos + " was lost");
            assertTrue(
                    qos < 2 || times == 1 || repeated.contains(text),
                    "message " + i + " with QoS 2 arrived " + times + " times");
        }
    }
}
