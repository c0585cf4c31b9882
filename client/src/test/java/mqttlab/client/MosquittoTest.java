package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import mqttlab.client.transport.Step;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Direction;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a client does with Debian's broker.
@Timeout(60)
class MosquittoTest {

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

    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    private Message next() throws InterruptedException {
        Message message = received.poll(20, TimeUnit.SECONDS);
        assertNotNull(message, "no message came");
        return message;
    }

    @ParameterizedTest
    @EnumSource
    void everyQosInBothDirections(Version version) throws InterruptedException {
        try (MqttClient client = broker.client().version(version).connect()) {
            String topic = "qos/" + version;
            assertEquals(2, client.subscribe(topic, 2, received::add));
            for (int qos = 0; qos < 3; qos++) {
                assertTrue(client.publish(Message.of(topic, "hello " + qos).withQos(qos))
                                .reasonCode()
                        < 0x80);
                Message message = next();
                assertEquals("hello " + qos, message.text());
                assertEquals(qos, message.qos());
                assertEquals(qos > 0, message.packetId() > 0);
            }
            client.unsubscribe(topic);
            client.publish(Message.of(topic, "nobody hears").withQos(2));
        }
        assertNull(received.poll());
    }

    @Test
    void whatCameBeforeADisconnectInACallbackIsAcknowledged() throws InterruptedException {
        MqttClientBuilder session = broker.client().clientId("leaver").persistent();
        try (MqttClient client = session.connect()) {
            client.subscribe("leave", 1);
        }
        try (MqttClient other = broker.client().connect()) {
            for (String text : List.of("one", "two", "three")) {
                other.publish(Message.of("leave", text).withQos(1));
            }
        }
        CompletableFuture<MqttClient> self = new CompletableFuture<>();
        AtomicInteger pauses = new AtomicInteger();
        session.onPause(pauses::incrementAndGet).onMessage(message -> {
            if (message.text().equals("two")) {
                self.join().disconnect();
            }
        });
        try (MqttClient leaver = session.build()) {
            self.complete(leaver);
            leaver.connect();
            leaver.join();
        }
        assertTrue(pauses.get() > 0);
        try (MqttClient _ = session.onMessage(received::add).connect()) {
            assertEquals("two", next().text());
            assertEquals("three", next().text());
        }
    }

    @Test
    void propertiesComeThrough() throws InterruptedException {
        Message message = Message.of("properties", Bytes.of((byte) 0, (byte) 0xff))
                .withProperties(Properties.of(
                        new Property.Text(PropertyId.CONTENT_TYPE, "application/x"),
                        new Property.Data(PropertyId.CORRELATION_DATA, Bytes.of((byte) 0, (byte) 1)),
                        new Property.Pair("k", "1"),
                        new Property.Pair("k", "2")));
        try (MqttClient client = broker.client().connect()) {
            client.subscribe("properties", 0, received::add);
            client.publish(message);
            Message got = next();
            assertEquals(message.payload(), got.payload());
            assertEquals("application/x", got.properties().text(PropertyId.CONTENT_TYPE));
            assertEquals(message.correlationData(), got.correlationData());
            assertEquals(message.properties().userProperties(), got.properties().userProperties());
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeMessages(Version version) throws InterruptedException {
        byte[] payload = new byte[3_000_000];
        payload[2_999_999] = 7;
        try (MqttClient client = broker.client().version(version).connect()) {
            client.subscribe("large", 1, received::add);
            client.publish(Message.of("large", payload).withQos(1));
            assertEquals(Bytes.of(payload), next().payload());
        }
    }

    @Test
    void handlersGetWhatTheyAskedFor() throws InterruptedException {
        List<String> plus = new ArrayList<>();
        try (MqttClient client = broker.client().onMessage(received::add).connect()) {
            client.subscribe("handlers/+", 1, it -> plus.add(it.topic()));
            client.subscribe("handlers/#", 1);
            client.publish(Message.of("handlers/a", "").withQos(1));
            client.publish(Message.of("handlers/a/b", "").withQos(1));
            assertEquals("handlers/a/b", next().topic());
        }
        assertTrue(plus.contains("handlers/a"), plus::toString);
        assertNull(received.poll());
    }

    @Test
    void retainedMessages() throws InterruptedException {
        try (MqttClient client = broker.client().connect()) {
            client.publish(Message.of("retained", "kept").withQos(1).retained());
            client.subscribe("retained", 0, received::add);
            assertTrue(next().retain());
            SubAck answer =
                    client.subscribe(List.of(new Subscribe.Request("retained", 1, false, false, 2)), Properties.NONE);
            assertEquals(List.of(1), answer.codes());
            client.publish(Message.of("retained", "").withQos(1).retained());
            assertEquals("", next().text());
        }
    }

    @Test
    void theWillIsPublishedWhenItShould() throws InterruptedException {
        Message will = Message.of("will", "gone").withQos(1);
        try (MqttClient watcher = broker.client().connect()) {
            watcher.subscribe("will", 1, received::add);
            try (MqttClient polite = broker.client().will(will).connect()) {
                assertTrue(polite.isConnected());
            }
            try (MqttClient client = broker.client().will(will).connect()) {
                client.disconnect(ReasonCode.DISCONNECT_WITH_WILL_MESSAGE.value(), Properties.NONE);
            }
            assertEquals("gone", next().text());
            watcher.publish(Message.of("will", "end").withQos(1));
            assertEquals("end", next().text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionOutlivesItsConnection(Version version) throws InterruptedException {
        String id = "session" + version.level();
        MqttClientBuilder builder =
                broker.client().version(version).clientId(id).persistent();
        try (MqttClient client = builder.connect()) {
            client.subscribe(id, 2);
        }
        try (MqttClient other = broker.client().connect()) {
            other.publish(Message.of(id, "meanwhile").withQos(2));
        }
        try (MqttClient client = builder.build()) {
            client.handle(id, received::add);
            ConnAck connAck = client.connect();
            assertEquals(version != Version.V3_1, connAck.sessionPresent());
            assertEquals("meanwhile", next().text());
        }
        broker.client().version(version).clientId(id).connect().close();
    }

    @Test
    void everyPacketCanBeWatched() {
        List<PacketType> seen = new ArrayList<>();
        List<Integer> fields = new ArrayList<>();
        Consumer<PacketEvent> watcher = it -> {
            assertNotNull(it.packet());
            PacketType type = it.packet().type();
            assertEquals(
                    type == PacketType.CONNACK || type == PacketType.PUBACK || type == PacketType.SUBACK,
                    it.direction() == Direction.SERVER_TO_CLIENT);
            assertEquals(List.of(), it.trace().problems());
            fields.add(it.trace().size());
            seen.add(type);
        };
        try (MqttClient client = broker.client().onPacket(watcher).connect()) {
            client.subscribe("watched/not", 0);
            client.publish(Message.of("watched", "x").withQos(1));
        }
        assertEquals(
                List.of(
                        PacketType.CONNECT,
                        PacketType.CONNACK,
                        PacketType.SUBSCRIBE,
                        PacketType.SUBACK,
                        PacketType.PUBLISH,
                        PacketType.PUBACK,
                        PacketType.DISCONNECT),
                seen);
        assertTrue(fields.stream().allMatch(it -> it > 1), fields::toString);
    }

    @Test
    void stepsAreTold() {
        List<Step> steps = new ArrayList<>();
        broker.client().onStep(steps::add).connect().close();
        assertEquals(Step.Resolved.class, steps.get(0).getClass());
        assertEquals(Step.Connected.class, steps.get(1).getClass());
    }

    @Test
    void asksAndIsAnswered() {
        try (MqttClient server = broker.client().connect();
                MqttClient client = broker.client().connect()) {
            server.subscribe("upper", 1, it -> {
                CompletableFuture<Published> answer =
                        server.answerAsync(it, Bytes.utf8(it.text().toUpperCase(Locale.ROOT)));
                assertTrue(!answer.isCompletedExceptionally());
            });
            try (Requester requester = client.requester()) {
                // Nobody asked for this one.
                server.publish(Message.of(requester.responseTopic(), "stray").withQos(1));
                for (String each : List.of("one", "two")) {
                    Message answer = requester.request(Message.of("upper", each).withQos(1), Duration.ofSeconds(20));
                    assertEquals(each.toUpperCase(Locale.ROOT), answer.text());
                }
                MqttException why = assertThrows(
                        MqttException.class, () -> requester.request(Message.of("nobody", "?"), Duration.ofMillis(1)));
                assertEquals(Failure.TIMEOUT, why.failure());
            }
        }
    }

    @Test
    void aCallbackCannotWait() throws InterruptedException {
        BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
        Message elsewhere = Message.of("elsewhere", "x").withQos(1);
        try (MqttClient client = broker.client().connect()) {
            Requester requester = client.requester();
            List<Runnable> waiting =
                    List.of(() -> client.publish(elsewhere), () -> requester.request(elsewhere, Duration.ofMillis(1)));
            client.subscribe("waits", 1, it -> {
                for (Runnable each : waiting) {
                    try {
                        each.run();
                    } catch (IllegalStateException e) {
                        thrown.add(e);
                    }
                }
                client.publish("elsewhere", "QoS 0 does not wait");
            });
            client.publish(Message.of("waits", "x").withQos(1));
            for (Runnable _ : waiting) {
                assertNotNull(thrown.poll(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void whatACallbackThrowsIsTold() {
        MqttException why;
        try (MqttClient client = broker.client().connect()) {
            client.subscribe("throws", 1, _ -> {
                throw new IllegalArgumentException("bug");
            });
            client.publish("throws", "x");
            why = assertThrows(MqttException.class, client::join);
        }
        assertEquals(Failure.CALLBACK, why.failure());
        assertTrue(why.getMessage().contains("bug"), why.getMessage());
    }

    @Test
    void closingWaitsForAcknowledgements() throws InterruptedException {
        List<CompletableFuture<Published>> sent = new ArrayList<>();
        try (MqttClient client = broker.client().connect()) {
            for (int i = 0; i < 1000; i++) {
                sent.add(client.publishAsync(Message.of("closing", "x").withQos(1 + i % 2)));
            }
        }
        for (CompletableFuture<Published> each : sent) {
            assertTrue(each.isDone() && !each.isCompletedExceptionally());
        }
    }

    @Test
    void connectsAgainAfterDisconnecting() {
        try (MqttClient client = broker.client().build()) {
            for (int i = 0; i < 3; i++) {
                client.connect();
                client.publish(Message.of("again", "x").withQos(1));
                client.disconnect();
                client.join();
            }
            assertThrows(MqttException.class, () -> client.publish("again", "x"));
        }
    }

    @Test
    void restartedServersAreFoundAgain() throws Exception {
        BlockingQueue<ConnAck> connections = new LinkedBlockingQueue<>();
        try (Mosquitto own = new Mosquitto();
                MqttClient client = own.client()
                        .reconnect(new Reconnect(Duration.ofMillis(5), Duration.ofMillis(50), Integer.MAX_VALUE))
                        .onConnect(connections::add)
                        .connect()) {
            connections.take();
            client.subscribe("restart", 1, received::add);
            own.restart();
            connections.take();
            // It has forgotten the subscription, and was told again.
            client.publish(Message.of("restart", "still there").withQos(1));
            assertEquals("still there", next().text());
        }
    }
}
