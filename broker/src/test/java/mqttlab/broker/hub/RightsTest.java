package mqttlab.broker.hub;

import static mqttlab.broker.hub.Words.NO_MATCHING_SUBSCRIBERS;
import static mqttlab.broker.hub.Words.disconnect;
import static mqttlab.broker.hub.Words.publish;
import static mqttlab.broker.hub.Words.suback;
import static mqttlab.broker.hub.Words.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import mqttlab.packet.PubAck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who gets what where not everybody may, connected or away. 5.0 section 5.4.2.
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
}
