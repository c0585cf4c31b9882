package mqttlab.broker.hub;

import static mqttlab.broker.hub.Words.disconnect;
import static mqttlab.broker.hub.Words.number;
import static mqttlab.broker.hub.Words.publish;
import static mqttlab.broker.hub.Words.suback;
import static mqttlab.broker.hub.Words.subscribe;

import mqttlab.packet.Bytes;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import org.junit.jupiter.api.Test;

/// When a will is published, and when not. 3.1.1 section 3.1.2.5, 5.0 sections 3.1.2.5 and 3.1.3.2.
class WillTest {

    private static final Hello DOOMED = Hello.v5("doomed").will("w", 1, "gone");
    private static final Publish WILL = publish("w", "gone");

    private final Lab lab = new Lab();
    private final Client heir = lab.connect("heir").says(subscribe(1, "w", 0)).hears(suback(1, 0));

    private static Hello delayed(int seconds) {
        return Hello.v5("doomed").will("w", 1, "gone", number(PropertyId.WILL_DELAY_INTERVAL, seconds));
    }

    @Test
    void whenTheNetworkBreaks() {
        lab.connect(DOOMED).vanishes();
        heir.hears(WILL);
    }

    @Test
    void notWhenTheClientTakesItsLeave() {
        lab.connect(DOOMED).says(disconnect());
        lab.connect(DOOMED).says(disconnect()).isClosed();
        lab.pass(100);
        heir.hearsNothing();
    }

    @Test
    void whenTheClientAsksForIt() {
        lab.connect(DOOMED).says(disconnect(0x04));
        heir.hears(WILL);
    }

    @Test
    void whenTheClientBreaksARule() {
        lab.connect(DOOMED).says(new PingResp()).isDismissed(0x82);
        heir.hears(WILL);
    }

    @Test
    void whenTheClientSaysNothingAnyMore() {
        Client doomed = lab.connect(DOOMED.keepAlive(10));
        lab.pass(14);
        doomed.says(new PingReq()).hears(new PingResp());
        lab.pass(14);
        heir.hearsNothing();
        lab.pass(1);
        doomed.isDismissed(0x8d);
        heir.hears(WILL);
    }

    @Test
    void whenAnotherTakesOver() {
        Client doomed = lab.connect(DOOMED);
        lab.connect(Hello.v5("doomed"));
        doomed.isDismissed(0x8e);
        heir.hears(WILL);
    }

    @Test
    void whenTheBrokerGoes() {
        lab.connect(DOOMED);
        lab.hub.shutDown();
        lab.flush();
        // To those that are still there: the order in which clients are told to go is any.
        heir.isDismissed(0x8b);
    }

    @Test
    void afterItsDelay() {
        lab.connect(delayed(10).kept(100)).vanishes();
        lab.pass(9);
        heir.hearsNothing();
        lab.pass(1);
        heir.hears(WILL);
        lab.pass(200);
        heir.hearsNothing();
    }

    @Test
    void notWhenTheClientIsBackBeforeItsDelay() {
        lab.connect(delayed(10).kept(100)).vanishes();
        lab.pass(9);
        lab.connect(Hello.v5("doomed").kept(100));
        lab.pass(50);
        heir.hearsNothing();
    }

    @Test
    void theNewWillInsteadOfTheOldOne() {
        lab.connect(delayed(10).kept(100)).vanishes();
        lab.connect(Hello.v5("doomed").kept(100).will("w", 0, "again")).vanishes();
        heir.hears(publish("w", "again"));
        lab.pass(20);
        heir.hearsNothing();
    }

    @Test
    void atTheEndOfItsSession() {
        lab.connect(delayed(10)).vanishes();
        heir.hears(WILL);
        lab.connect(delayed(10).kept(3)).vanishes();
        lab.pass(2);
        heir.hearsNothing();
        lab.pass(1);
        heir.hears(WILL);
    }

    @Test
    void whenACleanStartEndsItsSession() {
        lab.connect(delayed(10).kept(100)).vanishes();
        lab.connect(Hello.v5("doomed"));
        heir.hears(WILL);
    }

    @Test
    void whenATakeoverWithADelayGoesOn() {
        lab.connect(delayed(10).kept(100));
        lab.connect(delayed(10).kept(100));
        lab.pass(50);
        heir.hearsNothing();
    }

    @Test
    void itsTimeBeginsWhenItIsPublished() {
        Client five = lab.connect("five").says(subscribe(1, "w", 1)).hears(suback(1, 1));
        lab.connect(Hello.v5("doomed")
                        .kept(1000)
                        .will(
                                "w",
                                1,
                                "gone",
                                number(PropertyId.WILL_DELAY_INTERVAL, 60),
                                number(PropertyId.MESSAGE_EXPIRY_INTERVAL, 30)))
                .vanishes();
        lab.pass(60);
        five.hears(publish("w", 1, 1, "gone", number(PropertyId.MESSAGE_EXPIRY_INTERVAL, 30)));
    }

    @Test
    void itKeepsItsProperties() {
        Property data = new Property.Data(PropertyId.CORRELATION_DATA, Bytes.utf8("17"));
        lab.connect(Hello.v5("doomed").will("w", 0, "gone", data)).vanishes();
        heir.hears(publish("w", "gone", data));
    }

    @Test
    void ofAnOldClient() {
        lab.connect(Hello.v3("doomed").will("w", 0, "gone")).vanishes();
        heir.hears(WILL);
        lab.connect(Hello.v3("doomed").will("w", 0, "gone")).says(disconnect());
        heir.hearsNothing();
    }
}
