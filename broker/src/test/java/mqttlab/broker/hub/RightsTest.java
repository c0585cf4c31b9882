package mqttlab.broker.hub;

import static mqttlab.broker.hub.Words.NO_MATCHING_SUBSCRIBERS;
import static mqttlab.broker.hub.Words.again;
import static mqttlab.broker.hub.Words.disconnect;
import static mqttlab.broker.hub.Words.puback;
import static mqttlab.broker.hub.Words.pubcomp;
import static mqttlab.broker.hub.Words.publish;
import static mqttlab.broker.hub.Words.pubrec;
import static mqttlab.broker.hub.Words.pubrel;
import static mqttlab.broker.hub.Words.suback;
import static mqttlab.broker.hub.Words.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mqttlab.packet.Auth;
import mqttlab.packet.Bytes;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.Publish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who gets what where not everybody may, connected or away, and whose a session is. 5.0 section 5.4.2.
class RightsTest {

    private final Rights rights = new Rights().allow("ben", "#").allow("anna", "home/lamp");
    private final MemoryStore disk = new MemoryStore().handsOff();
    private Lab lab = new Lab(rights, disk);

    private static Hello hello(String clientId, @Nullable String user) {
        return Hello.v5(clientId).kept(1000).as(user);
    }

    private Client connect(String clientId, @Nullable String user) {
        return welcomed(hello(clientId, user));
    }

    private Client welcomed(Hello hello) {
        Client client = lab.open().says(hello.packet());
        lab.run();
        return client.welcomed();
    }

    /// A client with a session that has subscribed to all, at QoS 2.
    private Client subscriber(String clientId, @Nullable String user) {
        Client client = connect(clientId, user).says(subscribe(1, "#", 2));
        lab.run();
        return client.hears(suback(1, 2));
    }

    /// What a message to this topic is answered by; ben may publish anything.
    private int published(String topic) {
        Client pub = connect("pub", "ben").says(publish(topic, 1, 7, topic));
        lab.run();
        int code = ((PubAck) pub.heard().getFirst()).reasonCode();
        pub.says(disconnect());
        lab.run();
        return code;
    }

    private void crash() {
        disk.crash();
        lab = new Lab(rights, disk);
    }

    // Who is away.

    @Test
    void whoIsAwayIsWhoItWas() {
        subscriber("sub", "ben").says(disconnect());
        lab.run();
        assertEquals(0, published("home/door"));
        crash();
        assertEquals(0, published("home/lamp"));
        connect("sub", "ben").hears(publish("home/door", 1, 1, "home/door"), publish("home/lamp", 1, 2, "home/lamp"));
    }

    @Test
    void whoIsAwayDoesNotHaveTheRightsOfNobody() {
        rights.allow(null, "home/#");
        subscriber("sub", "anna").says(disconnect());
        lab.run();
        assertEquals(NO_MATCHING_SUBSCRIBERS, published("home/door"));
        crash();
        assertEquals(NO_MATCHING_SUBSCRIBERS, published("home/door"));
        assertEquals(0, published("home/lamp"));
        connect("sub", "anna").hears(publish("home/lamp", 1, 1, "home/lamp"));
    }

    // What waits, when rights change.

    @Test
    void whatWaitsIsLookedAtWhenItGoesOut() {
        rights.allow("anna", "home/door");
        subscriber("sub", "anna").says(disconnect());
        lab.run();
        published("home/door");
        published("home/lamp");
        rights.withdraw("anna", "home/door");
        connect("sub", "anna").hears(publish("home/lamp", 1, 1, "home/lamp"));
        BrokerEvent.Dropped dropped = lab.events(BrokerEvent.Dropped.class).getFirst();
        assertEquals("home/door", dropped.message().topic());
        assertEquals("its user may not read the topic any more", dropped.why());
        assertEquals(1, disk.queued());
    }

    @Test
    void whatWaitsForRoomIsLookedAtWhenItGoesOut() {
        rights.allow("anna", "home/door");
        Client sub = welcomed(hello("sub", "anna").with(PropertyId.RECEIVE_MAXIMUM, 1));
        sub.says(subscribe(1, "#", 1));
        lab.run();
        published("home/lamp");
        published("home/door");
        published("home/lamp");
        sub.hears(suback(1, 1), publish("home/lamp", 1, 1, "home/lamp"));
        rights.withdraw("anna", "home/door");
        sub.says(puback(1));
        lab.run();
        sub.hears(publish("home/lamp", 1, 2, "home/lamp"));
    }

    @Test
    void whatIsSentAgainIsLookedAtAgain() {
        rights.allow("anna", "home/door");
        Client sub = subscriber("sub", "anna");
        Client pub = connect("pub", "ben");
        pub.says(publish("home/door", 1, 1, "a"), publish("home/door", 2, 2, "b"), publish("home/lamp", 2, 3, "c"));
        lab.run();
        sub.hears(publish("home/door", 1, 1, "a"), publish("home/door", 2, 2, "b"), publish("home/lamp", 2, 3, "c"));
        sub.vanishes();
        lab.run();
        rights.withdraw("anna", "home/door");
        // It may have come before, and then the client keeps its identifier until PUBREL.
        sub = connect("sub", "anna").hears(pubrel(2), again(publish("home/lamp", 2, 3, "c")));
        sub.says(pubcomp(2, 0x92), pubrec(3));
        lab.run();
        sub.hears(pubrel(3)).says(pubcomp(3));
        lab.run();
        assertEquals(0, disk.queued());
        assertEquals(List.of(), disk.unused());
        assertEquals(2, lab.events(BrokerEvent.Dropped.class).size());
    }

    @Test
    void whatHasBecomeTooLongToBeSentAgainFreesItsIdentifierToo() {
        Client sub = subscriber("sub", "ben");
        published("home/lamp");
        connect("pub", "ben").says(publish("long", 2, 1, "x".repeat(100)));
        lab.run();
        sub.hears(publish("home/lamp", 1, 1, "home/lamp"), publish("long", 2, 2, "x".repeat(100)));
        sub.vanishes();
        lab.run();
        Hello small = hello("sub", "ben").with(PropertyId.MAXIMUM_PACKET_SIZE, 50);
        sub = welcomed(small).hears(again(publish("home/lamp", 1, 1, "home/lamp")), pubrel(2));
        sub.says(puback(1), pubcomp(2));
        lab.run();
        assertEquals(0, disk.queued());
    }

    // Shared subscriptions.

    private Client sharer(String clientId, String user, String filter) {
        Client client = connect(clientId, user).says(subscribe(1, filter, 1));
        lab.run();
        return client.hears(suback(1, 1));
    }

    @Test
    void aShareGoesToThoseWhoMayRead() {
        Client anna = sharer("a", "anna", "$share/s/home/#");
        Client ben = sharer("b", "ben", "$share/s/home/#");
        for (int i = 0; i < 4; i++) {
            assertEquals(0, published("home/door"));
            assertEquals(0, published("home/lamp"));
        }
        List<Packet> annas = anna.heard();
        List<Packet> bens = ben.heard();
        assertEquals(8, annas.size() + bens.size());
        assertTrue(annas.stream().allMatch(it -> ((Publish) it).topic().equals("home/lamp")), annas::toString);
        assertFalse(annas.isEmpty());
        // Who is away and may read it gets it rather than who is there and may not.
        ben.vanishes();
        lab.run();
        assertEquals(0, published("home/door"));
        anna.hearsNothing();
    }

    @Test
    void aShareOfWhichNobodyMayReadGetsNothing() {
        sharer("a", "anna", "$share/s/#");
        assertEquals(NO_MATCHING_SUBSCRIBERS, published("home/door"));
    }

    @Test
    void theFiltersThatAreNamedAreThoseThatWereSubscribed() {
        sharer("s", "ben", "$share/s/home/#");
        sharer("a", "anna", "home/+");
        sharer("b", "ben", "home/door");
        published("home/door");
        BrokerEvent.Published event = lab.events(BrokerEvent.Published.class).getFirst();
        assertEquals(List.of("home/door", "$share/s/home/#"), event.filters());
        assertEquals(2, event.clients());
    }

    // Wills.

    @Test
    void aWillNeedsTheRightToPublish() {
        refused(hello("doomed", "anna").will("home/door", 0, "gone"), 0x87);
        refused(Hello.v3("doomed").as("anna").will("home/door", 0, "gone"), 5);
        refused(hello("doomed", "ben").will("$SYS/broker/version", 0, "gone"), 0x87);
        assertEquals(0, lab.hub.sessionCount());
        Client ben = subscriber("sub", "ben");
        welcomed(hello("doomed", "anna").will("home/lamp", 0, "gone")).vanishes();
        lab.run();
        ben.hears(publish("home/lamp", "gone"));
    }

    @Test
    void aWillNeedsTheRightUntilItIsPublished() {
        rights.allow("anna", "home/door");
        subscriber("sub", "ben");
        welcomed(hello("doomed", "anna").will("home/door", 0, "gone"));
        rights.withdraw("anna", "home/door");
        crash();
        lab.flush();
        lab.run();
        lab.pass(1);
        connect("sub", "ben").hearsNothing();
        BrokerEvent.Rejected rejected = lab.events(BrokerEvent.Rejected.class).getFirst();
        assertEquals("doomed", rejected.message().publisher());
        assertEquals("its will: not allowed", rejected.why());
    }

    // Whose a session is.

    private void refused(Hello hello, int code) {
        Client other = lab.open().says(hello.packet());
        lab.run();
        other.isRefused(code);
    }

    @Test
    void anotherUsersSessionIsNotToBeHad() {
        Client owner = subscriber("sub", "ben");
        for (String other : new String[] {"anna", null}) {
            refused(hello("sub", other), 0x85);
            refused(Hello.v5("sub").as(other), 0x85);
            refused(Hello.v3("sub").as(other), 2);
        }
        assertEquals(0, published("home/door"));
        owner.hears(publish("home/door", 1, 1, "home/door")).vanishes();
        lab.run();
        refused(Hello.v5("sub").as("anna"), 0x85);
        crash();
        refused(hello("sub", "anna"), 0x85);
        connect("sub", "ben").hears(again(publish("home/door", 1, 1, "home/door")));
    }

    @Test
    void anIdentifierIsFreeWhenItsSessionHasEnded() {
        welcomed(Hello.v5("sub").as("ben")).says(disconnect());
        lab.run();
        connect("sub", "anna");
    }

    @Test
    void theSessionOfNobodyIsThatOfWhoeverComes() {
        rights.allow(null, "home/#");
        subscriber("sub", null).says(disconnect());
        lab.run();
        published("home/door");
        published("home/lamp");
        Client anna = connect("sub", "anna").hears(publish("home/lamp", 1, 1, "home/lamp"));
        assertTrue(anna.welcome().sessionPresent());
        anna.says(puback(1), disconnect());
        lab.run();
        refused(hello("sub", null), 0x85);
        crash();
        refused(hello("sub", "ben"), 0x85);
    }

    /// Proves to be whatever user it says.
    private static final Mechanism.Method NAME = new Mechanism.Method() {
        @Override
        public String name() {
            return "NAME";
        }

        @Override
        public Mechanism begin() {
            return data -> new Mechanism.Step.Proved(data == null ? "" : data.text(), Bytes.EMPTY);
        }
    };

    private static Property[] says(String user) {
        return new Property[] {
            new Property.Text(PropertyId.AUTHENTICATION_METHOD, "NAME"),
            new Property.Data(PropertyId.AUTHENTICATION_DATA, Bytes.utf8(user))
        };
    }

    @Test
    void whoAuthenticatesAgainStaysTheSameUser() {
        lab = new Lab(rights, NAME);
        Property[] ben = says("ben");
        Client client = lab.connect(Hello.v5("a").with(ben[0]).with(ben[1]));
        client.says(new Auth(0x19, Properties.of(ben))).hears(new Auth(0, Properties.of(says(""))));
        client.says(new Auth(0x19, Properties.of(says("anna")))).isDismissed(0x87);
    }

    @Test
    void withoutUsersAllAreTheSame() {
        assertFalse(connect("sub", null).welcome().sessionPresent());
        assertTrue(connect("sub", null).welcome().sessionPresent());
    }

    /// The store's row of a session says whose it is.
    @Test
    void aSessionThatIsHandedOverStaysSoWhateverWillIsDue() {
        Property delay = new Property.Numeric(PropertyId.WILL_DELAY_INTERVAL, 100);
        welcomed(hello("sub", "ben").will("home/lamp", 1, "gone", delay)).vanishes();
        lab.run();
        disk.write(List.of(new Change.SessionKept("sub", "anna", 1000, Long.MAX_VALUE)), () -> {}, _ -> {});
        lab = new Lab(rights, disk);
        assertTrue(connect("sub", "anna").welcome().sessionPresent());
    }
}
