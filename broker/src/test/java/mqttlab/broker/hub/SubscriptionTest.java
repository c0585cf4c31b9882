package mqttlab.broker.hub;

import static mqttlab.broker.hub.Words.again;
import static mqttlab.broker.hub.Words.number;
import static mqttlab.broker.hub.Words.puback;
import static mqttlab.broker.hub.Words.publish;
import static mqttlab.broker.hub.Words.pubrec;
import static mqttlab.broker.hub.Words.retained;
import static mqttlab.broker.hub.Words.suback;
import static mqttlab.broker.hub.Words.subscribe;
import static mqttlab.broker.hub.Words.unsuback;
import static mqttlab.broker.hub.Words.unsubscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Codec;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Subscribe.Request;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;

/// What a subscription gets: overlapping, shared, with its options, and what is retained. 3.1.1 section 3.8, 5.0
/// sections 3.8 and 4.8.
class SubscriptionTest {

    private Lab lab = new Lab();

    private static Property id(int identifier) {
        return number(PropertyId.SUBSCRIPTION_IDENTIFIER, identifier);
    }

    // Several subscriptions of one client.

    @Test
    void overlappingSubscriptionsGetAMessageOnceAtTheHighestQos() {
        Client sub = lab.connect("sub").says(subscribe(1, 10, "a/#", 0), subscribe(2, 20, "a/+", 2));
        sub.hears(suback(1, 0), suback(2, 2));
        sub.says(subscribe(3, "a/b", 1)).hears(suback(3, 1));
        lab.connect("pub").says(publish("a/b", 2, 1, "m"));
        Publish got = assertInstanceOf(Publish.class, sub.heard().getFirst());
        assertEquals(2, got.qos());
        assertEquals(
                List.of(10L, 20L),
                got.properties().all().stream()
                        .map(it -> ((Property.Numeric) it).value())
                        .sorted()
                        .toList());
        sub.hearsNothing();
    }

    @Test
    void aSubscriptionReplacesTheOneBefore() {
        Client sub = lab.connect("sub").says(subscribe(1, 10, "a", 0), subscribe(2, 20, "a", 1));
        sub.hears(suback(1, 0), suback(2, 1));
        lab.connect("pub").says(publish("a", 1, 1, "m"));
        sub.hears(publish("a", 1, 1, "m", id(20)));
        assertEquals(1, lab.hub.subscriptionCount());
    }

    @Test
    void unsubscribingEndsOneOfThem() {
        Client sub = lab.connect("sub").says(subscribe(1, new Request("a/#", 1), new Request("a/b", 0)));
        sub.says(unsubscribe(2, "a/#")).hears(suback(1, 1, 0), unsuback(2, 0));
        lab.connect("pub").says(publish("a/b", 1, 1, "m"), publish("a/c", 1, 2, "n"));
        sub.hears(publish("a/b", "m"));
    }

    @Test
    void noLocalKeepsTheClientsOwnFromIt() {
        Client one = lab.connect("one").says(subscribe(1, new Request("t", 0, true, false, 0)));
        one.says(publish("t", "own")).hears(suback(1, 0));
        lab.connect("two").says(publish("t", "other"));
        one.hears(publish("t", "other"));
        // Another subscription without the option gets it, at its own QoS.
        one.says(subscribe(2, new Request("#", 0))).hears(suback(2, 0)).says(publish("t", "own"));
        one.hears(publish("t", "own"));
    }

    @Test
    void aFilterBeforeTheNextHasItsOwnCode() {
        lab = new Lab(new Access() {
            @Override
            public boolean maySubscribe(Who who, String filter) {
                return !filter.equals("secret");
            }
        });
        Client sub = lab.connect("sub").says(subscribe(1, new Request("a", 1), new Request("secret", 1)));
        SubAck ack = assertInstanceOf(SubAck.class, sub.heard().getFirst());
        assertEquals(List.of(1, 0x87), ack.codes());
        lab.connect(Hello.v3("old"))
                .says(subscribe(1, new Request("a", 1), new Request("secret", 1)))
                .hears(suback(1, 1, 0x80));
    }

    @Test
    void whatAClientMayNotReadItDoesNotGet() {
        lab = new Lab(new Access() {
            @Override
            public boolean limitsReading() {
                return true;
            }

            @Override
            public boolean mayRead(Who who, String topic) {
                return !topic.equals("a/secret");
            }
        });
        Client sub = lab.connect("sub").says(subscribe(1, "a/#", 1)).hears(suback(1, 1));
        lab.connect("pub")
                .says(publish("a/secret", 1, 1, "m"), publish("a/b", "n"), retained(publish("a/secret", "r")));
        sub.hears(publish("a/b", "n")).says(subscribe(2, "a/secret", 1)).hears(suback(2, 1));
    }

    /// The publisher need not know: in 3.1.1 PUBACK sounds the same, and QoS 0 has no answer.
    @Test
    void whoMayNotPublishIsTold() {
        lab = new Lab(new Access() {
            @Override
            public boolean mayPublish(Who who, String topic) {
                return !topic.equals("secret");
            }

            @Override
            public boolean maySubscribe(Who who, String filter) {
                return !filter.equals("secret");
            }

            @Override
            public String why(Who who, String filter) {
                return filter + " is not for " + who.clientId();
            }
        });
        lab.connect(Hello.v3("old"))
                .says(publish("secret", "0"), publish("secret", 1, 1, "1"), publish("secret", 2, 2, "2"))
                .hears(puback(1), pubrec(2))
                .says(again(publish("secret", 2, 2, "2")))
                .hears(pubrec(2))
                .says(subscribe(1, "$share/s/secret", 1))
                .hears(suback(1, 0x80));
        lab.connect("new").says(publish("$SYS/no", "0"));
        assertEquals(
                List.of(
                        "old secret 0 87 secret is not for old",
                        "old secret 1 87 secret is not for old",
                        "old secret 2 87 secret is not for old",
                        "new $SYS/no 0 87 what is below $SYS is the broker's"),
                lab.events(BrokerEvent.Rejected.class).stream()
                        .map(it -> it.message().publisher()
                                + ' '
                                + it.message().topic()
                                + ' '
                                + it.message().qos()
                                + ' '
                                + Integer.toHexString(it.reasonCode())
                                + ' '
                                + it.why())
                        .toList());
        assertEquals(
                List.of(new BrokerEvent.Subscribed("old", "$share/s/secret", 0x87, 0, "secret is not for old")),
                lab.events(BrokerEvent.Subscribed.class));
    }

    // Shared.

    @Test
    void aShareTakesTurns() {
        Client one = lab.connect("one").says(subscribe(1, "$share/s/t", 0)).hears(suback(1, 0));
        Client two = lab.connect("two").says(subscribe(1, "$share/s/t", 0)).hears(suback(1, 0));
        Client other = lab.connect("other").says(subscribe(1, "$share/o/t", 0)).hears(suback(1, 0));
        Client plain = lab.connect("plain").says(subscribe(1, "t", 0)).hears(suback(1, 0));
        lab.connect("pub").says(publish("t", "a"), publish("t", "b"), publish("t", "c"), publish("t", "d"));
        assertEquals(2, one.heard().size());
        assertEquals(2, two.heard().size());
        assertEquals(4, other.heard().size());
        assertEquals(4, plain.heard().size());
    }

    @Test
    void aShareGoesToThoseWhoAreThere() {
        lab.connect(Hello.v5("away").kept(100))
                .says(subscribe(1, "$share/s/t", 1))
                .vanishes();
        Client here = lab.connect("here").says(subscribe(1, "$share/s/t", 1)).hears(suback(1, 1));
        Client pub = lab.connect("pub").says(publish("t", 1, 1, "a"), publish("t", 1, 2, "b"));
        here.hears(publish("t", 1, 1, "a"), publish("t", 1, 2, "b"));
        here.says(unsubscribe(2, "$share/s/t")).hears(unsuback(2, 0));
        pub.says(publish("t", 1, 3, "c"));
        lab.connect(Hello.v5("away").kept(100)).hears(publish("t", 1, 1, "c"));
    }

    @Test
    void aShareWhereAllAreAwayKeepsForOneWhoCan() {
        lab.connect(Hello.v5("zero").kept(100))
                .says(subscribe(1, "$share/s/t", 0))
                .vanishes();
        lab.connect(Hello.v5("one").kept(100))
                .says(subscribe(1, "$share/s/t", 1))
                .vanishes();
        lab.connect(Hello.v5("null").kept(100))
                .says(subscribe(1, "$share/s/t", 0))
                .vanishes();
        lab.connect("pub")
                .says(publish("t", 1, 1, "a"), publish("t", 1, 2, "b"))
                .hears(puback(1), puback(2));
        lab.connect(Hello.v5("one").kept(100)).hears(publish("t", 1, 1, "a"), publish("t", 1, 2, "b"));
    }

    @Test
    void aShareWhereAllAreAwayKeepsForOneWhoHasRoom() {
        lab = new Lab(Lab.limit("queued", 1));
        for (String each : List.of("one", "two")) {
            Client client = lab.connect(Hello.v5(each).kept(100)).says(subscribe(1, "$share/s/t", 1));
            client.says(subscribe(2, each, 1)).vanishes();
        }
        Client pub = lab.connect("pub").says(publish("one", 1, 1, "full"), publish("t", 1, 2, "a"));
        lab.connect(Hello.v5("two").kept(100)).hears(publish("t", 1, 1, "a")).vanishes();
        pub.says(publish("t", 1, 3, "b"));
        assertEquals(0, lab.hub.counts().dropped());
    }

    @Test
    void sharesGetNothingThatIsRetained() {
        lab.connect("pub").says(retained(publish("t", "m")));
        lab.connect("sub").says(subscribe(1, "$share/s/t", 0)).hears(suback(1, 0));
    }

    @Test
    void whatIsSwitchedOffIsRefused() {
        lab = new Lab(Lab.limits(Map.of("subscriptions", 1, "levels", 3)));
        Client sub = lab.connect("sub").says(subscribe(1, new Request("a/b/c/d", 0), new Request("a", 0)));
        sub.says(subscribe(2, new Request("b", 0), new Request("a", 1)));
        List<?> codes = sub.heard().stream().map(it -> ((SubAck) it).codes()).toList();
        assertEquals(List.of(List.of(0x8f, 0), List.of(0x97, 1)), codes);
    }

    /// As much as mosquitto takes.
    @Test
    void aTopicMayHaveTwoHundredSlashes() {
        String deep = "/".repeat(200);
        Client sub = lab.connect("sub").says(subscribe(1, deep, 0)).hears(suback(1, 0));
        lab.connect("pub").says(publish(deep, "m"));
        sub.hears(publish(deep, "m"));
    }

    /// Trees of topics are searched by calls as deep as they are.
    @Test
    void theDeepestTopicIsFoundAndRemoved() {
        assertThrows(IllegalStateException.class, () -> Lab.limit("levels", 1001));
        lab = new Lab(Lab.limit("levels", 1000));
        String deepest = "/".repeat(999);
        Client sub = lab.connect("sub").says(subscribe(1, "#", 0), subscribe(2, "+" + deepest, 0));
        sub.hears(suback(1, 0), suback(2, 0));
        lab.connect("pub").says(retained(publish(deepest, "m")));
        sub.hears(publish(deepest, "m"));
        sub.says(subscribe(1, "#", 0)).hears(suback(1, 0), retained(publish(deepest, "m")));
        lab.connect("pub").says(retained(publish(deepest, "")));
        assertEquals(0, lab.hub.retainedCount());
    }

    // Retained.

    @Test
    void whatIsRetainedComesBehindSuback() {
        lab.connect("pub")
                .says(
                        retained(publish("a/b", 1, 1, "old")),
                        retained(publish("a/b", 1, 2, "new")),
                        retained(publish("c", "c")));
        Client sub = lab.connect("sub").says(subscribe(1, "a/+", 1));
        sub.hears(suback(1, 1), retained(publish("a/b", 1, 1, "new")));
        lab.connect("pub").says(retained(publish("a/b", "now")));
        sub.hears(publish("a/b", "now"));
        assertEquals(2, lab.hub.retainedCount());
    }

    @Test
    void anEmptyPayloadRetainsNothing() {
        Client pub = lab.connect("pub").says(retained(publish("a", "m")), retained(publish("a", "")));
        assertEquals(0, lab.hub.retainedCount());
        pub.says(subscribe(1, "a", 0)).hears(suback(1, 0));
    }

    @Test
    void retainAsPublishedLeavesTheFlag() {
        Client sub = lab.connect("sub").says(subscribe(1, new Request("a", 0, false, true, 0)));
        lab.connect("pub").says(retained(publish("a", "m")), publish("a", "n"));
        sub.hears(suback(1, 0), retained(publish("a", "m")), publish("a", "n"));
    }

    @Test
    void retainHandlingSaysWhenTheyCome() {
        lab.connect("pub").says(retained(publish("a", "m")));
        Client sub = lab.connect("sub")
                .says(subscribe(1, new Request("a", 0, false, false, 2)))
                .hears(suback(1, 0));
        sub.says(subscribe(2, new Request("a", 0, false, false, 1))).hears(suback(2, 0));
        sub.says(subscribe(3, new Request("a", 0, false, false, 0))).hears(suback(3, 0), retained(publish("a", "m")));
        sub.says(unsubscribe(4, "a")).hears(unsuback(4, 0));
        sub.says(subscribe(5, new Request("a", 0, false, false, 1))).hears(suback(5, 0), retained(publish("a", "m")));
    }

    @Test
    void whatIsRetainedExpires() {
        Property ten = number(PropertyId.MESSAGE_EXPIRY_INTERVAL, 10);
        lab.connect("pub").says(retained(publish("a", "m", ten)));
        lab.pass(4);
        Property six = number(PropertyId.MESSAGE_EXPIRY_INTERVAL, 6);
        lab.connect("sub").says(subscribe(1, "a", 0)).hears(suback(1, 0), retained(publish("a", "m", six)));
        lab.pass(6);
        lab.connect("sub").says(subscribe(1, "a", 0)).hears(suback(1, 0));
        lab.pass(60);
        assertEquals(0, lab.hub.retainedCount());
    }

    @Test
    void whatIsReplacedWhileARunIsOnItsWayComesOnce() {
        Client pub = lab.connect("pub");
        for (String each : List.of("a", "b", "c")) {
            pub.says(retained(publish(each, 1, 1, "old " + each)));
        }
        Client sub =
                lab.connect(Hello.v5("sub").with(PropertyId.RECEIVE_MAXIMUM, 1)).says(subscribe(1, "#", 1));
        sub.hears(suback(1, 1), retained(publish("a", 1, 1, "old a")));
        pub.says(retained(publish("b", 1, 1, "new b")), retained(publish("c", "")));
        sub.says(puback(1)).hears(publish("c", ""), publish("b", 1, 2, "new b"));
        sub.says(puback(2)).hearsNothing();
    }

    private Client threeRetained() {
        Client pub = lab.connect("pub");
        for (int i = 1; i <= 3; i++) {
            pub.says(retained(publish("r/" + i, 1, i, "old"))).hears(puback(i, Words.NO_MATCHING_SUBSCRIBERS));
        }
        return pub;
    }

    private static Publish old(int topic, int packetId, Property... properties) {
        return retained(publish("r/" + topic, 1, packetId, "old", properties));
    }

    private static final Hello ONE_BY_ONE = Hello.v5("sub").kept(1000).with(PropertyId.RECEIVE_MAXIMUM, 1);

    /// "If the Retain Handling option is 0, any existing retained messages matching the Topic Filter MUST be re-sent"
    /// [MQTT-3.8.4-4] of 5.0; those of the subscription before need not be sent, too.
    @Test
    void whoSubscribesAgainGetsThemOnceMore() {
        threeRetained();
        Client sub = lab.connect(ONE_BY_ONE).says(subscribe(1, "r/#", 1)).hears(suback(1, 1), old(1, 1));
        sub.says(subscribe(2, "r/#", 1), subscribe(3, new Request("r/#", 1), new Request("r/#", 1)));
        sub.hears(suback(2, 1), suback(3, 1, 1)).says(puback(1)).hears(old(1, 2));
        sub.vanishes();
        sub = lab.connect(ONE_BY_ONE).hears(again(old(1, 2))).says(subscribe(1, "r/#", 1));
        sub.hears(suback(1, 1)).says(puback(2)).hears(old(1, 3));
        sub.says(puback(3)).hears(old(2, 4)).says(puback(4)).hears(old(3, 5));
        sub.says(puback(5)).hearsNothing();
    }

    @Test
    void whatIsStillToComeComesAsTheNewSubscriptionWantsIt() {
        threeRetained();
        Client sub = lab.connect(ONE_BY_ONE).says(subscribe(1, 7, "r/#", 1)).hears(suback(1, 1), old(1, 1, id(7)));
        sub.says(new Subscribe(2, Properties.of(id(9)), List.of(new Request("r/#", 0, false, false, 2))));
        sub.hears(suback(2, 0), retained(publish("r/2", "old", id(9))), retained(publish("r/3", "old", id(9))));
    }

    @Test
    void whatIsStillToComeDoesNotComeToWhoHasUnsubscribed() {
        threeRetained();
        Client sub = lab.connect(ONE_BY_ONE).says(subscribe(1, "r/#", 1)).hears(suback(1, 1), old(1, 1));
        sub.says(unsubscribe(2, "r/#")).hears(unsuback(2, 0)).says(puback(1)).hearsNothing();
    }

    /// Meanwhile others have their turn.
    @Test
    void manyAreLookedUpOneAfterTheOther() {
        int count = 6000;
        Publish[] all = new Publish[count];
        Arrays.setAll(all, i -> retained(publish("r/" + i, "m")));
        lab.connect("pub").says(all);
        Client sub = lab.connect("sub");
        Request[] requests = {new Request("#", 0), new Request("+/#", 0), new Request("r/+", 0), new Request("+/#", 0)};
        sub.sends(Codec.write(subscribe(1, requests), Version.V5));
        lab.hub.flush();
        assertEquals(1 + count, sub.heard().size());
        lab.run();
        assertEquals(2 * count, sub.heard().size());
        assertEquals(
                List.of(count, -1, -1, -1),
                lab.events(BrokerEvent.Subscribed.class).stream()
                        .map(BrokerEvent.Subscribed::retained)
                        .toList());
    }

    /// What a client that is away cannot get as it is published: QoS 0 does not wait.
    @Test
    void whatIsReplacedWhileTheClientIsAwayComesAsItIsThen() {
        Client pub = threeRetained();
        Client sub = lab.connect(ONE_BY_ONE).says(subscribe(1, "r/#", 1)).hears(suback(1, 1), old(1, 1));
        sub.vanishes();
        pub.says(retained(publish("r/2", "new")), retained(publish("r/3", 1, 4, "new")));
        sub = lab.connect(ONE_BY_ONE).hears(again(old(1, 1)), retained(publish("r/2", "new")));
        sub.says(puback(1)).hears(publish("r/3", 1, 2, "new")).says(puback(2)).hearsNothing();
    }

    @Test
    void whatTheClientHasRetainedItselfDoesNotComeBack() {
        threeRetained();
        Client sub = lab.connect("sub").says(retained(publish("r/2", "own")));
        sub.says(subscribe(1, new Request("r/#", 1, true, false, 0)));
        sub.hears(suback(1, 1), old(1, 1), old(3, 2));
    }

    @Test
    void whatIsTooLongIsDroppedWithAWord() {
        lab.connect("pub").says(retained(publish("r/long", "x".repeat(100))), retained(publish("r/short", "m")));
        Client sub = lab.connect(Hello.v5("sub").with(PropertyId.MAXIMUM_PACKET_SIZE, 50));
        sub.says(subscribe(1, "r/#", 0)).hears(suback(1, 0), retained(publish("r/short", "m")));
        assertEquals(
                List.of("r/long"),
                lab.events(BrokerEvent.Dropped.class).stream()
                        .map(it -> it.message().topic())
                        .toList());
    }
}
