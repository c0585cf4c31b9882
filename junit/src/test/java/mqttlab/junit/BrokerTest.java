package mqttlab.junit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static mqttlab.junit.Packets.connect;
import static mqttlab.junit.Packets.packet;
import static mqttlab.junit.Packets.puback;
import static mqttlab.junit.Packets.publish;
import static mqttlab.junit.Packets.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PingReq;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/// What is said of clients is found where it is true, and the ladder is the reason where it is not.
class BrokerTest {

    private final Broker broker = Broker.start();

    @AfterEach
    void close() {
        broker.close();
    }

    private static Connect hello(String id) {
        return new Connect(Version.V5, false, id, true, 60, Properties.NONE, null, null, null);
    }

    private static Publish message(String topic, int qos, Property... properties) {
        return new Publish(topic, qos, false, false, qos == 0 ? 0 : 7, Properties.of(properties), Bytes.utf8("hi"));
    }

    /// A client that says all of this, and stays.
    private Socket client(Packet... packets) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port());
        OutputStream out = socket.getOutputStream();
        for (Packet each : packets) {
            out.write(Codec.write(each, Version.V5));
        }
        return socket;
    }

    @Test
    void findsWhatClientsSayAndHear() throws IOException {
        Subscribe wants = new Subscribe(
                1, Properties.NONE, List.of(new Subscribe.Request("a/#", 0), new Subscribe.Request("b", 2)));
        try (Socket _ = client(hello("one"), wants, message("a/b", 1))) {
            Client one = broker.client("one");
            one.connected().within(ofSeconds(10));
            one.sent(connect().keepAlive(60).cleanStart(true).version(Version.V5))
                    .now();
            one.sent(subscribe().filter("b").qos(2)).within(ofSeconds(10));
            one.wasSent(puback()).within(ofSeconds(10));
            assertEquals(
                    "a/b",
                    one.wasSent(publish().topic("a/+").qos(0).payload("hi"))
                            .within(ofSeconds(10))
                            .topic());
            one.neverSent(subscribe().filter("b").qos(0));
            one.neverSent(publish().retained());
            one.wasNeverSent(publish().topic("b"));
        }
        assertTrue(broker.client("one").disconnected().within(ofSeconds(10)).isEmpty());
        broker.claims().verify(false);
    }

    @Test
    void countsOverAllConnections() throws IOException {
        try (Socket _ = client(hello("one"), message("a", 0), new Disconnect(0x04, Properties.NONE))) {
            broker.client("one").disconnected(0x04).within(ofSeconds(10));
        }
        try (Socket _ = client(hello("one"), message("a", 0), new PingReq())) {
            broker.client("one").sent(packet(PingReq.class)).within(ofSeconds(10));
        }
        broker.client("one").disconnected().atLeast(2).within(ofSeconds(10));
        assertTrue(broker.ladder().contains(" s  one ends the connection\n"), broker::ladder);
        broker.client("one").sent(publish().topic("a")).atLeast(2).now();
        AssertionFailedError failure = assertThrows(
                AssertionFailedError.class,
                () -> broker.client("one").sent(publish().topic("a")).atLeast(3).now());
        assertTrue(
                failure.getMessage().contains("sent PUBLISH with topic a 3 times by now, but 2 times"),
                failure::getMessage);
    }

    @Test
    void anAliasIsTheTopicItStandsFor() throws IOException {
        Property one = new Property.Numeric(PropertyId.TOPIC_ALIAS, 1);
        try (Socket _ = client(hello("one"), message("long/topic", 0, one), message("", 0, one))) {
            broker.client("one").sent(publish().topic("long/topic")).atLeast(2).within(ofSeconds(10));
        }
    }

    @Test
    void theLadderIsTheReason() throws IOException {
        try (Socket _ = client(hello("one"), message("a\u001b[31m", 1), new PingReq())) {
            broker.client("one").wasSent(puback()).within(ofSeconds(10));
            AssertionFailedError failure = assertThrows(
                    AssertionFailedError.class,
                    () -> broker.client("one").sent(publish().topic("b").qos(1)).within(ofMillis(1)));
            List<String> lines = failure.getMessage().lines().toList();
            assertEquals(
                    "expected that client \"one\" sent PUBLISH with topic b, QoS 1 within 0.001 s. What happened:",
                    lines.getFirst());
            String ladder = String.join("\n", lines.subList(2, lines.size()));
            assertTrue(ladder.contains(" s  one opens a connection from 127.0.0.1:"), ladder);
            assertTrue(ladder.contains(" s  one ──▶ broker  CONNECT     MQTT 5.0, client \"one\""), ladder);
            assertTrue(ladder.contains(" s  one ◀── broker  CONNACK     Success"), ladder);
            assertTrue(ladder.contains(" s  one ◀── broker  PUBACK      id 7"), ladder);
            assertFalse(failure.getMessage().contains("\u001b"), "a terminal would take it for a command");
        }
    }

    @Test
    void aClientThatNeverCameIsSaidToBeMissing() throws IOException {
        assertEquals(
                "expected that client \"one\" was connected by now. No client has come to the broker.",
                assertThrows(
                                AssertionFailedError.class,
                                () -> broker.client("one").connected().now())
                        .getMessage());
        try (Socket _ = client(hello("two"))) {
            broker.client("two").connected().within(ofSeconds(10));
            String message = assertThrows(
                            AssertionFailedError.class,
                            () -> broker.client("one").connected().now())
                    .getMessage();
            assertTrue(message.contains("There is no client \"one\", but \"two\":"), message);
        }
    }

    @Test
    void whatIsNeverToBeIsLookedAtAgainAtTheEnd() throws IOException {
        broker.client("one").neverSent(publish());
        try (Socket _ = client(hello("one"), message("a", 1))) {
            broker.client("one").wasSent(puback()).within(ofSeconds(10));
        }
        assertThrows(AssertionFailedError.class, () -> broker.client("one").neverSent(publish()));
        String message = assertThrows(
                        AssertionFailedError.class, () -> broker.claims().verify(false))
                .getMessage();
        assertTrue(message.startsWith("expected that client \"one\" never sent PUBLISH. What happened:"), message);
    }

    @Test
    void anExpectationThatNobodyLooksAtFails() {
        var _ = broker.client("one").sent(publish().topic("a"));
        String message = assertThrows(
                        AssertionFailedError.class, () -> broker.claims().verify(false))
                .getMessage();
        assertTrue(message.startsWith("nobody looked whether client \"one\" sent PUBLISH with topic a:"), message);
        broker.claims().verify(false);
    }

    /// Tests that share a broker may run at the same time.
    @Test
    void aTestAnswersForItsOwnClaims() throws InterruptedException {
        Claims.begin("one");
        var _ = broker.client("one").connected();
        broker.client("one").neverSent(publish());
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread.ofVirtual()
                .start(() -> {
                    Claims.begin("two");
                    var _ = broker.client("two").connected();
                    broker.claims().verify(true);
                    try {
                        broker.claims().verify(false);
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                })
                .join();
        assertNull(failure.get());
        AssertionFailedError own =
                assertThrows(AssertionFailedError.class, () -> broker.claims().verify(false));
        assertTrue(own.getMessage().startsWith("nobody looked whether client \"one\" was connected"), own::getMessage);
        Claims.begin("");
    }

    /// A thread that a test starts is of that test.
    @Test
    void aTestAnswersForItsThreads() throws InterruptedException {
        Claims.begin("one");
        Thread.ofVirtual().start(() -> broker.client("two").connected()).join();
        assertThrows(AssertionFailedError.class, () -> broker.claims().verify(false));
        Claims.begin("");
    }

    @Test
    void publishesByItself() throws IOException {
        Subscribe wants = new Subscribe(1, Properties.NONE, List.of(new Subscribe.Request("a", 1)));
        try (Socket _ = client(hello("one"), wants)) {
            broker.client("one").sent(subscribe()).within(ofSeconds(10));
            broker.client("one").wasSent(Packets.suback()).within(ofSeconds(10));
            broker.publish("a", "hello");
            broker.client("one")
                    .wasSent(publish().topic("a").payload("hello").qos(1))
                    .within(ofSeconds(10));
        }
    }
}
