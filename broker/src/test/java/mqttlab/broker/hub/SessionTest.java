package mqttlab.broker.hub;

import static mqttlab.broker.hub.Words.disconnect;
import static mqttlab.broker.hub.Words.number;
import static mqttlab.broker.hub.Words.puback;
import static mqttlab.broker.hub.Words.publish;
import static mqttlab.broker.hub.Words.suback;
import static mqttlab.broker.hub.Words.subscribe;
import static mqttlab.broker.hub.Words.unsuback;
import static mqttlab.broker.hub.Words.unsubscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mqttlab.packet.PropertyId;
import org.junit.jupiter.api.Test;

/// What outlives a connection, for how long, and who takes it over. 3.1.1 section 3.1.2.4, 5.0 section 4.1.
class SessionTest {

    private Lab lab = new Lab();

    private boolean isPresent(Hello hello) {
        return lab.connect(hello).welcome().sessionPresent();
    }

    @Test
    void lastsAsLongAsItsExpiry() {
        Hello hello = Hello.v5("a").kept(60);
        assertFalse(isPresent(hello));
        lab.pass(1000);
        assertTrue(isPresent(hello), "connected all the time");
        lab.connect(hello).vanishes();
        lab.pass(59);
        Client back = lab.connect(hello);
        assertTrue(back.welcome().sessionPresent());
        back.says(disconnect());
        lab.pass(60);
        assertEquals(0, lab.hub.sessionCount());
        assertFalse(isPresent(hello));
    }

    @Test
    void endsWithItsConnectionUnlessItIsToBeKept() {
        lab.connect(Hello.v5("a").resuming()).says(subscribe(1, "t", 1)).vanishes();
        assertEquals(0, lab.hub.sessionCount());
        assertEquals(0, lab.hub.subscriptionCount());
        lab.connect(Hello.v3("b").resuming()).vanishes();
        lab.pass(1_000_000_000);
        assertTrue(isPresent(Hello.v3("b").resuming()));
        assertFalse(isPresent(Hello.v3("b")));
        assertFalse(isPresent(Hello.v3("b").resuming()));
    }

    /// What is due for a session is forgotten with it, however long it was to last.
    @Test
    void leavesNothingBehind() {
        for (int i = 0; i < 3; i++) {
            lab.connect(Hello.v5("a").kept(1_000_000)).vanishes();
            lab.connect(Hello.v5("a").resuming().kept(1000)).vanishes();
            assertEquals(1, lab.hub.deadlines().count());
            lab.connect(Hello.v5("a")).vanishes();
            assertEquals(0, lab.hub.deadlines().count());
        }
        lab.connect(Hello.v5("a").kept(10)).vanishes();
        lab.pass(10);
        assertEquals(0, lab.hub.deadlines().count());
    }

    @Test
    void lastsForEver() {
        Hello hello = Hello.v5("a").kept(Limits.FOR_EVER);
        lab.connect(hello).vanishes();
        lab.pass(10_000_000_000L);
        assertTrue(isPresent(hello));
    }

    @Test
    void isKeptNoLongerThanTheBrokerSays() {
        lab = new Lab(Lab.limit("sessionExpiry", 30));
        Client a = lab.connect(Hello.v5("a").kept(60));
        assertEquals(30, a.welcome().properties().number(PropertyId.SESSION_EXPIRY_INTERVAL, -1));
        a.says(disconnect(0, number(PropertyId.SESSION_EXPIRY_INTERVAL, 100)));
        lab.pass(30);
        assertEquals(0, lab.hub.sessionCount());
    }

    @Test
    void disconnectSetsAnotherExpiry() {
        lab.connect(Hello.v5("a").kept(60)).says(disconnect(0, number(PropertyId.SESSION_EXPIRY_INTERVAL, 0)));
        assertEquals(0, lab.hub.sessionCount());
        lab.connect(Hello.v5("a").kept(60)).says(disconnect(0, number(PropertyId.SESSION_EXPIRY_INTERVAL, 600)));
        lab.pass(599);
        assertEquals(1, lab.hub.sessionCount());
        lab.pass(1);
        assertEquals(0, lab.hub.sessionCount());
        lab.connect(Hello.v5("a"))
                .says(disconnect(0, number(PropertyId.SESSION_EXPIRY_INTERVAL, 60)))
                .isDismissed(0x82);
    }

    /// "If the Session Expiry Interval in the CONNECT packet was zero", not: if the broker keeps none.
    @Test
    void disconnectMayRepeatWhatConnectSaid() {
        lab = new Lab(Lab.limit("sessionExpiry", 0));
        lab.connect(Hello.v5("a").kept(60))
                .says(disconnect(0, number(PropertyId.SESSION_EXPIRY_INTERVAL, 60)))
                .hearsNothing();
        assertEquals(0, lab.hub.sessionCount());
    }

    @Test
    void isTakenOverWithAllItHas() {
        Hello hello = Hello.v5("a").kept(60);
        Client first = lab.connect(hello).says(subscribe(1, "t", 1)).hears(suback(1, 1));
        lab.connect("pub").says(publish("t", 1, 1, "m"));
        first.hears(publish("t", 1, 1, "m"));
        Client second = lab.connect(hello);
        first.isDismissed(0x8e);
        assertTrue(second.welcome().sessionPresent());
        second.hears(Words.again(publish("t", 1, 1, "m"))).says(puback(1));
        assertEquals(2, lab.hub.sessionCount());
        assertEquals(2, lab.hub.connectionCount());
    }

    @Test
    void aCleanStartTakesOverNothing() {
        Client first =
                lab.connect(Hello.v5("a").kept(60)).says(subscribe(1, "t", 1)).hears(suback(1, 1));
        Client second = lab.connect(Hello.v5("a"));
        first.isDismissed(0x8e);
        assertFalse(second.welcome().sessionPresent());
        lab.connect("pub").says(publish("t", 1, 1, "m"));
        second.hearsNothing();
    }

    @Test
    void theOldConnectionsEndDoesNotHarmTheNewOne() {
        Client first = lab.connect("a");
        Client second = lab.connect("a").says(subscribe(1, "t", 0)).hears(suback(1, 0));
        lab.hub.closed(first.connection(), "late");
        lab.connect("pub").says(publish("t", "m"));
        second.hears(publish("t", "m"));
    }

    @Test
    void aClientWithoutANameGetsOne() {
        String one = assigned();
        assertFalse(one.isEmpty());
        assertNotEquals(one, assigned());
        assertTrue(lab.open().says(Hello.v3("").packet()).welcomed().heard().isEmpty());
    }

    private String assigned() {
        String name = lab.connect("").welcome().properties().text(PropertyId.ASSIGNED_CLIENT_IDENTIFIER);
        return name == null ? "" : name;
    }

    @Test
    void subscriptionsStayAndGo() {
        Hello hello = Hello.v5("a").kept(60);
        lab.connect(hello).says(subscribe(1, "t", 0), subscribe(2, "u", 0)).says(disconnect());
        Client back = lab.connect(hello).says(unsubscribe(3, "t", "v")).hears(unsuback(3, 0, 0x11));
        lab.connect("pub").says(publish("t", "m"), publish("u", "n"));
        back.hears(publish("u", "n"));
    }

    @Test
    void theConnectionsAreCounted() {
        lab = new Lab(Lab.limit("connections", 1));
        Client a = lab.connect("a");
        assertTrue(lab.open().isClosed());
        a.says(disconnect());
        lab.connect("b");
    }

    @Test
    void whoSaysNothingIsClosed() {
        lab = new Lab(Lab.limit("connectSeconds", 5));
        Client silent = lab.open();
        lab.pass(4);
        assertFalse(silent.isClosed());
        lab.pass(1);
        assertTrue(silent.isClosed());
        // Before CONNECT there is no CONNACK.
        assertEquals(0, lab.events(BrokerEvent.Refused.class).getFirst().reasonCode());
    }

    /// Reason codes are told where a packet had them.
    @Test
    void whatWasNotSentIsNotTold() {
        lab = new Lab(Lab.limit("maximumQos", 1));
        lab.connect(Hello.v3("old")).says(publish("t", 2, 1, "m"));
        lab.connect(Hello.v5("new")).says(publish("t", 2, 1, "m")).isDismissed(0x9b);
        assertEquals(
                List.of("old -1", "new 155"),
                lab.events(BrokerEvent.Disconnected.class).stream()
                        .map(it -> it.clientId() + ' ' + it.reasonCode())
                        .toList());
    }

    @Test
    void aWillThatIsNoneIsNotTold() {
        lab.connect("a").says(disconnect(4));
        lab.connect(Hello.v5("b").will("w", 0, "gone")).says(disconnect(4));
        assertEquals(
                List.of("disconnected", "disconnected, with its will"),
                lab.events(BrokerEvent.Disconnected.class).stream()
                        .map(BrokerEvent.Disconnected::why)
                        .toList());
    }

    @Test
    void theKeepAliveIsTheBrokersWhereItSaysSo() {
        lab = new Lab(Lab.limit("keepAlive", 10));
        Client a = lab.connect(Hello.v5("a").keepAlive(100));
        assertEquals(10, a.welcome().properties().number(PropertyId.SERVER_KEEP_ALIVE, -1));
        lab.pass(15);
        a.isDismissed(0x8d);
    }

    @Test
    void nobodyIsSilentForLongerSinceTheClockWasSet() {
        lab = new Lab();
        Client a = lab.connect(Hello.v5("a").keepAlive(60));
        lab.set(3600);
        assertFalse(a.isClosed());
        lab.set(-7200);
        lab.pass(89);
        assertFalse(a.isClosed());
        lab.pass(1);
        a.isDismissed(0x8d);
    }
}
