package mqttlab.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static mqttlab.client.Recorder.ACCEPTED;
import static mqttlab.client.Recorder.RESUMED;
import static mqttlab.client.Recorder.number;
import static mqttlab.client.Recorder.publish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The handshakes of chapter 4, packet by packet.
class SessionTest {

    private final Recorder v5 = new Recorder(Recorder.options(Version.V5));

    @ParameterizedTest
    @EnumSource
    void beginsWithConnect(Version version) {
        Recorder it = new Recorder(Recorder.options(version));
        it.session.opened(0);
        it.sends(new Connect(version, false, "me", false, 60, Properties.NONE, null, null, null));
        assertFalse(it.session.isOpen());
        it.receives(ACCEPTED);
        assertTrue(it.session.isOpen());
    }

    @ParameterizedTest
    @EnumSource
    void atLeastOnce(Version version) {
        Recorder it = new Recorder(Recorder.options(version)).connect(ACCEPTED);
        CompletableFuture<Published> done = it.publish("a", 1);
        it.sends(publish("a", 1, false, 1));
        assertFalse(done.isDone());
        it.receives(new PubAck(1)).sends();
        assertEquals(Published.SUCCESS, done.join());
        assertEquals(0, it.session.outstanding());
    }

    @ParameterizedTest
    @EnumSource
    void exactlyOnce(Version version) {
        Recorder it = new Recorder(Recorder.options(version)).connect(ACCEPTED);
        CompletableFuture<Published> done = it.publish("a", 2);
        it.sends(publish("a", 2, false, 1));
        it.receives(new PubRec(1)).sends(new PubRel(1));
        assertFalse(done.isDone());
        it.receives(new PubComp(1)).sends();
        assertEquals(Published.SUCCESS, done.join());
    }

    @Test
    void givesEachMessageAnIdentifierOfItsOwn() {
        v5.connect(ACCEPTED);
        v5.publishes("a", 1);
        v5.publishes("b", 2);
        v5.session.subscribe(List.of(new Subscribe.Request("c", 0)), Properties.NONE, new CompletableFuture<>(), 0);
        v5.sends(
                publish("a", 1, false, 1),
                publish("b", 2, false, 2),
                new Subscribe(3, Properties.NONE, List.of(new Subscribe.Request("c", 0))));
    }

    @ParameterizedTest
    @CsvSource({
        "WILDCARD_SUBSCRIPTION_AVAILABLE, 0, a/+, 0xa2",
        "WILDCARD_SUBSCRIPTION_AVAILABLE, 0, #, 0xa2",
        "SHARED_SUBSCRIPTION_AVAILABLE, 0, $share/g/a, 0x9e",
        "SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0, a, 0xa1",
        "MAXIMUM_PACKET_SIZE, 20, a/filter/that/is/long, 0x95"
    })
    void subscribesToNothingThatTheServerDoesNotTake(PropertyId limit, int value, String filter, int code) {
        Properties properties = Properties.of(number(PropertyId.SUBSCRIPTION_IDENTIFIER, 7));
        List<Subscribe.Request> requests = List.of(new Subscribe.Request(filter, 0));
        ConnAck accepted = new ConnAck(false, 0, Properties.of(number(limit, value)));
        // Before it is known.
        CompletableFuture<SubAck> early = new CompletableFuture<>();
        v5.session.subscribe(requests, properties, early, 0);
        v5.connect(accepted).sends();
        assertEquals(code, failure(early).reasonCode());
        CompletableFuture<SubAck> late = new CompletableFuture<>();
        MqttException why =
                assertThrows(MqttException.class, () -> v5.session.subscribe(requests, properties, late, 0));
        assertEquals(Failure.NOT_SUPPORTED, why.failure());
        assertEquals(code, why.reasonCode());
        v5.sends();
        assertEquals(0, v5.session.outstanding());
    }

    @Test
    void unsubscribesFromNothingThatIsTooLong() {
        v5.connect(new ConnAck(false, 0, Properties.of(number(PropertyId.MAXIMUM_PACKET_SIZE, 20))));
        List<String> filters = List.of("a/filter/that/is/long");
        MqttException why = assertThrows(
                MqttException.class,
                () -> v5.session.unsubscribe(filters, Properties.NONE, new CompletableFuture<>(), 0));
        assertEquals(0x95, why.reasonCode());
        v5.sends();
    }

    /// A limit of 5.0, which a server of before has not heard of.
    @Test
    void takesAsManyMessagesAsAnOldServerSends() {
        Recorder it =
                new Recorder(Recorder.with(Recorder.options(Version.V3_1_1), number(PropertyId.RECEIVE_MAXIMUM, 1)));
        it.connect(ACCEPTED).receives(publish("a", 1, false, 1), publish("a", 1, false, 2));
        assertFalse(it.isClosed);
        it.handlesAll().sends(new PubAck(1), new PubAck(2));
    }

    @Test
    void tellsWhyAMessageWasRefused() {
        v5.connect(ACCEPTED);
        CompletableFuture<Published> one = v5.publish("a", 1);
        CompletableFuture<Published> two = v5.publish("a", 2);
        v5.receives(
                new PubAck(1, 0x87, Properties.of(new Property.Text(PropertyId.REASON_STRING, "not you"))),
                new PubRec(2, 0x97, Properties.NONE));
        MqttException why = failure(one);
        assertEquals(Failure.PUBLISH_REFUSED, why.failure());
        assertEquals(0x87, why.reasonCode());
        assertEquals(
                "The server refused the message to a: Not authorized (0x87), \"not you\". Check user name and"
                        + " password, and what this user may do.",
                why.getMessage());
        assertEquals(0x97, failure(two).reasonCode());
        assertEquals(0, v5.session.outstanding());
    }

    private static MqttException failure(CompletableFuture<?> future) {
        return (MqttException) assertThrows(Exception.class, future::get).getCause();
    }

    @Test
    void sendsAgainWhatWasNotAcknowledged() {
        v5.connect(ACCEPTED);
        v5.publishes("a", 1);
        v5.publishes("b", 2);
        v5.publishes("c", 2);
        v5.receives(new PubRec(3));
        v5.sent();
        v5.session.closed(0, null);
        v5.connect(RESUMED);
        // Each kind in the order in which it was sent first: 4.6.
        v5.sends(new PubRel(3), publish("a", 1, true, 1), publish("b", 2, true, 2));
        v5.receives(new PubAck(1), new PubComp(3), new PubRec(2));
        v5.sends(new PubRel(2)).receives(new PubComp(2));
        assertEquals(0, v5.session.outstanding());
    }

    @Test
    void publishesAnewWhereTheServerHasForgotten() {
        v5.connect(ACCEPTED);
        v5.publishes("a", 1);
        CompletableFuture<Published> arrived = v5.publish("b", 2);
        v5.receives(new PubRec(2));
        v5.session.closed(0, null);
        v5.connect(ACCEPTED).sends(publish("a", 1, false, 1));
        // The server had it: PUBREC said so.
        assertTrue(arrived.isDone());
    }

    @Test
    void keepsWhatIsPublishedWithoutAConnection() {
        CompletableFuture<Published> done = v5.publish("a", 1);
        v5.sends();
        v5.connect(ACCEPTED).sends(publish("a", 1, false, 1)).receives(new PubAck(1));
        assertTrue(done.isDone());
        v5.session.closed(0, null);
        MqttException why = assertThrows(MqttException.class, () -> v5.session.publish(Message.of("a", "x"), 0));
        assertEquals(Failure.NOT_CONNECTED, why.failure());
    }

    @Test
    void sendsNoMoreAtOnceThanTheServerTakes() {
        v5.connect(new ConnAck(false, 0, Properties.of(number(PropertyId.RECEIVE_MAXIMUM, 2))));
        for (int i = 0; i < 4; i++) {
            v5.publishes("a", 2 - i % 2);
        }
        v5.sends(publish("a", 2, false, 1), publish("a", 1, false, 2));
        // PUBREC does not end the exchange: 4.9.
        v5.receives(new PubRec(1)).sends(new PubRel(1));
        v5.receives(new PubAck(2)).sends(publish("a", 2, false, 3));
        v5.receives(new PubComp(1)).sends(publish("a", 1, false, 4));
        v5.receives(new PubRec(3, 0x80, Properties.NONE), new PubAck(4));
        assertEquals(0, v5.session.pending());
    }

    @Test
    void refusesWhatTheServerHasSaidItDoesNotTake() {
        v5.connect(new ConnAck(
                false,
                0,
                Properties.of(
                        number(PropertyId.MAXIMUM_QOS, 1),
                        number(PropertyId.RETAIN_AVAILABLE, 0),
                        number(PropertyId.MAXIMUM_PACKET_SIZE, 20))));
        Message fits = Message.of("a", "012345678901").withQos(1);
        for (Message each : List.of(
                fits.withQos(2),
                fits.retained(),
                Message.of("a", "0123456789012").withQos(1))) {
            MqttException why =
                    assertThrows(MqttException.class, () -> v5.session.publish(each, new CompletableFuture<>(), 0));
            assertEquals(Failure.NOT_SUPPORTED, why.failure());
        }
        v5.session.publish(fits, new CompletableFuture<>(), 0);
        assertEquals(1, v5.sent().size());
        assertEquals(1, v5.session.outstanding());
    }

    @Test
    void refusesAtOnceWhatCanNeverBeSent() {
        for (String topic : List.of("", "a/#", "+", "a\0b", "\ud800", "x".repeat(65536))) {
            assertThrows(IllegalArgumentException.class, () -> v5.publishes(topic, 1), topic);
        }
        v5.connect(ACCEPTED);
        for (String topic : List.of("", "a/#", "+", "a\0b", "\ud800", "x".repeat(65536))) {
            assertThrows(IllegalArgumentException.class, () -> v5.publishes(topic, 1), topic);
        }
        v5.sends();
        assertEquals(0, v5.session.outstanding());
    }

    @ParameterizedTest
    @EnumSource
    void receivesEachQos(Version version) {
        Recorder it = new Recorder(Recorder.options(version)).connect(ACCEPTED);
        it.receives(publish("a", 0, false, 0), publish("a", 1, false, 7), publish("a", 2, false, 8));
        // Acknowledged when the application is done, not before.
        it.sends();
        assertEquals(3, it.delivered.size());
        it.handlesAll().sends(new PubAck(7), new PubRec(8));
        it.receives(new PubRel(8)).sends(new PubComp(8));
    }

    /// 3.1 and 3.1.1 do not forbid a server to repeat within a connection what is not answered yet; 5.0 does
    /// [MQTT-4.4.0-1].
    @ParameterizedTest
    @EnumSource(names = {"V3_1", "V3_1_1"})
    void whatIsRepeatedBeforeItIsAnsweredIsHandedOverOnce(Version version) {
        Recorder it = new Recorder(Recorder.options(version)).connect(ACCEPTED);
        it.receives(publish("a", 1, false, 7), publish("a", 1, true, 7), publish("a", 2, false, 8));
        it.receives(publish("a", 2, true, 8)).sends();
        assertEquals(2, it.delivered.size());
        it.handlesAll().sends(new PubAck(7), new PubRec(8));
        assertFalse(it.isClosed);
    }

    @Test
    void handsAMessageWithQos2OverOnce() {
        v5.connect(ACCEPTED);
        v5.receives(publish("a", 2, false, 8)).handlesAll().sends(new PubRec(8));
        v5.session.closed(0, null);
        v5.connect(RESUMED).receives(publish("a", 2, true, 8)).sends(new PubRec(8));
        assertEquals(List.of(), v5.delivered);
        v5.receives(new PubRel(8)).sends(new PubComp(8));
        v5.receives(new PubRel(8)).sends(new PubComp(8, 0x92, Properties.NONE));
        // The identifier means another message now.
        v5.receives(publish("a", 2, false, 8));
        assertEquals(1, v5.delivered.size());
    }

    @Test
    void aLostSessionMeansNewMessages() {
        v5.connect(ACCEPTED);
        v5.receives(publish("a", 2, false, 8)).handlesAll();
        v5.session.closed(0, null);
        v5.connect(ACCEPTED).receives(publish("b", 2, false, 8));
        assertEquals("b", v5.delivered.getFirst().topic());
    }

    @Test
    void acknowledgesNothingOnANewConnection() {
        v5.connect(ACCEPTED).receives(publish("a", 1, false, 7));
        v5.session.closed(0, null);
        v5.connect(RESUMED);
        v5.handlesAll().sends();
    }

    @Test
    void subscribesAndUnsubscribes() {
        v5.connect(ACCEPTED);
        CompletableFuture<SubAck> subscribed = new CompletableFuture<>();
        List<Subscribe.Request> requests =
                List.of(new Subscribe.Request("a", 1), new Subscribe.Request("b", 2, true, true, 2));
        Properties id = Properties.of(number(PropertyId.SUBSCRIPTION_IDENTIFIER, 5));
        v5.session.subscribe(requests, id, subscribed, 0);
        v5.sends(new Subscribe(1, id, requests));
        v5.receives(new SubAck(1, Properties.NONE, List.of(1, 2)));
        assertEquals(List.of(1, 2), subscribed.join().codes());

        CompletableFuture<UnsubAck> unsubscribed = new CompletableFuture<>();
        v5.session.unsubscribe(List.of("a"), Properties.NONE, unsubscribed, 0);
        v5.sends(new Unsubscribe(2, Properties.NONE, List.of("a")));
        v5.receives(new UnsubAck(2, Properties.NONE, List.of(0)));
        assertTrue(unsubscribed.isDone());

        // A server that has forgotten the session is asked again for what is left.
        v5.session.closed(0, null);
        v5.connect(RESUMED).sends();
        v5.session.closed(0, null);
        v5.connect(ACCEPTED).sends(new Subscribe(3, id, requests.subList(1, 2)));
        v5.receives(new SubAck(3, Properties.NONE, List.of(2)));
        assertEquals(0, v5.session.outstanding());
    }

    private static Subscribe subscribe(int id, String filter, int qos) {
        return new Subscribe(id, Properties.NONE, List.of(new Subscribe.Request(filter, qos)));
    }

    private static Unsubscribe unsubscribe(int id, String filter) {
        return new Unsubscribe(id, Properties.NONE, List.of(filter));
    }

    private void subscribes(String filter, int qos) {
        List<Subscribe.Request> requests = List.of(new Subscribe.Request(filter, qos));
        v5.session.subscribe(requests, Properties.NONE, new CompletableFuture<>(), 0);
    }

    private void unsubscribes(String filter) {
        v5.session.unsubscribe(List.of(filter), Properties.NONE, new CompletableFuture<>(), 0);
    }

    /// What was asked for since comes in its order, and in place of what it changes.
    @Test
    void whatIsAskedForWithoutAConnectionIsTheLastWord() {
        v5.connect(ACCEPTED);
        for (int id = 1; id < 14; id++) {
            subscribes("t" + id % 3, 1);
            v5.receives(new SubAck(id, Properties.NONE, List.of(1)));
        }
        v5.session.closed(0, null);
        subscribes("new", 0);
        unsubscribes("t0");
        subscribes("new", 2);
        subscribes("t1", 2);
        unsubscribes("new");
        v5.connect(ACCEPTED)
                .sends(
                        subscribe(14, "new", 0),
                        unsubscribe(15, "t0"),
                        subscribe(16, "new", 2),
                        subscribe(17, "t1", 2),
                        unsubscribe(18, "new"),
                        subscribe(19, "t2", 1));
    }

    @Test
    void whatIsAskedForAgainIsAskedForOnce() {
        v5.connect(ACCEPTED);
        subscribes("a", 1);
        v5.receives(new SubAck(1, Properties.NONE, List.of(1)));
        for (int i = 0; i < 3; i++) {
            v5.session.closed(0, null);
            v5.connect(ACCEPTED).sends(subscribe(2 + i, "a", 1));
        }
        // The server has it perhaps, perhaps not.
        v5.session.closed(0, null);
        v5.connect(RESUMED).sends(subscribe(4, "a", 1));
        v5.receives(new SubAck(4, Properties.NONE, List.of(1)));
        assertEquals(0, v5.session.outstanding());
    }

    @Test
    void resolvesTopicAliases() {
        Recorder it = new Recorder(
                        Recorder.with(Recorder.options(Version.V5), number(PropertyId.TOPIC_ALIAS_MAXIMUM, 2)))
                .connect(ACCEPTED);
        Properties alias = Properties.of(number(PropertyId.TOPIC_ALIAS, 2));
        it.receives(new Publish("a/b", 0, false, false, 0, alias, Bytes.EMPTY));
        it.receives(new Publish("", 0, false, false, 0, alias, Bytes.EMPTY));
        assertEquals(
                List.of("a/b", "a/b"), it.delivered.stream().map(Message::topic).toList());
        // They end with the connection: [MQTT-3.3.2-7] of 5.0.
        it.session.closed(0, null);
        it.connect(RESUMED).receives(new Publish("", 0, false, false, 0, alias, Bytes.EMPTY));
        assertEquals(0x82, it.reason.reasonCode());
    }

    /// A client that gives aliases, at a server with this in its CONNACK.
    private static Recorder aliasing(Property... told) {
        return new Recorder(new Options(
                        Version.V5, "me", false, 60, null, null, null, Properties.NONE, 0xffff, 0xffff, 0, 5, null))
                .connect(new ConnAck(false, 0, Properties.of(told)));
    }

    /// The server knows an alias from packets that it got: not from one that was refused, or that is the
    /// application's own.
    @Test
    void givesTopicAliasesThatTheServerKnows() {
        Recorder it = aliasing(number(PropertyId.TOPIC_ALIAS_MAXIMUM, 1));
        Message bad = Message.of("a", "x").with(number(PropertyId.SESSION_EXPIRY_INTERVAL, 1));
        assertThrows(IllegalArgumentException.class, () -> it.session.publish(bad, 0));
        assertThrows(
                IllegalArgumentException.class, () -> it.session.publish(bad.withQos(1), new CompletableFuture<>(), 0));
        it.session.publish(Message.of("a", "x"), 0);
        it.session.publish(Message.of("b", "x").with(number(PropertyId.TOPIC_ALIAS, 1)), 0);
        it.sends(
                new Publish("a", 0, false, false, 0, Properties.of(number(PropertyId.TOPIC_ALIAS, 1)), Bytes.utf8("x")),
                publish("b", 0, false, 0));
    }

    /// A new alias takes three bytes, a known one saves a topic: what counts is what is sent.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void measuresWhatIsSent(int qos) {
        Recorder it = aliasing(number(PropertyId.TOPIC_ALIAS_MAXIMUM, 1), number(PropertyId.MAXIMUM_PACKET_SIZE, 30));
        int frame = 2 + 2 + 2 * qos + 1;
        List<Integer> taken = new ArrayList<>();
        for (int size : List.of(30 - frame - 9, 30 - frame - 10, 30 - frame - 13, 30 - frame - 3, 30 - frame - 2)) {
            Message message = Message.of("0123456789", "x".repeat(size)).withQos(qos);
            try {
                if (qos == 0) {
                    it.session.publish(message, 0);
                } else {
                    it.session.publish(message, new CompletableFuture<>(), 0);
                }
                taken.add(Codec.write(it.sent().getFirst(), Version.V5).length);
            } catch (MqttException e) {
                assertEquals(Failure.NOT_SUPPORTED, e.failure());
                taken.add(0);
            }
        }
        assertEquals(List.of(0, 30, 30, 30, 0), taken);
    }

    @Test
    void givesTopicAliases() {
        Recorder it = aliasing(number(PropertyId.TOPIC_ALIAS_MAXIMUM, 1));
        for (String topic : List.of("a", "a", "b")) {
            it.session.publish(Message.of(topic, "x"), 0);
        }
        Properties one = Properties.of(number(PropertyId.TOPIC_ALIAS, 1));
        it.sends(
                new Publish("a", 0, false, false, 0, one, Bytes.utf8("x")),
                new Publish("", 0, false, false, 0, one, Bytes.utf8("x")),
                publish("b", 0, false, 0));
        it.publishes("a", 1);
        it.sends(new Publish("", 1, false, false, 1, one, Bytes.utf8("x")));
        it.session.closed(0, null);
        // The new connection does not know it.
        it.connect(RESUMED).sends(publish("a", 1, true, 1));
    }

    @Test
    void pingsBeforeTheKeepAliveEnds() {
        v5.connect(ACCEPTED);
        assertEquals(SECONDS.toNanos(60) * 7 / 8, v5.session.deadline());
        v5.now = v5.session.deadline();
        v5.session.tick(v5.now - 1);
        v5.sends();
        v5.session.tick(v5.now);
        v5.sends(new PingReq());
        long dead = v5.now + SECONDS.toNanos(30);
        assertEquals(dead, v5.session.deadline());
        v5.receives(new PingResp());
        assertTrue(v5.session.deadline() > dead);
        v5.now = v5.session.deadline();
        v5.session.tick(v5.now);
        v5.sends(new PingReq());
        v5.session.tick(v5.session.deadline());
        assertEquals(Failure.TIMEOUT, v5.reason.failure());
    }

    /// The first PINGREQ waits behind a message that the server is still taking.
    @Test
    void whoTakesAMessageSlowlyIsAlive() {
        v5.connect(ACCEPTED);
        v5.session.tick(SECONDS.toNanos(53));
        v5.sends(new PingReq());
        v5.session.taken(SECONDS.toNanos(80));
        v5.session.tick(SECONDS.toNanos(132));
        v5.sends();
        v5.session.tick(SECONDS.toNanos(133));
        v5.sends(new PingReq());
        assertFalse(v5.isClosed);
        v5.session.heard(SECONDS.toNanos(160));
        v5.session.tick(SECONDS.toNanos(164));
        assertFalse(v5.isClosed);
        v5.session.tick(SECONDS.toNanos(186));
        v5.sends(new PingReq());
        v5.session.tick(SECONDS.toNanos(216));
        assertTrue(v5.isClosed);
    }

    @Test
    void takesTheServersKeepAlive() {
        v5.connect(new ConnAck(false, 0, Properties.of(number(PropertyId.SERVER_KEEP_ALIVE, 8))));
        assertEquals(SECONDS.toNanos(7), v5.session.deadline());
        v5.session.closed(0, null);
        v5.connect(new ConnAck(false, 0, Properties.of(number(PropertyId.SERVER_KEEP_ALIVE, 0))));
        assertEquals(Link.NEVER, v5.session.deadline());
    }

    @ParameterizedTest
    @EnumSource
    void theServerIsNotToBlameWhereWeAreBusy(Version version) {
        Recorder it = new Recorder(new Options(
                version, "me", false, 60, null, null, null, Properties.NONE, 9, 9, SECONDS.toNanos(10), 0, null));
        it.connect(ACCEPTED);
        it.publishes("a", 1).sent();
        for (int i = 0; i < 100; i++) {
            it.now = it.session.deadline();
            it.session.busy(it.now);
            assertTrue(it.session.deadline() > it.now);
        }
        assertFalse(it.isClosed);
        // We still have to say something ourselves.
        assertFalse(it.sent().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void retriesBeforeVersion5Only(Version version) {
        Recorder it = new Recorder(new Options(
                version, "me", false, 0, null, null, null, Properties.NONE, 9, 9, SECONDS.toNanos(10), 0, null));
        it.connect(ACCEPTED);
        it.publishes("a", 1);
        it.now = SECONDS.toNanos(5);
        it.publishes("b", 2);
        it.receives(new PubRec(2)).sent();
        it.now = SECONDS.toNanos(10);
        it.session.tick(it.now);
        if (version == Version.V5) {
            it.sends();
            assertEquals(Link.NEVER, it.session.deadline());
        } else {
            it.sends(publish("a", 1, true, 1));
            assertEquals(SECONDS.toNanos(15), it.session.deadline());
            it.now = SECONDS.toNanos(15);
            it.session.tick(it.now);
            it.sends(new PubRel(2));
        }
    }

    @Test
    void beginsAnewOnlyTheFirstTime() {
        Options clean = new Options(
                Version.V5,
                "",
                true,
                60,
                null,
                null,
                null,
                Properties.of(number(PropertyId.SESSION_EXPIRY_INTERVAL, 100)),
                9,
                9,
                0,
                0,
                null);
        Recorder it = new Recorder(clean);
        Properties assigned = Properties.of(new Property.Text(PropertyId.ASSIGNED_CLIENT_IDENTIFIER, "given"));
        it.connect(new ConnAck(false, 0, assigned));
        it.session.closed(0, null);
        it.session.opened(0);
        it.sends(new Connect(Version.V5, false, "given", false, 60, clean.properties(), null, null, null));
    }

    /// What was asked for is a new session: [MQTT-3.2.2-4] of 5.0.
    @Test
    void aSessionThatCannotBeIsAnError() {
        Recorder it = new Recorder(
                new Options(Version.V5, "me", true, 60, null, null, null, Properties.NONE, 9, 9, 0, 0, null));
        it.connect(RESUMED).sends(new Disconnect(0x82, Properties.NONE));
        assertFalse(it.session.isOpen());
        assertEquals(Failure.PROTOCOL, it.reason.failure());
        it.session.closed(0, null);
        assertTrue(it.connect(ACCEPTED).session.isOpen());
    }

    @Test
    void tellsTheServerWhatItDidWrong() {
        v5.connect(ACCEPTED).receives(publish("a", 1, false, 7), publish("a", 1, false, 7));
        v5.sends(new Disconnect(0x82, Properties.NONE));
        assertEquals(Failure.PROTOCOL, v5.reason.failure());
        assertFalse(v5.session.isOpen());
        v5.receives(publish("a", 0, false, 0));
        assertEquals(1, v5.delivered.size());
    }

    @Test
    void namesAnotherServer() {
        Properties other = Properties.of(new Property.Text(PropertyId.SERVER_REFERENCE, "other:1883"));
        v5.connect(new ConnAck(false, 0x9c, other));
        assertEquals("other:1883", v5.reason.serverReference());
        assertEquals(Failure.CONNECT_REFUSED, v5.reason.failure());
        v5.session.closed(0, null);
        v5.connect(ACCEPTED).receives(new Disconnect(0x9d, other));
        assertEquals("other:1883", v5.reason.serverReference());
        assertEquals(Failure.DISCONNECTED, v5.reason.failure());
    }

    @Test
    void saysGoodbye() {
        v5.connect(ACCEPTED);
        v5.session.disconnect(4, Properties.NONE, 0);
        v5.sends(new Disconnect(4, Properties.NONE));
        assertTrue(v5.isClosed);
        assertNull(v5.reason);
    }

    @ParameterizedTest
    @EnumSource
    void asksForASignOfLife(Version version) {
        Recorder it = new Recorder(Recorder.options(version)).connect(ACCEPTED);
        CompletableFuture<Duration> first = new CompletableFuture<>();
        CompletableFuture<Duration> second = new CompletableFuture<>();
        it.session.ping(first, 10);
        it.session.ping(second, 30);
        it.sends(new PingReq(), new PingReq());
        it.now = 50;
        it.receives(new PingResp());
        assertEquals(Duration.ofNanos(40), first.join());
        assertFalse(second.isDone());
        MqttException lost = new MqttException(Failure.NETWORK, "lost");
        it.session.closed(60, lost);
        assertEquals(lost, second.exceptionNow());
        assertThrows(MqttException.class, () -> it.session.ping(new CompletableFuture<>(), 70));
    }

    @Test
    void asksInVainWithoutKeepAlive() {
        Recorder it = new Recorder(Recorder.options(Version.V5))
                .connect(new ConnAck(false, 0, Properties.of(number(PropertyId.SERVER_KEEP_ALIVE, 0))));
        assertEquals(Link.NEVER, it.session.deadline());
        it.session.ping(new CompletableFuture<>(), 10);
        assertEquals(10 + SECONDS.toNanos(30), it.session.deadline());
        it.session.tick(it.session.deadline());
        assertEquals(Failure.TIMEOUT, it.reason.failure());
    }
}
