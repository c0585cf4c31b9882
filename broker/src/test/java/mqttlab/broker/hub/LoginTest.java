package mqttlab.broker.hub;

import static mqttlab.broker.hub.Words.number;
import static mqttlab.broker.hub.Words.puback;
import static mqttlab.broker.hub.Words.publish;
import static mqttlab.broker.hub.Words.suback;
import static mqttlab.broker.hub.Words.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mqttlab.broker.hub.Access.Login;
import mqttlab.broker.hub.Access.Verdict;
import mqttlab.packet.Auth;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How clients get in: at once, when somebody has looked at the password, or by AUTH. 3.1.1 section 3.1, 5.0 sections
/// 3.1 and 4.12.
class LoginTest {

    /// Decides when the test says so, on another thread.
    private static final class Slow implements Access {

        private final List<Consumer<? super Verdict>> asked = new ArrayList<>();
        private final List<Login> logins = new ArrayList<>();

        @Override
        public void verify(Login login, Consumer<? super Verdict> verdict) {
            asked.add(verdict);
            logins.add(login);
        }

        void decides(int which, Verdict verdict) throws InterruptedException {
            Thread.ofVirtual().start(() -> asked.get(which).accept(verdict)).join();
        }
    }

    private static final Verdict YES = new Verdict.Granted("user");
    private static final Verdict NO = new Verdict.Refused(0x86, "wrong password");

    private final Slow slow = new Slow();
    private Lab lab = new Lab(slow);

    @Test
    void whatComesBehindConnectWaitsForTheVerdict() throws InterruptedException {
        Client a = lab.open()
                .says(Hello.v5("a").packet(), subscribe(1, "t", 1), publish("t", 1, 7, "m"), new PingReq())
                .hearsNothing();
        assertTrue(a.isPaused());
        slow.decides(0, YES);
        a.hearsNothing();
        lab.run();
        a.welcomed().hears(suback(1, 1), publish("t", 1, 1, "m"), puback(7), new PingResp());
        assertFalse(a.isPaused());
        assertEquals("user", lab.events(BrokerEvent.Connected.class).getFirst().user());
    }

    @Test
    void silenceBeginsWithTheVerdict() throws InterruptedException {
        Client a = lab.open().says(Hello.v5("a").keepAlive(4).packet());
        lab.pass(8);
        slow.decides(0, YES);
        lab.run();
        a.welcomed();
        lab.pass(5);
        assertFalse(a.isClosed());
        lab.pass(1);
        a.isDismissed(0x8d);
    }

    @Test
    void whoIsRefusedIsNotRead() throws InterruptedException {
        Client a = lab.open().says(Hello.v5("a").packet(), publish("t", 1, 7, "m"));
        Client old = lab.open().says(Hello.v3("old").packet());
        slow.decides(0, NO);
        slow.decides(1, NO);
        lab.run();
        a.isRefused(0x86);
        old.isRefused(4);
        assertEquals(0, lab.hub.counts().received());
        assertEquals(0, lab.hub.sessionCount());
    }

    @Test
    void whoHasGoneMeanwhileIsForgotten() throws InterruptedException {
        lab.open().says(Hello.v5("a").will("w", 0, "never").packet()).vanishes();
        slow.decides(0, YES);
        lab.run();
        assertEquals(0, lab.hub.sessionCount());
        assertEquals(0, lab.hub.connectionCount());
    }

    @Test
    void theVerdictMayBeTooLate() throws InterruptedException {
        Client a = lab.open().says(Hello.v5("a").packet());
        Client old = lab.open().says(Hello.v3("old").packet());
        assertTrue(slow.logins.stream().allMatch(Login::isWanted));
        lab.pass(10);
        // Server busy.
        a.isRefused(0x89);
        old.isRefused(3);
        assertTrue(slow.logins.stream().noneMatch(Login::isWanted));
        slow.decides(0, YES);
        lab.run();
        assertEquals(0, lab.hub.sessionCount());
    }

    @Test
    void twoOfOneNameAreDecidedInTheOrderOfTheirVerdicts() throws InterruptedException {
        Client one = lab.open().says(Hello.v5("a").packet());
        Client two = lab.open().says(Hello.v5("a").packet());
        slow.decides(1, YES);
        lab.run();
        two.welcomed();
        slow.decides(0, YES);
        lab.run();
        one.welcomed();
        two.isDismissed(0x8e);
    }

    @Test
    void theWillOfAClientThatWaitedIsWhole() throws InterruptedException {
        Client heir = lab.open().says(Hello.v5("heir").packet());
        slow.decides(0, YES);
        lab.run();
        heir.welcomed().says(subscribe(1, "w", 0)).hears(suback(1, 0));
        Property data = new Property.Data(PropertyId.CORRELATION_DATA, Bytes.utf8("17"));
        Client doomed =
                lab.open().says(Hello.v5("doomed").will("w", 0, "gone", data).packet());
        slow.decides(1, YES);
        lab.run();
        doomed.welcomed().vanishes();
        heir.hears(publish("w", "gone", data));
    }

    @Test
    void aWillThatIsNotPossibleIsRefused() {
        lab = new Lab(Lab.limit("maximumQos", 0));
        lab.open().says(Hello.v5("a").will("w", 1, "").packet()).isRefused(0x9b);
    }

    @Test
    void aSecondConnectEndsTheConnection() {
        lab = new Lab();
        lab.connect("a").says(Hello.v5("a").packet()).isDismissed(0x82);
        Client b = lab.connect("b").sends(new byte[] {0x10, 7, 0, 4, 'M', 'Q', 'T', 'T', 9});
        lab.flush();
        b.isDismissed(0x82);
    }

    @Test
    void anythingButConnectFirstIsClosedWithoutAWord() {
        lab = new Lab();
        Client a = lab.open().says(new PingReq()).hearsNothing();
        assertTrue(a.isClosed());
    }

    /// A CONNECT under the protocol name of MQTT 3.1.
    private Client says31(int level, String clientId) {
        byte[] head = {
            0x10, (byte) (14 + clientId.length()), 0, 6, 'M', 'Q', 'I', 's', 'd', 'p', (byte) level, 2, 0, 0, 0
        };
        ByteBuffer bytes = ByteBuffer.allocate(head.length + 1 + clientId.length());
        bytes.put(head).put((byte) clientId.length()).put(clientId.getBytes(StandardCharsets.US_ASCII));
        Client client = lab.open().speaks(Version.V3_1).sends(bytes.array());
        lab.flush();
        return client;
    }

    /// "The Server MUST respond to the CONNECT Packet with a CONNACK return code 0x01" [MQTT-3.1.2-2] of 3.1.1.
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 6, 100})
    void aLevelThatDoesNotExistIsRefusedUnderTheOldNameToo(int level) {
        lab = new Lab();
        says31(level, "c").isRefused(1);
    }

    /// "The Client ID is between 1 and 23 characters long": MQTT 3.1 section 3.1. Longer ones harm nobody.
    @Test
    void whoSpeaks31HasAName() {
        lab = new Lab();
        says31(3, "").isRefused(2);
        says31(3, "longerThanTheThreeAndTwentyCharacters").welcomed();
    }

    // Enhanced authentication.

    /// Wants the client to say each of these words.
    private static Mechanism.Method words(String... words) {
        return new Mechanism.Method() {
            @Override
            public String name() {
                return "WORDS";
            }

            @Override
            public Mechanism begin() {
                return new Mechanism() {
                    private int next;

                    @Override
                    public Step next(@Nullable Bytes data) {
                        if (data == null || !data.text().equals(words[next])) {
                            return new Step.Failed("the word is wrong");
                        }
                        next++;
                        return next == words.length
                                ? new Step.Proved("user", Bytes.utf8("welcome"))
                                : new Step.Challenge(Bytes.utf8("and " + next));
                    }
                };
            }
        };
    }

    private static Properties said(String method, String data) {
        return Properties.of(
                new Property.Text(PropertyId.AUTHENTICATION_METHOD, method),
                new Property.Data(PropertyId.AUTHENTICATION_DATA, Bytes.utf8(data)));
    }

    private static Auth auth(int code, String data) {
        return new Auth(code, said("WORDS", data));
    }

    private static Hello hello(String data) {
        Hello hello = Hello.v5("a");
        for (Property each : said("WORDS", data).all()) {
            hello = hello.with(each);
        }
        return hello;
    }

    private Client between() {
        lab = new Lab(Access.ANYBODY, words("one", "two", "three"));
        return lab.open().says(hello("one").packet()).hears(auth(0x18, "and 1"));
    }

    @Test
    void authGoesOnUntilTheServerIsContent() {
        Client a = between().says(auth(0x18, "two")).hears(auth(0x18, "and 2"));
        a.says(auth(0x18, "three")).welcomed();
        assertEquals("welcome", dataOf(a.welcome().properties()));
        assertEquals("WORDS", a.welcome().properties().text(PropertyId.AUTHENTICATION_METHOD));
        // Once more, by AUTH alone.
        a.says(auth(0x19, "one")).hears(auth(0x18, "and 1"));
        a.says(auth(0x18, "two"), publish("t", 1, 1, "meanwhile"), auth(0x18, "three"));
        a.hears(auth(0x18, "and 2"), puback(1, Words.NO_MATCHING_SUBSCRIBERS), auth(0, "welcome"));
    }

    private static String dataOf(Properties properties) {
        Bytes data = properties.data(PropertyId.AUTHENTICATION_DATA);
        return data == null ? "" : data.text();
    }

    /// "If the re-authentication fails, the Client or Server SHOULD send DISCONNECT with an appropriate Reason Code
    /// [...], and MUST close the Network Connection" [MQTT-4.12.1-2] of 5.0.
    @Test
    void whoFailsIsRefusedAndLaterDismissed() {
        between().says(auth(0x18, "wrong")).isRefused(0x87);
        Client a = between().says(auth(0x18, "two"), auth(0x18, "three"));
        a.says(auth(0x19, "wrong")).isDismissed(0x87);
    }

    /// "all subsequent AUTH packets [...] MUST include an Authentication Method property with the same value"
    /// [MQTT-4.12.0-5] of 5.0, or else it is a Protocol Error.
    @Test
    void anotherMethodThanBeforeIsAnError() {
        Client a = between().says(auth(0x18, "two"), auth(0x18, "three"));
        a.says(new Auth(0x19, said("OTHER", "one"))).isDismissed(0x82);
        Client without = lab.connect("b");
        without.says(auth(0x19, "one")).isDismissed(0x82);
    }

    @Test
    void anotherMethodIsRefused() {
        lab = new Lab();
        lab.open().says(hello("one").packet()).isRefused(0x8c);
        String longest = "x".repeat(65_535);
        lab.open()
                .says(Hello.v5("a")
                        .with(new Property.Text(PropertyId.AUTHENTICATION_METHOD, longest))
                        .packet())
                .isRefused(0x8c);
        Client a = between().says(new Auth(0x18, said("OTHER", "two")));
        assertTrue(a.isClosed());
        assertEquals(0, lab.hub.sessionCount());
    }

    @Test
    void nothingButAuthMayComeBetween() {
        Client a = between().says(publish("t", "m"));
        assertTrue(a.isClosed());
        assertEquals(0, lab.hub.counts().received());
        Client b = lab.connect("b").says(auth(0x19, "one"));
        b.isDismissed(0x82);
    }

    // What CONNACK says.

    @Test
    void whatIsLimitedIsAnnounced() {
        lab = new Lab(Lab.limits(Map.of("receiveMaximum", 5, "packetSize", 100, "topicAliases", 7)));
        Properties said = lab.connect("a").welcome().properties();
        assertEquals(5, said.number(PropertyId.RECEIVE_MAXIMUM, -1));
        assertEquals(100, said.number(PropertyId.MAXIMUM_PACKET_SIZE, -1));
        assertEquals(7, said.number(PropertyId.TOPIC_ALIAS_MAXIMUM, -1));
        Client old = lab.open().says(Hello.v3("b").packet());
        old.hears(new ConnAck(false, 0, Properties.NONE));
        assertInstanceOf(PingResp.class, old.says(new PingReq()).heard().getFirst());
    }

    @Test
    void aPacketLongerThanAcceptedEndsTheConnection() {
        lab = new Lab(Lab.limit("packetSize", 100));
        lab.connect("a").says(publish("t", "x".repeat(100))).isDismissed(0x95);
    }

    // Topic aliases and packet sizes.

    @Test
    void anAliasOfTheClientStandsForItsTopic() {
        lab = new Lab(Lab.limit("topicAliases", 2));
        Client sub = lab.connect("sub").says(subscribe(1, "#", 0)).hears(suback(1, 0));
        Property one = number(PropertyId.TOPIC_ALIAS, 1);
        Property two = number(PropertyId.TOPIC_ALIAS, 2);
        Client pub = lab.connect("pub");
        pub.says(publish("a", "1", one), publish("b", "2", two), publish("", "3", one), publish("c", "4", one));
        pub.says(publish("", "5", one), publish("", "6", two));
        sub.hears(
                publish("a", "1"),
                publish("b", "2"),
                publish("a", "3"),
                publish("c", "4"),
                publish("c", "5"),
                publish("b", "6"));
        pub.vanishes();
        lab.connect("pub").says(publish("", "7", one)).isDismissed(0x82);
        lab.connect("pub")
                .says(publish("a", "8", number(PropertyId.TOPIC_ALIAS, 3)))
                .isDismissed(0x94);
    }

    @Test
    void theBrokerUsesAsManyAliasesAsTheClientAllows() {
        lab = new Lab();
        Client sub = lab.connect(Hello.v5("sub").with(PropertyId.TOPIC_ALIAS_MAXIMUM, 1));
        sub.says(subscribe(1, "#", 1)).hears(suback(1, 1));
        Property one = number(PropertyId.TOPIC_ALIAS, 1);
        lab.connect("pub").says(publish("a", "1"), publish("b", "2"), publish("a", 1, 1, "3"), publish("b", "4"));
        sub.hears(publish("a", "1", one), publish("b", "2"), publish("", 1, 1, "3", one), publish("b", "4"));
    }

    @Test
    void aMessageTooLongForTheClientIsDroppedAndItsAliasToo() {
        lab = new Lab(Lab.limit("inFlight", 1));
        Client sub = lab.connect(
                Hello.v5("sub").with(PropertyId.TOPIC_ALIAS_MAXIMUM, 5).with(PropertyId.MAXIMUM_PACKET_SIZE, 50));
        sub.says(subscribe(1, "#", 1)).hears(suback(1, 1));
        Property one = number(PropertyId.TOPIC_ALIAS, 1);
        lab.connect("pub")
                .says(publish("a", 1, 1, "x".repeat(50)), publish("a", "y".repeat(50)), publish("a", 1, 2, "2"));
        sub.hears(publish("a", 1, 2, "2", one));
        assertEquals(2, lab.events(BrokerEvent.Dropped.class).size());
    }

    @Test
    void aMessageThatFitsWithoutAnAliasHasNone() {
        lab = new Lab();
        Client sub = lab.connect(
                Hello.v5("sub").with(PropertyId.TOPIC_ALIAS_MAXIMUM, 5).with(PropertyId.MAXIMUM_PACKET_SIZE, 50));
        sub.says(subscribe(1, "#", 0)).hears(suback(1, 0));
        // Fixed header 2, topic 3, Property Length 1: 44 are left.
        String just = "x".repeat(44);
        lab.connect("pub").says(publish("a", just), publish("a", "y"), publish("a", "z"));
        Property one = number(PropertyId.TOPIC_ALIAS, 1);
        sub.hears(publish("a", just), publish("a", "y", one), publish("", "z", one));
    }

    @Test
    void aClientThatCannotTakeConnackIsDismissed() {
        lab = new Lab();
        Client tiny = lab.open()
                .says(Hello.v5("tiny").with(PropertyId.MAXIMUM_PACKET_SIZE, 5).packet());
        lab.run();
        assertEquals(List.of(), tiny.heard());
        assertTrue(tiny.isClosed());
        assertEquals(0, lab.hub.connectionCount());
        assertEquals(0, lab.hub.sessionCount());
    }

    @Test
    void aRefusalKeepsToWhatTheClientTakes() {
        lab = new Lab();
        Hello hello = Hello.v5("tiny").with(PropertyId.MAXIMUM_PACKET_SIZE, 20);
        lab.open()
                .says(hello.with(new Property.Text(PropertyId.AUTHENTICATION_METHOD, "none"))
                        .packet())
                .hears(new ConnAck(false, 0x8c, Properties.NONE));
    }

    @Test
    void responseInformationIsLeftOutWhereItDoesNotFit() {
        lab = new Lab();
        Client it = lab.connect(Hello.v5("x".repeat(65_530)).with(PropertyId.REQUEST_RESPONSE_INFORMATION, 1));
        assertNull(it.welcome().properties().text(PropertyId.RESPONSE_INFORMATION));
        Client usual = lab.connect(Hello.v5("b").with(PropertyId.REQUEST_RESPONSE_INFORMATION, 1));
        assertEquals("response/b/", usual.welcome().properties().text(PropertyId.RESPONSE_INFORMATION));
    }

    @Test
    void whatTheServerMayLeaveOutItDoes() {
        lab = new Lab();
        Client a = lab.connect(Hello.v5("a").with(PropertyId.MAXIMUM_PACKET_SIZE, 25));
        a.says(publish("$SYS/no", 1, 1, "m")).hears(puback(1, 0x87));
        Client b = lab.connect(Hello.v5("b").with(PropertyId.REQUEST_PROBLEM_INFORMATION, 0));
        b.says(publish("$SYS/no", 1, 1, "m")).hears(puback(1, 0x87));
    }
}
