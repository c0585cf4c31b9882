package mqttlab.broker.hub;

import static mqttlab.broker.hub.Words.disconnect;
import static mqttlab.broker.hub.Words.puback;
import static mqttlab.broker.hub.Words.publish;
import static mqttlab.broker.hub.Words.pubrec;
import static mqttlab.broker.hub.Words.retained;
import static mqttlab.broker.hub.Words.suback;
import static mqttlab.broker.hub.Words.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Packet;
import mqttlab.packet.PingReq;
import mqttlab.packet.Publish;
import org.junit.jupiter.api.Test;

/// Who reads too slowly: those who publish to it wait, and where it does not read at all, nobody does.
class SlowClientTest {

    private static final int BACKLOG = 1024;
    /// As many bytes as may wait.
    private static final String LARGE = "x".repeat(BACKLOG);

    private Lab lab = new Lab(Lab.limit("backlog", BACKLOG));

    private Client subscriber(String id, int qos) {
        return lab.connect(id).says(subscribe(1, "t", qos)).hears(suback(1, qos));
    }

    private static List<String> payloads(Client client) {
        return client.heard().stream()
                .filter(it -> it instanceof Publish)
                .map(it -> ((Publish) it).payload().text())
                .toList();
    }

    @Test
    void aPublisherWaitsForIt() {
        Client slow = subscriber("slow", 0).stops();
        Client pub = lab.connect("pub");
        pub.says(publish("t", LARGE), publish("t", "1"), publish("t", "2"), publish("t", "3"));
        assertEquals(List.of(LARGE, "1"), payloads(slow));
        slow.goesOn();
        assertEquals(List.of("2", "3"), payloads(slow));
        assertEquals(
                List.of(true, false),
                lab.events(BrokerEvent.Throttled.class).stream()
                        .map(BrokerEvent.Throttled::paused)
                        .toList());
    }

    @Test
    void aPublisherWhoGoesOnIsReadNoMore() {
        Client slow = subscriber("slow", 0).stops();
        Client pub = lab.connect("pub").says(publish("t", LARGE), publish("t", "1"));
        assertFalse(pub.isPaused());
        pub.says(publish("t", "2"));
        assertTrue(pub.isPaused());
        pub.says(publish("t", LARGE));
        slow.goesOn();
        assertFalse(pub.isPaused());
        assertEquals(List.of(LARGE, "1", "2", LARGE), payloads(slow));
    }

    /// Who waits for the acknowledgement may be the reason for the delay.
    @Test
    void aPublisherWhoHasToAnswerIsReadOn() {
        Client slow = subscriber("slow", 0).stops();
        Client pub = lab.connect("pub").says(subscribe(1, "v", 1)).hears(suback(1, 1));
        pub.says(publish("t", LARGE), publish("t", "1"), publish("t", "2"));
        assertTrue(pub.isPaused());
        lab.connect("other").says(publish("v", 1, 1, "m"));
        assertFalse(pub.isPaused());
        pub.says(publish("t", LARGE), publish("t", LARGE));
        assertTrue(pub.isPaused());
        slow.goesOn();
        assertFalse(pub.isPaused());
        assertEquals(List.of(LARGE, "1", "2", LARGE, LARGE), payloads(slow));
    }

    /// An answer for each would have to wait in our memory.
    @Test
    void whoDoesNotReadIsNotAnswered() {
        Client slow = lab.connect("slow").stops();
        Packet[] many = new Packet[BACKLOG];
        Arrays.fill(many, new PingReq());
        slow.says(many);
        assertEquals(BACKLOG / 2 + 1, slow.heard().size());
        assertTrue(slow.isPaused());
        slow.goesOn();
        assertEquals(BACKLOG / 2 - 1, slow.heard().size());
        assertFalse(slow.isPaused());
    }

    @Test
    void whoDoesNotReadIsNotToldOfUnknownAcknowledgements() {
        Client slow = lab.connect("slow").stops();
        Packet[] many = new Packet[BACKLOG];
        Arrays.fill(many, pubrec(7));
        slow.says(many);
        assertTrue(slow.isClosed());
    }

    @Test
    void othersGoOn() {
        subscriber("slow", 0).stops();
        Client other = lab.connect("other").says(subscribe(1, "u", 0)).hears(suback(1, 0));
        lab.connect("pub").says(publish("t", LARGE), publish("t", "1"));
        lab.connect("pub2").says(publish("u", "2"));
        other.hears(publish("u", "2"));
    }

    @Test
    void answersAreReadMeanwhile() {
        Client slow = subscriber("slow", 0).stops();
        Client pub = lab.connect("pub").says(subscribe(1, "v", 1)).hears(suback(1, 1));
        lab.connect("other").says(publish("v", 1, 1, "m"));
        pub.hears(publish("v", 1, 1, "m"));
        pub.says(publish("t", LARGE), publish("t", "1"), publish("t", "2"), puback(1));
        assertEquals(
                1,
                lab.events(BrokerEvent.Handshake.class).stream()
                        .filter(it -> !it.sent())
                        .count());
        slow.goesOn();
    }

    @Test
    void publishersGoOnInTurn() {
        Client slow = subscriber("slow", 0).stops();
        Client one = lab.connect("one");
        Client two = lab.connect("two");
        one.says(publish("t", LARGE));
        one.says(publish("t", "a"), publish("t", LARGE), publish("t", "b"), publish("t", "c"));
        two.says(publish("t", "d"), publish("t", "e"));
        assertEquals(List.of(LARGE, "a", "d"), payloads(slow));
        slow.goesOn();
        assertEquals(
                List.of(LARGE, "b", "c", "e").stream().sorted().toList(),
                payloads(slow).stream().sorted().toList());
    }

    @Test
    void whoDoesNotMoveLosesQos0AndNobodyWaits() {
        Client slow = subscriber("slow", 1).stops();
        Client pub = lab.connect("pub");
        pub.says(publish("t", LARGE), publish("t", "1"), publish("t", 1, 1, "one"));
        lab.pass(3);
        assertEquals(List.of(puback(1)), pub.heard());
        pub.says(publish("t", "lost"), publish("t", 1, 2, "two")).hears(puback(2));
        assertEquals(List.of(LARGE, "1", "one", "two"), payloads(slow));
        assertEquals(1, lab.hub.counts().dropped());
        slow.goesOn();
        pub.says(publish("t", "again"));
        assertEquals(List.of("again"), payloads(slow));
    }

    @Test
    void whoMovesALittleIsWaitedForSomeSeconds() {
        Client slow = subscriber("slow", 0).stops();
        Client pub = lab.connect("pub").says(publish("t", LARGE), publish("t", "1"), publish("t", "2"));
        for (int i = 0; i < Limits.DEFAULT.waitSeconds(); i++) {
            slow.reads(1);
            lab.pass(1);
        }
        assertEquals(List.of(LARGE, "1"), payloads(slow));
        slow.goesOn();
        assertEquals(List.of("2"), payloads(slow));
        pub.hearsNothing();
    }

    @Test
    void whoMovesTooLittleLosesMessagesUntilNothingWaits() {
        Client slow = subscriber("slow", 0).stops();
        Client pub = lab.connect("pub").says(publish("t", LARGE), publish("t", "1"), publish("t", "lost"));
        for (int i = 0; i <= Limits.DEFAULT.waitSeconds(); i++) {
            slow.reads(1);
            lab.pass(1);
        }
        assertEquals(1, lab.hub.counts().dropped());
        slow.reads(BACKLOG / 2);
        pub.says(publish("t", "lost too"), publish("t", LARGE));
        assertFalse(pub.isPaused());
        assertEquals(3, lab.hub.counts().dropped());
        slow.goesOn();
        pub.says(publish("t", LARGE), publish("t", "2"), publish("t", "3"));
        assertEquals(List.of(LARGE, "1", LARGE, "2", "3"), payloads(slow));
        assertEquals(3, lab.hub.counts().dropped());
    }

    @Test
    void nobodyWaitsWhereNobodyIsTo() {
        lab = new Lab(Lab.limits(Map.of("backlog", BACKLOG, "waitSeconds", 0)));
        Client slow = subscriber("slow", 0).stops();
        Client pub = lab.connect("pub");
        pub.says(publish("t", LARGE), publish("t", "lost"), publish("t", LARGE));
        assertFalse(pub.isPaused());
        assertEquals(2, lab.hub.counts().dropped());
        slow.goesOn();
        pub.says(publish("t", "again"));
        assertEquals(List.of(LARGE, "again"), payloads(slow));
    }

    @Test
    void aPublisherThatTakesItsLeaveMeanwhileIsHeardToTheEnd() {
        Client slow = subscriber("slow", 0).stops();
        Client other = lab.connect("other").says(subscribe(1, "u", 1), subscribe(2, "w", 1));
        other.hears(suback(1, 1), suback(2, 1));
        Client pub = lab.connect(Hello.v5("pub").will("w", 1, "gone"));
        pub.says(publish("t", LARGE), publish("t", "1"), publish("u", "2"), publish("u", 1, 1, "again"));
        pub.says(publish("t", "lost"), disconnect());
        other.hearsNothing();
        pub.vanishes();
        // What is of QoS 1 was not acknowledged, and is the client's to send again.
        other.hears(publish("u", "2"));
        slow.goesOn();
        assertEquals(List.of(LARGE, "1"), payloads(slow));
        assertEquals(2, lab.hub.sessionCount());
    }

    @Test
    void whoIsTakenOverIsHeardToTheEnd() {
        subscriber("slow", 0).stops();
        Client other = lab.connect("other").says(subscribe(1, "#", 0)).hears(suback(1, 0));
        Client pub = lab.connect(Hello.v5("pub").will("w", 0, "gone"));
        pub.says(publish("t", LARGE), publish("t", "1"), publish("u", "2"), disconnect());
        other.hears(publish("t", LARGE), publish("t", "1"));
        lab.connect("pub");
        other.hears(publish("u", "2"));
        assertTrue(pub.isClosed());
        pub.hearsNothing();
    }

    @Test
    void whenTheBrokerGoesEverybodyIsHeardToTheEnd() {
        subscriber("slow", 0).stops();
        Client pub = lab.connect(Hello.v5("pub").will("w", 0, "gone"));
        pub.says(publish("t", LARGE), publish("t", "1"), publish("u", "2"), disconnect());
        lab.hub.shutDown();
        lab.flush();
        pub.hearsNothing();
        assertEquals(
                List.of("t", "t", "u"),
                lab.events(BrokerEvent.Published.class).stream()
                        .map(it -> it.message().topic())
                        .toList());
    }

    @Test
    void whenItGoesItsPublishersGoOn() {
        Client slow = subscriber("slow", 0).stops();
        Client pub = lab.connect("pub").says(publish("t", LARGE), publish("t", "1"), publish("t", 1, 1, "2"));
        pub.hearsNothing();
        slow.vanishes();
        pub.hears(puback(1, Words.NO_MATCHING_SUBSCRIBERS));
    }

    @Test
    void whoAnswersNothingFillsItsQueue() {
        lab = new Lab(Lab.limits(Map.of("inFlight", 1, "queued", 2)));
        Client slow = subscriber("slow", 1);
        Client pub = lab.connect("pub");
        for (int i = 1; i <= 6; i++) {
            pub.says(publish("t", 1, i, "m" + i));
        }
        assertEquals(List.of("m1"), payloads(slow));
        assertEquals(4, pub.heard().size());
        for (int i = 1; i <= 6; i++) {
            slow.says(puback(i));
        }
        assertEquals(List.of("m2", "m3", "m4", "m5", "m6"), payloads(slow));
        assertEquals(2, pub.heard().size());
        assertEquals(0, lab.hub.counts().dropped());
    }

    @Test
    void retainedMessagesWaitUntilItReads() {
        Client pub = lab.connect("pub");
        for (int i = 0; i < 5; i++) {
            pub.says(retained(publish("r/" + i, LARGE)));
        }
        Client slow = lab.connect("slow").stops().says(subscribe(1, "r/#", 0));
        List<Packet> first = slow.heard();
        assertTrue(first.size() < 4, first::toString);
        int got = first.size() - 1;
        while (got < 5) {
            int more = slow.goesOn().stops().heard().size();
            assertTrue(more > 0);
            got += more;
        }
        assertEquals(5, got);
    }

    @Test
    void aPublisherBeyondItsRateIsReadInTheNextSecond() {
        lab = new Lab(Lab.limit("messagesPerSecond", 2));
        lab.pass(1);
        Client sub = subscriber("sub", 0);
        lab.connect("pub")
                .says(publish("t", "1"), publish("t", "2"), publish("t", "3"), publish("t", "4"), publish("t", "5"));
        assertEquals(List.of("1", "2"), payloads(sub));
        lab.pass(1);
        assertEquals(List.of("3", "4"), payloads(sub));
        lab.pass(1);
        assertEquals(List.of("5"), payloads(sub));
    }

    private Client paused(String id, int keepAlive) {
        Client client = lab.connect(Hello.v5(id).keepAlive(keepAlive)).stops();
        Packet[] many = new Packet[BACKLOG];
        Arrays.fill(many, new PingReq());
        client.says(many);
        assertTrue(client.isPaused());
        return client;
    }

    /// What it sends cannot be heard, but that is its own doing.
    @Test
    void whoDoesNotReadIsSilent() {
        Client slow = paused("slow", 10);
        lab.pass(14);
        assertFalse(slow.isClosed());
        lab.pass(1);
        assertTrue(slow.isClosed());
    }

    @Test
    void whoReadsSlowlyLives() {
        Client slow = paused("slow", 10);
        for (int i = 0; i < 10; i++) {
            lab.pass(14);
            slow.reads(1);
        }
        assertFalse(slow.isClosed());
        lab.pass(16);
        assertTrue(slow.isClosed());
    }

    @Test
    void whoWaitsForOthersIsNotSilent() {
        Client slow = subscriber("slow", 0).stops();
        Client pub = lab.connect(Hello.v5("pub").keepAlive(2));
        pub.says(publish("t", LARGE), publish("t", "1"), publish("t", "2"));
        assertTrue(pub.isPaused());
        for (int i = 0; i < Limits.DEFAULT.waitSeconds(); i++) {
            slow.reads(1);
            lab.pass(1);
        }
        assertTrue(pub.isPaused());
        assertFalse(pub.isClosed());
    }
}
