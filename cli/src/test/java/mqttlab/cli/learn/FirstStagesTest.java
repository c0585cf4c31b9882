package mqttlab.cli.learn;

import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Properties;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;
import mqttlab.packet.Will;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Learners at the stages 1 to 4: those who do it, and those who nearly do. Two frames are each connection's handshake.
class FirstStagesTest {

    private static final Hints HINTS = new Hints(1, 4);

    private static final Will WILL = new Will(Properties.NONE, "lab/will", Bytes.utf8("gone"), 0, false);

    private final Play packets = HINTS.play(1);
    private final Play connect = HINTS.play(2);
    private final Play publish = HINTS.play(3);
    private final Play broker = HINTS.play(4);

    @AfterAll
    static void everyHintWasGiven() {
        HINTS.assertAllGiven();
    }

    /// 2 + 9 + 1 + 5 bytes are 17, and three letters more are 20.
    @Test
    void packetsDone() {
        packets.client("a").publish("lab/hello", "hello").publish("lab/hello", "hello123");
        packets.done("hello", 5).done("twenty", 6);
        packets.silent();
    }

    @Test
    void packetsNearly() {
        Play.Client client = packets.client("a");
        client.publish("lab/Hello", "hello");
        packets.near("hello", "topic");
        client.publish("lab/hello", "Hello");
        packets.near("hello", "payload");
        // What the server sends is not what the learner has sent.
        client.get("lab/hello", "hello");
        packets.silent();
        client.publish("lab/hello", "hello");
        packets.done("hello", 8);
        client.publish("lab/hello", "hello12");
        packets.near("twenty", "short");
        // QoS 1 takes two bytes more than were counted.
        client.publish("lab/hello", "hello123", 1, false);
        packets.near("twenty", "long").silent();
    }

    @Test
    void connectDone() {
        connect.client("").leave();
        connect.done("accepted", 3, 4);
        connect.open(Play.BROKER).connect("me", true, false, null, false).leave();
        connect.done("kept", 10, 11);
        connect.open(Play.BROKER).connect("me", true, false, null, true);
        connect.done("resumed", 17, 18);
    }

    @Test
    void connectNearly() {
        connect.open(Play.BROKER).asks("a", false, true, null).receive(new ConnAck(false, 0x87, Properties.NONE));
        connect.near("accepted", "refused");
        connect.open(Play.BROKER, Version.V3_1_1).connect("a", false, true, null, false);
        connect.near("accepted", "version");
        connect.client("a");
        connect.done("accepted", 11, 12);
        connect.open(Play.BROKER).connect("", true, true, null, false);
        connect.near("kept", "unnamed");
        connect.open(Play.BROKER).connect("you", true, false, null, false);
        connect.near("kept", "name");
        connect.client("me");
        connect.near("kept", "forgotten");
        connect.open(Play.BROKER).connect("me", true, false, null, false);
        connect.done("kept", 27, 28);
        connect.client("me");
        connect.near("resumed", "clean");
        connect.open(Play.BROKER).connect("me", true, false, null, false);
        connect.near("resumed", "lost");
        connect.open(Play.BROKER).connect("Me", true, false, null, false);
        connect.near("resumed", "name").silent();
    }

    @Test
    void publishDone() {
        Play.Client listener = publish.client("l").subscribe("lab/kitchen", 0);
        publish.done("subscribed", 5, 6);
        Play.Client speaker = publish.client("s").publish("lab/kitchen", "21.5");
        listener.get("lab/kitchen", "21.5");
        publish.done("delivered", 11, 12);
        speaker.publish("lab/kitchen", "21.6", 1, false);
        listener.get("lab/kitchen", "21.6");
        publish.done("lowered", 13, 14);
    }

    @Test
    void publishNearly() {
        Play.Client speaker = publish.client("s").publish("lab/kitchen", "21.5");
        publish.near("subscribed", "early");
        Play.Client listener = publish.client("l").refused("lab/kitchen");
        publish.near("subscribed", "refused");
        listener.subscribe("lab/kitchen", 1);
        publish.done("subscribed", 12, 13);
        speaker.publish("lab/kitchen/", "21.5");
        publish.near("delivered", "unwanted");
        // What was retained before nobody has published now.
        listener.get("lab/kitchen", "20", 0, true);
        publish.silent();
        speaker.publish("lab/kitchen", "22");
        listener.get("lab/kitchen", "22");
        publish.done("delivered", 16, 17);
        speaker.publish("lab/kitchen", "23");
        publish.near("lowered", "zero");
        speaker.publish("lab/kitchen", "24", 1, false);
        listener.get("lab/kitchen", "24", 1, false);
        publish.near("lowered", "same").silent();
    }

    @Test
    void brokerDone() {
        Play.Client ann = broker.client("ann").subscribe("lab/news", 0);
        Play.Client bob = broker.client("bob").subscribe("lab/#", 0);
        broker.client("s").publish("lab/news", "extra");
        ann.get("lab/news", "extra");
        bob.get("lab/news", "extra");
        broker.done("two", 17, 18, 19);
        Play.Client twin = broker.open(Play.BROKER).connect("twin", false, true, WILL, false);
        broker.open(Play.BROKER).asks("twin", false, true, null);
        twin.ended(0x8e);
        broker.done("takeover", 27);
        bob.get("lab/will", "gone");
        broker.done("will", 22, 30);
    }

    @Test
    void brokerNearly() {
        Play.Client ann = broker.client("ann").subscribe("lab/news", 0);
        Play.Client speaker = broker.client("s").publish("lab/news", "extra");
        broker.near("two", "one");
        ann.get("lab/news", "extra");
        // Twice to the same is not to two.
        speaker.publish("lab/news", "extra");
        ann.get("lab/news", "extra");
        broker.silent();
        Play.Client bob = broker.client("bob").subscribe("lab/#", 0);
        speaker.publish("lab/news", "more");
        ann.get("lab/news", "more");
        bob.get("lab/news", "more");
        broker.done("two", 21, 22, 23);
        broker.client("witness");
        Play.Client twin = broker.open(Play.BROKER).connect("twin", false, true, WILL, false);
        broker.silent();
        broker.client("twins");
        broker.near("takeover", "alone");
        broker.open(Play.BROKER, Version.V3_1_1).connect("old", false, true, WILL, false);
        broker.open(Play.BROKER, Version.V3_1_1).asks("old", false, true, WILL);
        broker.near("takeover", "version");
        // The broker goes: that is no takeover.
        bob.ended(0x8b);
        broker.silent();
        twin.ended(0x8e);
        broker.done("takeover", 46);
        broker.open(Play.BROKER).connect("shy", false, true, WILL, false).leave();
        broker.near("will", "polite");
        // Another message to the same topic is not the will.
        Play.Client witness = broker.client("w").subscribe("lab/will", 0);
        witness.get("lab/will", "still there");
        broker.silent();
    }

    /// A broker may publish the will first, and tell of the takeover then.
    @Test
    void aWillThatCameBeforeTheTakeoverCounts() {
        Play.Client ann = broker.client("ann").subscribe("lab/#", 0);
        Play.Client bob = broker.client("bob").subscribe("lab/#", 0);
        broker.client("s").publish("lab/news", "x");
        ann.get("lab/news", "x");
        bob.get("lab/news", "x");
        broker.done("two", 17, 18, 19);
        Play.Client twin = broker.open(Play.BROKER).connect("twin", false, true, WILL, false);
        Play.Client second = broker.open(Play.BROKER).asks("twin", false, true, null);
        ann.get("lab/will", "gone");
        twin.ended(0x8e);
        broker.done("takeover", 28);
        second.receive(new ConnAck(false, 0, Properties.NONE));
        broker.done("will", 22, 27);
    }

    /// Somebody publishes what stands in a will.
    @Test
    void aWillThatAClientPublishesIsNone() {
        Play.Client ann = broker.client("ann").subscribe("lab/#", 0);
        Play.Client bob = broker.client("bob").subscribe("lab/#", 0);
        Play.Client speaker = broker.open(Play.BROKER).connect("s", false, true, WILL, false);
        speaker.publish("lab/news", "x");
        ann.get("lab/news", "x");
        bob.get("lab/news", "x").ended(0x8e);
        broker.done("two", 17, 18, 19).done("takeover", 20);
        speaker.publish("lab/will", "gone");
        ann.receive(new Publish("lab/will", 0, false, false, 0, Properties.NONE, Bytes.utf8("gone")));
        broker.silent();
    }
}
