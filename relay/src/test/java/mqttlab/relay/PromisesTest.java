package mqttlab.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mqttlab.broker.Broker;
import mqttlab.broker.hub.Limits;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.MqttException;
import mqttlab.client.PacketEvent;
import mqttlab.client.Reconnect;
import mqttlab.packet.Version;
import mqttlab.relay.fault.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What our client and our broker promise, with everything that a network can do to the packets of an exchange: QoS 1
/// at least once, QoS 2 exactly once. `-Dseeds=1000` for more.
class PromisesTest {

    private static final int SEEDS = Integer.getInteger("seeds", 24);
    private static final int MESSAGES = 40;
    private static final Reconnect AT_ONCE =
            new Reconnect(Duration.ofMillis(1), Duration.ofMillis(2), Integer.MAX_VALUE);

    /// How long nothing may happen before the network connections are renewed, in milliseconds: on a live connection
    /// nobody sends again what was lost.
    private static final int STALL = 100;

    private static final String EXCHANGE = "PUBLISH,PUBACK,PUBREC,PUBREL,PUBCOMP";

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = Broker.builder().listen("mqtt://127.0.0.1:0").limits(roomy()).start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /// A message of QoS 1 that is sent again and again is another each time, and what does not fit into the queue of a
    /// session is dropped.
    private static Limits roomy() {
        Limits it = Limits.DEFAULT;
        return new Limits(
                it.inFlight(),
                1_000_000,
                it.backlog(),
                it.waitSeconds(),
                it.receiveMaximum(),
                it.packetSize(),
                it.topicAliases(),
                it.connections(),
                it.connectSeconds(),
                it.keepAlive(),
                it.sessionExpiry(),
                it.subscriptions(),
                it.levels(),
                it.messagesPerSecond(),
                it.maximumQos(),
                it.retain(),
                it.wildcards(),
                it.shared());
    }

    /// What befalls the packets, as the seed has it.
    private static List<String> faults(Random random) {
        List<String> all = new ArrayList<>();
        all.add("drop " + EXCHANGE + " " + random.nextInt(15) + "%");
        all.add("duplicate PUBACK,PUBREC,PUBREL,PUBCOMP " + random.nextInt(25) + "%");
        // From the server it would break a rule that our client holds it to: the identifier is in use.
        all.add("duplicate PUBLISH " + random.nextInt(25) + "% from client");
        all.add("cut any " + random.nextInt(8) + "%");
        all.add("cut after " + EXCHANGE + " " + random.nextInt(8) + "%");
        if (random.nextBoolean()) {
            all.add("delay " + EXCHANGE + " 30% 500us±500us");
        }
        return all;
    }

    @Test
    @Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyMessageArrivesAsOftenAsPromised() throws Exception {
        long touched = 0;
        long again = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Run run = new Run(seed);
            run.run();
            touched += run.touched();
            again += run.again();
        }
        System.out.println(SEEDS + " seeds, " + SEEDS * MESSAGES + " messages, " + touched + " packets disturbed, "
                + again + " messages of QoS 1 came again; none was lost, and none of QoS 2 came twice");
        assertTrue(touched > SEEDS, "hardly anything was disturbed");
    }

    private static final class Run {

        private final int seed;
        private final Relay relay;
        private final Map<String, Integer> arrived = new ConcurrentHashMap<>();
        private final Queue<String> packets = new ConcurrentLinkedQueue<>();
        private final CompletableFuture<Boolean> isThere = new CompletableFuture<>();
        private long touched;

        Run(int seed) {
            this.seed = seed;
            RelayBuilder builder = Relay.builder()
                    .listen("mqtt://127.0.0.1:0")
                    .to("127.0.0.1:" + broker.port())
                    .seed(seed);
            faults(new Random(seed)).forEach(builder::fault);
            relay = builder.start();
        }

        private MqttClient client(String id) {
            return MqttClient.builder()
                    .uri(relay.listeners().getFirst().toString())
                    .version(seed % 2 == 0 ? Version.V5 : Version.V3_1_1)
                    .clientId(id + seed)
                    .persistent()
                    .reconnect(AT_ONCE)
                    .onPacket(it -> note(id, it))
                    .onMessage(this::take)
                    .build();
        }

        private void note(String id, PacketEvent event) {
            if (id.equals("sub")) {
                packets.add(event.direction() + " " + event.packet());
                if (packets.size() > 60) {
                    packets.poll();
                }
            }
        }

        private void take(Message it) {
            arrived.merge(it.text(), 1, Integer::sum);
            if (it.text().equals("last")) {
                isThere.complete(true);
            }
        }

        void run() throws Exception {
            String topic = "promises/" + seed;
            try (relay;
                    MqttClient subscriber = client("sub");
                    MqttClient publisher = client("pub")) {
                connect(subscriber);
                subscribe(subscriber, topic);
                connect(publisher);
                List<CompletableFuture<?>> sent = new ArrayList<>();
                for (int i = 0; i < MESSAGES; i++) {
                    sent.add(publisher.publishAsync(
                            Message.of(topic, i + " of QoS " + (1 + i % 2)).withQos(1 + i % 2)));
                }
                for (CompletableFuture<?> each : sent) {
                    await(each);
                }
                // A good network from here on, on which all that is left is sent again.
                for (Rule rule : relay.rules().all()) {
                    touched += rule.touched();
                    relay.rules().remove(rule.number());
                }
                List<Long> bad = cutAll();
                while (relay.connections().stream().anyMatch(each -> bad.contains(each.number()))) {
                    Thread.onSpinWait();
                }
                CompletableFuture<?> last =
                        publisher.publishAsync(Message.of(topic, "last").withQos(2));
                await(last);
                // In order: when it is there, all are.
                try {
                    isThere.get(20, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    throw new AssertionError(
                            "seed " + seed + ": the last message did not come, " + arrived.size() + " did; open are "
                                    + relay.connections() + "; the subscriber's packets:\n"
                                    + String.join("\n", packets),
                            e);
                }
            }
            check();
        }

        private void connect(MqttClient client) {
            while (true) {
                try {
                    client.connect();
                    return;
                } catch (MqttException e) {
                    // Its first connection was cut.
                }
            }
        }

        private void subscribe(MqttClient client, String topic) throws Exception {
            while (true) {
                try {
                    client.subscribe(topic, 2);
                    return;
                } catch (MqttException e) {
                    // Cut before the answer.
                }
            }
        }

        private void await(CompletableFuture<?> it) throws InterruptedException, ExecutionException {
            int stall = STALL;
            while (true) {
                try {
                    it.get(stall, TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException e) {
                    // On a busy machine to connect takes longer than that.
                    stall = Math.min(2 * stall, 5000);
                    cutAll();
                }
            }
        }

        private List<Long> cutAll() {
            List<Long> open =
                    relay.connections().stream().map(Relay.Connection::number).toList();
            open.forEach(relay::cut);
            return open;
        }

        private void check() {
            for (int i = 0; i < MESSAGES; i++) {
                int qos = 1 + i % 2;
                int times = arrived.getOrDefault(i + " of QoS " + qos, 0);
                assertTrue(times > 0, "seed " + seed + ": message " + i + " of QoS " + qos + " was lost");
                if (qos == 2) {
                    assertEquals(1, times, "seed " + seed + ": how often message " + i + " of QoS 2 came");
                }
            }
        }

        long touched() {
            return touched;
        }

        long again() {
            return arrived.values().stream().mapToLong(it -> it - 1).sum();
        }
    }
}
