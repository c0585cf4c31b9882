package mqttlab.broker.hub;

import static mqttlab.broker.hub.Words.NO_MATCHING_SUBSCRIBERS;
import static mqttlab.broker.hub.Words.again;
import static mqttlab.broker.hub.Words.disconnect;
import static mqttlab.broker.hub.Words.number;
import static mqttlab.broker.hub.Words.puback;
import static mqttlab.broker.hub.Words.pubcomp;
import static mqttlab.broker.hub.Words.publish;
import static mqttlab.broker.hub.Words.pubrec;
import static mqttlab.broker.hub.Words.pubrel;
import static mqttlab.broker.hub.Words.suback;
import static mqttlab.broker.hub.Words.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import mqttlab.packet.Bytes;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import org.junit.jupiter.api.Test;

/// QoS 0, 1 and 2 from client to client, and what becomes of them when connections end. 3.1.1 and 5.0 sections 4.3,
/// 4.4, 4.9.
class DeliveryTest {

    private static final int NOT_FOUND = 0x92;

    private Lab lab = new Lab();

    private Client subscriber(int qos) {
        return subscriber(Hello.v5("sub").kept(1000), qos);
    }

    private Client subscriber(Hello hello, int qos) {
        return lab.connect(hello).says(subscribe(1, "t", qos)).hears(suback(1, qos));
    }

    // From the publisher to the broker.

    @Test
    void qos0IsForwardedAndForgotten() {
        Client sub = subscriber(2);
        lab.connect("pub").says(publish("t", "hi")).hearsNothing();
        sub.hears(publish("t", "hi"));
    }

    @Test
    void qos1IsAcknowledged() {
        Client sub = subscriber(0);
        lab.connect("pub").says(publish("t", 1, 7, "hi")).hears(puback(7));
        sub.hears(publish("t", "hi"));
    }

    @Test
    void qos1MayComeTwice() {
        Client sub = subscriber(0);
        lab.connect("pub")
                .says(publish("t", 1, 7, "hi"), again(publish("t", 1, 7, "hi")))
                .hears(puback(7), puback(7));
        sub.hears(publish("t", "hi"), publish("t", "hi"));
    }

    @Test
    void qos2ComesOnceUntilItsPubrel() {
        Client sub = subscriber(0);
        Client pub = lab.connect("pub");
        pub.says(publish("t", 2, 7, "hi")).hears(pubrec(7));
        pub.says(again(publish("t", 2, 7, "hi"))).hears(pubrec(7));
        sub.hears(publish("t", "hi"));
        pub.says(pubrel(7)).hears(pubcomp(7));
        pub.says(publish("t", 2, 7, "new")).hears(pubrec(7));
        sub.hears(publish("t", "new"));
    }

    @Test
    void qos2ComesOnceOverTwoConnections() {
        Client sub = subscriber(0);
        Hello hello = Hello.v5("pub").kept(1000);
        Client pub = lab.connect(hello).says(publish("t", 2, 7, "hi"));
        pub.vanishes();
        pub = lab.connect(hello).says(again(publish("t", 2, 7, "hi"))).hears(pubrec(7));
        sub.hears(publish("t", "hi"));
        pub.vanishes();
        lab.connect(hello).says(pubrel(7)).hears(pubcomp(7)).says(pubrel(7)).hears(pubcomp(7, NOT_FOUND));
    }

    @Test
    void aPublisherHearsThatNobodyListens() {
        lab.connect("pub")
                .says(publish("t", 1, 1, "hi"), publish("t", 2, 2, "hi"))
                .hears(puback(1, NO_MATCHING_SUBSCRIBERS), pubrec(2, NO_MATCHING_SUBSCRIBERS));
        lab.connect(Hello.v3("old")).says(publish("t", 1, 1, "hi")).hears(puback(1));
    }

    @Test
    void moreOfQos2UnderWayThanAllowedEndsTheConnection() {
        lab = new Lab(Lab.limit("receiveMaximum", 2));
        Client pub = lab.connect("pub");
        pub.says(publish("t", 2, 1, ""), publish("t", 2, 2, ""), pubrel(1), publish("t", 2, 3, ""))
                .says(publish("t", 2, 4, ""))
                .isDismissed(0x93);
    }

    @Test
    void whatComesAgainIsUnderWayOnce() {
        lab = new Lab(Lab.limit("receiveMaximum", 1));
        Client pub = lab.connect("pub").says(publish("t", 2, 1, "")).hears(pubrec(1, NO_MATCHING_SUBSCRIBERS));
        pub.says(again(publish("t", 2, 1, ""))).hears(pubrec(1));
        pub.says(publish("t", 2, 2, "")).isDismissed(0x93);
    }

    /// "The send quota and Receive Maximum value are not preserved across Network Connections, and are re-initialized
    /// with each new Network Connection": 5.0 section 4.9.
    @Test
    void whatIsUnderWayIsCountedAnewOnEachConnection() {
        lab = new Lab(Lab.limit("receiveMaximum", 1));
        Hello hello = Hello.v5("pub").kept(1000);
        lab.connect(hello).says(publish("t", 2, 1, "")).vanishes();
        Client pub = lab.connect(hello).says(publish("t", 2, 2, "")).hears(pubrec(2, NO_MATCHING_SUBSCRIBERS));
        pub.says(pubrel(1)).hears(pubcomp(1)).says(publish("t", 2, 1, "")).hears(pubrec(1, NO_MATCHING_SUBSCRIBERS));
        pub.says(publish("t", 2, 3, "")).isDismissed(0x93);
    }

    /// 3.1.1 has no Receive Maximum.
    @Test
    void whoIsNotToldOfALimitHasNone() {
        lab = new Lab(Lab.limit("receiveMaximum", 1));
        lab.connect(Hello.v3("old"))
                .says(publish("t", 2, 1, ""), publish("t", 2, 2, ""))
                .hears(pubrec(1), pubrec(2));
    }

    @Test
    void aQosThatIsNotOfferedEndsTheConnection() {
        lab = new Lab(Lab.limit("maximumQos", 1));
        Client pub = lab.connect("pub");
        assertEquals(1, pub.welcome().properties().number(PropertyId.MAXIMUM_QOS, -1));
        pub.says(publish("t", 2, 1, "")).isDismissed(0x9b);
    }

    // From the broker to the subscriber.

    @Test
    void aSubscriberGetsNoMoreThanItsQos() {
        Client zero = lab.connect("zero").says(subscribe(1, "t", 0)).hears(suback(1, 0));
        Client one = lab.connect("one").says(subscribe(1, "t", 1)).hears(suback(1, 1));
        Client two = lab.connect("two").says(subscribe(1, "t", 2)).hears(suback(1, 2));
        Client pub = lab.connect("pub");
        pub.says(publish("t", 2, 1, "m"));
        zero.hears(publish("t", "m"));
        one.hears(publish("t", 1, 1, "m"));
        two.hears(publish("t", 2, 1, "m"));
        pub.says(publish("t", 1, 2, "n"));
        two.hears(publish("t", 1, 2, "n"));
    }

    @Test
    void qos1IsSentAgainUntilAcknowledged() {
        Client sub = subscriber(1);
        lab.connect("pub").says(publish("t", 1, 9, "a"), publish("t", 1, 10, "b"));
        sub.hears(publish("t", 1, 1, "a"), publish("t", 1, 2, "b")).says(puback(1));
        sub.vanishes();
        sub = lab.connect(Hello.v5("sub").kept(1000));
        assertTrue(sub.welcome().sessionPresent());
        sub.hears(again(publish("t", 1, 2, "b"))).says(puback(2));
        sub.vanishes();
        lab.connect(Hello.v5("sub").kept(1000)).hearsNothing();
    }

    @Test
    void qos2IsSentAgainInEachOfItsStates() {
        Client sub = subscriber(2);
        Hello hello = Hello.v5("sub").kept(1000);
        lab.connect("pub").says(publish("t", 2, 9, "a"), publish("t", 2, 10, "b"));
        sub.hears(publish("t", 2, 1, "a"), publish("t", 2, 2, "b"));
        sub.vanishes();
        sub = lab.connect(hello).hears(again(publish("t", 2, 1, "a")), again(publish("t", 2, 2, "b")));
        sub.says(pubrec(2)).hears(pubrel(2));
        sub.vanishes();
        sub = lab.connect(hello).hears(pubrel(2), again(publish("t", 2, 1, "a")));
        sub.says(pubcomp(2), pubrec(1)).hears(pubrel(1)).says(pubcomp(1));
        sub.vanishes();
        lab.connect(hello).hearsNothing();
    }

    @Test
    void anErrorInPubrecEndsTheHandshake() {
        lab = new Lab(Lab.limit("inFlight", 1));
        Client sub = subscriber(2);
        lab.connect("pub").says(publish("t", 2, 1, "a"), publish("t", 2, 2, "b"));
        sub.hears(publish("t", 2, 1, "a")).says(pubrec(1, 0x97)).hears(publish("t", 2, 2, "b"));
    }

    @Test
    void answersOfTheWrongKindEndTheConnection() {
        for (Packet wrong : List.of(puback(1), pubcomp(1), pubrec(2), pubcomp(2))) {
            lab = new Lab();
            Client sub = subscriber(2);
            lab.connect("pub").says(publish("t", 2, 1, "a"), publish("t", 1, 2, "b"));
            sub.hears(publish("t", 2, 1, "a"), publish("t", 1, 2, "b"));
            sub.says(wrong).isDismissed(0x82);
            Client next = lab.connect(Hello.v5("sub").kept(1000));
            next.hears(again(publish("t", 2, 1, "a")), again(publish("t", 1, 2, "b")));
            next.says(pubrec(1)).hears(pubrel(1)).says(puback(1)).isDismissed(0x82);
        }
    }

    @Test
    void answersToNothingHarmNothing() {
        Client sub = subscriber(2);
        lab.connect("pub").says(publish("t", 2, 1, "a"), publish("t", 1, 2, "b"));
        sub.hears(publish("t", 2, 1, "a"), publish("t", 1, 2, "b"));
        sub.says(puback(77), pubcomp(77)).hearsNothing();
        sub.says(pubrec(77)).hears(new PubRel(77, NOT_FOUND, Properties.NONE));
        sub.says(pubrec(1)).hears(pubrel(1)).says(pubrec(1)).hears(pubrel(1));
        sub.vanishes();
        lab.connect(Hello.v5("sub").kept(1000)).hears(pubrel(1), again(publish("t", 1, 2, "b")));
    }

    // Flow control.

    @Test
    void theWindowIsTheSmallerOfTheTwoLimits() {
        lab = new Lab(Lab.limit("inFlight", 2));
        Client narrow = subscriber(Hello.v5("narrow").with(PropertyId.RECEIVE_MAXIMUM, 1), 2);
        Client wide = subscriber(Hello.v5("wide").with(PropertyId.RECEIVE_MAXIMUM, 10), 2);
        Client old = subscriber(Hello.v3("old"), 2);
        lab.connect("pub").says(publish("t", 1, 1, "a"), publish("t", 2, 2, "b"), publish("t", 1, 3, "c"));
        narrow.hears(publish("t", 1, 1, "a"));
        wide.hears(publish("t", 1, 1, "a"), publish("t", 2, 2, "b"));
        old.hears(publish("t", 1, 1, "a"), publish("t", 2, 2, "b"));
        narrow.says(puback(1)).hears(publish("t", 2, 2, "b"));
        // PUBREC makes no room, PUBCOMP does.
        narrow.says(pubrec(2)).hears(pubrel(2));
        narrow.says(pubcomp(2)).hears(publish("t", 1, 3, "c"));
    }

    @Test
    void aSmallerWindowIsKeptToWhenThingsAreSentAgain() {
        Client sub = subscriber(1);
        lab.connect("pub").says(publish("t", 1, 1, "a"), publish("t", 1, 2, "b"), publish("t", 1, 3, "c"));
        sub.vanishes();
        sub = lab.connect(Hello.v5("sub").kept(1000).with(PropertyId.RECEIVE_MAXIMUM, 1));
        sub.hears(again(publish("t", 1, 1, "a")));
        sub.says(puback(1)).hears(again(publish("t", 1, 2, "b")));
        sub.says(puback(2)).hears(again(publish("t", 1, 3, "c")));
    }

    @Test
    void whatIsTooLongToBeSentAgainMakesRoom() {
        Client sub = subscriber(1);
        lab.connect("pub").says(publish("t", 1, 1, "long".repeat(100)), publish("t", 1, 2, "b"));
        sub.vanishes();
        lab.connect(Hello.v5("sub")
                        .kept(1000)
                        .with(PropertyId.RECEIVE_MAXIMUM, 1)
                        .with(PropertyId.MAXIMUM_PACKET_SIZE, 100))
                .hears(again(publish("t", 1, 2, "b")));
    }

    // What waits.

    @Test
    void noMoreWaitForAClientThatIsAwayThanAllowed() {
        lab = new Lab(Lab.limits(Map.of("queued", 2)));
        subscriber(1).vanishes();
        lab.connect("pub").says(publish("t", 1, 1, "a"), publish("t", 1, 2, "b"), publish("t", 1, 3, "c"));
        lab.connect(Hello.v5("sub").kept(1000)).hears(publish("t", 1, 1, "a"), publish("t", 1, 2, "b"));
        assertEquals(1, lab.events(BrokerEvent.Dropped.class).size());
    }

    /// What need not wait takes no place among what waits.
    @Test
    void whereNothingMayWaitWhatCanGoAtOnceGoes() {
        lab = new Lab(Lab.limits(Map.of("queued", 0, "inFlight", 1)));
        Client sub = subscriber(1);
        lab.hub.publish(Message.of("", "t", 1, false, Properties.NONE, Bytes.utf8("a"), 0));
        lab.hub.publish(Message.of("", "t", 1, false, Properties.NONE, Bytes.utf8("b"), 0));
        lab.run();
        sub.hears(publish("t", 1, 1, "a"));
        assertEquals(1, lab.events(BrokerEvent.Dropped.class).size());
    }

    @Test
    void whatHasExpiredIsNotSentAndWhatWaitedSaysSo() {
        subscriber(1).vanishes();
        Property ten = number(PropertyId.MESSAGE_EXPIRY_INTERVAL, 10);
        Property hundred = number(PropertyId.MESSAGE_EXPIRY_INTERVAL, 100);
        lab.connect("pub").says(publish("t", 1, 1, "a", ten), publish("t", 1, 2, "b", hundred));
        lab.pass(30);
        lab.connect(Hello.v5("sub").kept(1000))
                .hears(publish("t", 1, 1, "b", number(PropertyId.MESSAGE_EXPIRY_INTERVAL, 70)));
    }

    @Test
    void whatHasExpiredTakesNoRoom() {
        lab = new Lab(Lab.limit("queued", 2));
        subscriber(1).vanishes();
        Property ten = number(PropertyId.MESSAGE_EXPIRY_INTERVAL, 10);
        Client pub = lab.connect("pub").says(publish("t", 1, 1, "a", ten), publish("t", 1, 2, "b", ten));
        lab.pass(30);
        pub.says(publish("t", 1, 3, "c"));
        lab.connect(Hello.v5("sub").kept(1000)).hears(publish("t", 1, 1, "c"));
    }

    @Test
    void nothingWaitsAtQos0() {
        subscriber(0).vanishes();
        Client pub = lab.connect("pub").says(publish("t", "a"), publish("t", 1, 1, "b"));
        pub.hears(puback(1, NO_MATCHING_SUBSCRIBERS));
        lab.connect(Hello.v5("sub").kept(1000)).hearsNothing();
    }

    @Test
    void orderIsKeptAcrossWaitingAndWindow() {
        lab = new Lab(Lab.limit("inFlight", 3));
        Client sub = subscriber(1);
        Client pub = lab.connect("pub");
        for (int i = 1; i <= 10; i++) {
            pub.says(publish("t", 1, i, "m" + i));
        }
        for (int i = 1; i <= 10; i++) {
            if (i == 5) {
                sub.vanishes();
                sub = lab.connect(Hello.v5("sub").kept(1000));
                assertEquals(3, sub.heard().size());
            }
            sub.says(puback(i));
            if (i < 5) {
                sub.heard();
            } else if (i <= 7) {
                sub.hears(publish("t", 1, i + 3, "m" + (i + 3)));
            } else {
                sub.hearsNothing();
            }
        }
    }

    // What is passed on.

    @Test
    void propertiesArePassedOnAsTheyCame() {
        Client sub = subscriber(1);
        Property[] properties = {
            number(PropertyId.PAYLOAD_FORMAT_INDICATOR, 1),
            new Property.Text(PropertyId.RESPONSE_TOPIC, "answers"),
            new Property.Data(PropertyId.CORRELATION_DATA, Bytes.utf8("17")),
            new Property.Pair("b", "2"),
            new Property.Pair("a", "1"),
            new Property.Text(PropertyId.CONTENT_TYPE, "text/plain")
        };
        Client pub = lab.connect("pub").says(publish("t", 1, 1, "now", properties));
        sub.hears(publish("t", 1, 1, "now", properties));
        sub.says(puback(1)).says(disconnect());
        pub.says(publish("t", 1, 1, "later", properties));
        lab.connect(Hello.v5("sub").kept(1000)).hears(publish("t", 1, 2, "later", properties));
    }

    @Test
    void clientsOfAllVersionsUnderstandEachOther() {
        Client old = subscriber(Hello.v3("old"), 1);
        Client sub = subscriber(1);
        lab.connect("pub").says(publish("t", 1, 1, "new", new Property.Pair("a", "b")));
        lab.connect(Hello.v3("older")).says(publish("t", 1, 1, "old"));
        old.hears(publish("t", 1, 1, "new"), publish("t", 1, 2, "old"));
        sub.hears(publish("t", 1, 1, "new", new Property.Pair("a", "b")), publish("t", 1, 2, "old"));
    }

    @Test
    void oneTurnOfManyPacketsIsLikeManyTurns() {
        Client sub = subscriber(2);
        Client pub = lab.connect("pub");
        pub.says(publish("t", 2, 1, "a"), pubrel(1), publish("t", 2, 1, "b"), pubrel(1), publish("t", "c"));
        pub.hears(pubrec(1), pubcomp(1), pubrec(1), pubcomp(1));
        List<Publish> expected = List.of(publish("t", 2, 1, "a"), publish("t", 2, 2, "b"), publish("t", "c"));
        assertEquals(expected, sub.heard());
    }
}
