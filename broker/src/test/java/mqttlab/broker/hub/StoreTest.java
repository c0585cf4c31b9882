package mqttlab.broker.hub;

import static mqttlab.broker.hub.Words.again;
import static mqttlab.broker.hub.Words.disconnect;
import static mqttlab.broker.hub.Words.number;
import static mqttlab.broker.hub.Words.puback;
import static mqttlab.broker.hub.Words.pubcomp;
import static mqttlab.broker.hub.Words.publish;
import static mqttlab.broker.hub.Words.pubrec;
import static mqttlab.broker.hub.Words.pubrel;
import static mqttlab.broker.hub.Words.retained;
import static mqttlab.broker.hub.Words.suback;
import static mqttlab.broker.hub.Words.subscribe;
import static mqttlab.broker.hub.Words.unsuback;
import static mqttlab.broker.hub.Words.unsubscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import org.junit.jupiter.api.Test;

/// Nothing that says a change leaves before the disk has it, and all that left is true after a crash.
class StoreTest {

    private final MemoryStore disk = new MemoryStore();
    private Lab lab = new Lab(disk);

    /// The disk gets to the next write.
    private void keep() {
        assertTrue(disk.keep(), "nothing is written");
        lab.run();
    }

    private void keepAll() {
        while (disk.waiting() > 0) {
            keep();
        }
    }

    private void crash() {
        disk.crash();
        lab = new Lab(disk, lab.now());
    }

    private Client connect(String id) {
        Client client = lab.open().says(Hello.v5(id).kept(1000).packet());
        keepAll();
        return client.welcomed();
    }

    private Client subscriber(String id, int qos) {
        Client client = connect(id).says(subscribe(1, "t", qos));
        keepAll();
        return client.hears(suback(1, qos));
    }

    // What waits.

    @Test
    void connackWaits() {
        Client a = lab.open().says(Hello.v5("a").kept(10).packet()).hearsNothing();
        keep();
        a.welcomed();
    }

    @Test
    void connackWaitsForTheEndOfTheSessionBefore() {
        connect("a").vanishes();
        keepAll();
        Client a = lab.open().says(Hello.v5("a").packet()).hearsNothing();
        keep();
        a.welcomed().vanishes();
        crash();
        assertFalse(connect("a").welcome().sessionPresent());
    }

    @Test
    void connackWaitsForAnEndThatCameEarlier() {
        connect("a").says(disconnect(0, number(PropertyId.SESSION_EXPIRY_INTERVAL, 0)));
        Client a = lab.open().says(Hello.v5("a").packet()).hearsNothing();
        keepAll();
        a.welcomed();
    }

    @Test
    void whoKeepsNothingWaitsForNothing() {
        lab.open()
                .says(Hello.v5("a").packet())
                .welcomed()
                .says(subscribe(1, "t", 1))
                .hears(suback(1, 1));
        lab.open()
                .says(Hello.v5("b").packet())
                .welcomed()
                .says(publish("t", 1, 1, "m"))
                .hears(puback(1));
        assertEquals(0, disk.waiting());
    }

    @Test
    void subackAndUnsubackWait() {
        Client a = connect("a").says(subscribe(1, "t", 1)).hearsNothing();
        keep();
        a.hears(suback(1, 1)).says(unsubscribe(2, "t")).hearsNothing();
        keep();
        a.hears(unsuback(2, 0));
    }

    @Test
    void anAcknowledgementWaitsForThoseWhoAreToGetTheMessage() {
        subscriber("sub", 1).vanishes();
        keepAll();
        Client pub = lab.connect("pub").says(publish("t", 1, 1, "m")).hearsNothing();
        keepAll();
        pub.hears(puback(1));
    }

    @Test
    void anAcknowledgementWaitsForWhatIsRetained() {
        Client pub = lab.connect("pub").says(retained(publish("t", 1, 1, "m"))).hearsNothing();
        keep();
        pub.hears(puback(1, Words.NO_MATCHING_SUBSCRIBERS));
    }

    @Test
    void eachStepOfQos2Waits() {
        Client sub = subscriber("sub", 2);
        Client pub = connect("pub").says(publish("t", 2, 7, "m")).hearsNothing();
        sub.hearsNothing();
        keep();
        pub.hears(pubrec(7));
        sub.hears(publish("t", 2, 1, "m"));
        pub.says(pubrel(7)).hearsNothing();
        keep();
        pub.hears(pubcomp(7));
        sub.says(pubrec(1)).hearsNothing();
        keep();
        sub.hears(pubrel(1)).says(pubcomp(1));
        keep();
        assertEquals(0, disk.queued());
        assertEquals(List.of(), disk.unused());
    }

    @Test
    void whatIsSentWhenThereIsRoomWaitsForItsIdentifierToBeKept() {
        Client sub = lab.open()
                .says(Hello.v5("sub")
                        .kept(1000)
                        .with(PropertyId.RECEIVE_MAXIMUM, 1)
                        .packet());
        keepAll();
        sub.welcomed().says(subscribe(1, "t", 1));
        keepAll();
        connect("pub").says(publish("t", 1, 1, "a"), publish("t", 1, 2, "b"));
        keepAll();
        sub.hears(suback(1, 1), publish("t", 1, 1, "a")).says(puback(1)).hearsNothing();
        keep();
        sub.hears(publish("t", 1, 2, "b"));
    }

    @Test
    void whatComesBehindWhatWaitsWaitsToo() {
        Client a = connect("a").says(subscribe(1, "t", 1), new PingReq()).hearsNothing();
        a.says(new PingReq()).hearsNothing();
        keep();
        a.hears(suback(1, 1), new PingResp(), new PingResp());
    }

    @Test
    void connectionsWaitForTheirOwnChangesOnly() {
        Client a = connect("a");
        Client b = connect("b");
        Client c = lab.connect("c");
        a.says(subscribe(1, "x", 1));
        b.says(subscribe(2, "y", 1));
        a.says(subscribe(3, "z", 1));
        c.says(new PingReq()).hears(new PingResp());
        keep();
        a.hears(suback(1, 1));
        b.hearsNothing();
        keep();
        a.hearsNothing();
        b.hears(suback(2, 1));
        keep();
        a.hears(suback(3, 1));
    }

    @Test
    void aConnectionIsClosedWhenAllHasLeft() {
        Client a = connect("a").says(subscribe(1, "x", 1), disconnect()).hearsNothing();
        assertFalse(a.isClosed());
        keepAll();
        a.hears(suback(1, 1));
        assertTrue(a.isClosed());
    }

    @Test
    void whenTheDiskFailsNothingIsSaidAndAllIsClosed() {
        Client a = connect("a");
        Client b = lab.connect("b");
        a.says(subscribe(1, "x", 1));
        disk.fail();
        lab.run();
        a.hearsNothing();
        assertTrue(a.isClosed());
        b.isDismissed(0x8b);
        // The first has not heard it.
        assertEquals(
                List.of("a -1", "b 139"),
                lab.events(BrokerEvent.Disconnected.class).stream()
                        .map(it -> it.clientId() + ' ' + it.reasonCode())
                        .sorted()
                        .toList());
        assertTrue(lab.hub.hasFailed());
        assertTrue(lab.open().isClosed());
    }

    /// What is told as sent has left, or will.
    @Test
    void acknowledgementsAreToldWhenTheyLeave() {
        subscriber("sub", 1).vanishes();
        keepAll();
        Client pub = connect("pub").says(publish("t", 1, 1, "a")).hearsNothing();
        assertEquals(List.of(), lab.events(BrokerEvent.Handshake.class));
        keep();
        pub.hears(puback(1));
        assertEquals(
                List.of(new BrokerEvent.Handshake("pub", true, puback(1))), lab.events(BrokerEvent.Handshake.class));
        pub.says(publish("t", 1, 2, "b")).hearsNothing();
        disk.fail();
        lab.run();
        assertEquals(1, lab.events(BrokerEvent.Handshake.class).size());
    }

    // What is there after a crash.

    @Test
    void whatIsSentAgainHasItsIdentifierAndItsPlace() {
        Client sub = subscriber("sub", 2);
        Client pub = connect("pub");
        pub.says(publish("t", 2, 1, "a"), publish("t", 1, 2, "b"), publish("t", 2, 3, "c"));
        keepAll();
        sub.hears(publish("t", 2, 1, "a"), publish("t", 1, 2, "b"), publish("t", 2, 3, "c"))
                .says(pubrec(3));
        keepAll();
        sub.hears(pubrel(3));
        crash();
        connect("sub").hears(pubrel(3), again(publish("t", 2, 1, "a")), again(publish("t", 1, 2, "b")));
        connect("pub").says(again(publish("t", 2, 1, "a")), pubrel(3)).hearsNothing();
        keepAll();
        assertEquals(1, lab.hub.counts().received());
    }

    @Test
    void propertiesAndTimesComeBack() {
        subscriber("sub", 1).vanishes();
        Property data = new Property.Data(PropertyId.CORRELATION_DATA, Bytes.utf8("17"));
        Property expiry = number(PropertyId.MESSAGE_EXPIRY_INTERVAL, 100);
        connect("pub").says(publish("t", 1, 1, "a", data, expiry), retained(publish("r", 1, 2, "kept", data)));
        keepAll();
        crash();
        connect("sub").hears(publish("t", 1, 1, "a", data, expiry));
        Client late = lab.connect("late").says(subscribe(1, "r", 0));
        late.hears(suback(1, 0), retained(publish("r", "kept", data)));
    }

    @Test
    void aWillIsPublishedForThoseWhoDidNotLiveToSeeTheCrash() {
        Client heir = subscriber("heir", 1);
        heir.says(disconnect());
        Client doomed = lab.open()
                .says(Hello.v5("doomed").will("t", 1, "gone").packet())
                .hearsNothing();
        keepAll();
        doomed.welcomed();
        crash();
        lab.flush();
        keepAll();
        connect("heir").hears(publish("t", 1, 1, "gone"));
        assertEquals(1, lab.hub.sessionCount());
    }

    @Test
    void sessionsExpireAfterACrashToo() {
        connect("a");
        connect("b").vanishes();
        keepAll();
        crash();
        assertEquals(2, lab.hub.sessionCount());
        lab.pass(999);
        assertEquals(2, lab.hub.sessionCount());
        lab.pass(1);
        assertEquals(0, lab.hub.sessionCount());
        keepAll();
        crash();
        assertEquals(0, lab.hub.sessionCount());
    }

    @Test
    void theTimeOfThoseWhoWereConnectedGoesOnAtTheNextStart() {
        Client heir = subscriber("heir", 1);
        heir.says(disconnect(0, number(PropertyId.SESSION_EXPIRY_INTERVAL, 10_000)));
        Property delay = number(PropertyId.WILL_DELAY_INTERVAL, 500);
        lab.open()
                .says(Hello.v5("doomed").kept(1000).will("t", 1, "gone", delay).packet());
        keepAll();
        for (int start = 0; start < 4; start++) {
            crash();
            lab.flush();
            keepAll();
            lab.pass(200);
            keepAll();
        }
        connect("heir").hears(publish("t", 1, 1, "gone"));
        lab.pass(199);
        assertEquals(2, lab.hub.sessionCount());
        lab.pass(1);
        assertEquals(1, lab.hub.sessionCount());
    }

    @Test
    void whatIsGivenUpIsForgotten() {
        subscriber("sub", 1).vanishes();
        connect("pub").says(publish("t", 1, 1, "m"));
        lab.open().says(Hello.v5("sub").packet());
        keepAll();
        assertEquals(0, disk.queued());
        assertEquals(List.of(), disk.unused());
    }
}
