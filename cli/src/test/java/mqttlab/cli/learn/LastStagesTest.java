package mqttlab.cli.learn;

import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.PingReq;
import mqttlab.packet.Properties;
import mqttlab.packet.PubAck;
import mqttlab.packet.Publish;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Learners at the stages 5 to 10.
class LastStagesTest {

    private static final Hints HINTS = new Hints(5, 10);

    private final Play qos1 = HINTS.play(5);
    private final Play wildcards = HINTS.play(6);
    private final Play library = HINTS.play(7);
    private final Play retained = HINTS.play(8);
    private final Play bridge = HINTS.play(9);
    private final Play tls = HINTS.play(10);

    @AfterAll
    static void everyHintWasGiven() {
        HINTS.assertAllGiven();
    }

    /// A connection of the client, and that of the relay for it.
    private record Relayed(Play.Client outer, Play.Client inner) {

        static Relayed open(Play play, boolean isClean, boolean isPresent) {
            Play.Client outer = play.open(Play.RELAY).asks("five", true, isClean, null);
            Play.Client inner = play.open(Play.BROKER).connect("five", true, isClean, null, isPresent);
            outer.receive(new ConnAck(isPresent, 0, Properties.NONE));
            return new Relayed(outer, inner);
        }

        void subscribe(int qos) {
            outer.subscribe("lab/five", qos);
            inner.subscribe("lab/five", qos);
        }

        void get(String payload, int qos, boolean dup) {
            int id = qos == 0 ? 0 : 7;
            Publish message = new Publish("lab/five", qos, dup, false, id, Properties.NONE, Bytes.utf8(payload));
            inner.receive(message);
            outer.receive(message);
        }
    }

    @Test
    void qos1Done() {
        Relayed first = Relayed.open(qos1, false, false);
        first.subscribe(1);
        qos1.client("s").publish("lab/five", "once", 1, false).receive(new PubAck(7));
        first.get("once", 1, false);
        qos1.done("through", 19, 20);
        first.outer.sendAck();
        // Only what comes behind it shows that it does not come.
        qos1.silent();
        first.outer.send(new PingReq());
        qos1.silent();
        first.inner.send(new PingReq());
        qos1.done("lost", 21, 23);
        first.outer.leave();
        first.inner.leave();
        Relayed.open(qos1, false, true).get("once", 1, true);
        qos1.done("again", 20, 38).silent();
    }

    @Test
    void qos1Nearly() {
        Play.Client straight = qos1.client("straight").subscribe("lab/five", 1).get("lab/five", "x", 1, false);
        straight.sendAck();
        qos1.near("through", "straight");
        Relayed relayed = Relayed.open(qos1, false, false);
        relayed.subscribe(2);
        relayed.get("zero", 0, false);
        qos1.near("through", "zero");
        relayed.get("two", 2, false);
        qos1.near("through", "two");
        relayed.get("one", 1, false);
        qos1.done("through", 25, 26);
        relayed.outer.sendAck();
        relayed.inner.sendAck();
        qos1.near("lost", "passed");
        relayed.outer.sendAck().send(new PingReq());
        relayed.inner.send(new PingReq());
        qos1.done("lost", 29, 31);
        Relayed again = Relayed.open(qos1, true, false);
        qos1.near("again", "new");
        again.get("one", 1, false);
        qos1.silent();
    }

    @Test
    void wildcardsDone() {
        Play.Client listener = wildcards.client("l").subscribe("lab/+/temperature", 0);
        Play.Client speaker = wildcards.client("s");
        speaker.publish("lab/kitchen/temperature", "21.5");
        listener.get("lab/kitchen/temperature", "21.5");
        speaker.publish("lab/kitchen/humidity", "60").publish("lab/bath/temperature", "23");
        listener.get("lab/bath/temperature", "23");
        wildcards.done("plus", 12, 15);
        Play.Client all = wildcards.client("a").subscribe("lab/kitchen/#", 0);
        speaker.publish("lab/kitchen", "well");
        all.get("lab/kitchen", "well");
        wildcards.done("parent", 20, 23);
        wildcards.client("sys").subscribe("$SYS/#", 0).get("$SYS/broker/uptime", "7 seconds", 0, true);
        wildcards.done("dollar", 30);
    }

    @Test
    void wildcardsNearly() {
        Play.Client all = wildcards.client("a").subscribe("lab/#", 0);
        all.get("lab/kitchen/humidity", "60");
        wildcards.near("plus", "wide");
        Play.Client two = wildcards.client("b").subscribe("lab/kitchen/temperature", 0);
        two.subscribe("lab/bath/temperature", 0);
        two.get("lab/kitchen/temperature", "1").get("lab/bath/temperature", "2");
        wildcards.near("plus", "several");
        two.leave();
        Play.Client plus = wildcards.open(Play.BROKER).connect("c", false, true, null, false);
        wildcards.silent();
        plus.leave();
    }

    @Test
    void wildcardsUntried() {
        Play.Client plus = wildcards.client("c").subscribe("lab/+/temperature", 0);
        plus.get("lab/kitchen/temperature", "1").get("lab/bath/temperature", "2");
        wildcards.near("plus", "untried");
        Play.Client speaker = wildcards.client("s").publish("lab/kitchen/humidity", "60");
        wildcards.done("plus", 7, 8);
        plus.subscribe("lab/kitchen/#", 0).get("lab/kitchen/oven", "hot");
        wildcards.near("parent", "below");
        speaker.publish("lab/kitchen", "well");
        wildcards.silent();
        plus.get("lab/kitchen", "well");
        wildcards.done("parent", 14, 18);
        plus.subscribe("#", 0);
        wildcards.near("dollar", "all");
        plus.get("lab/kitchen", "well");
        wildcards.silent();
    }

    @Test
    void libraryDone() {
        Play.Client program = library.client("p").subscribe("lab/java/in", 1);
        library.done("subscribed", 5, 6);
        library.client("s").publish("lab/java/in", "hello");
        program.get("lab/java/in", "hello");
        program.publish("lab/java/out", "HELLO");
        library.done("answered", 12, 13);
    }

    @Test
    void libraryNearly() {
        Play.Client program = library.client("p").subscribe("lab/java/out", 1);
        library.near("subscribed", "topic");
        Play.Client refused = library.client("r").refused("lab/java/in");
        library.near("subscribed", "refused");
        refused.subscribe("lab/java/in", 1);
        library.done("subscribed", 13, 14);
        library.client("s").publish("lab/java/out", "HELLO");
        library.near("answered", "other");
        refused.publish("lab/java/out", "HELLO");
        library.near("answered", "early");
        refused.get("lab/java/in", "hello").publish("lab/java/out", "hello");
        library.near("answered", "same");
        refused.get("lab/java/in", "HELLO").publish("lab/java/out", "HELLO");
        library.near("answered", "capitals");
        program.publish("lab/java/out", "HELLO");
        library.near("answered", "other").silent();
    }

    private Play.Client keeper(boolean isPresent) {
        return retained.open(Play.BROKER).connect("keeper", true, false, null, isPresent);
    }

    @Test
    void retainedDone() {
        Play.Client keeper = keeper(false).subscribe("lab/#", 1);
        retained.done("session", 3, 6);
        retained.client("s").publish("lab/door", "open", 1, true);
        keeper.get("lab/door", "open", 1, false).sendAck();
        retained.done("retained", 11);
        keeper.ended(0x8b);
        retained.done("stopped", 14);
        keeper(true);
        retained.done("back", 19, 20);
        retained.client("late").subscribe("lab/door", 0).get("lab/door", "open", 0, true);
        retained.done("delivered", 11, 27).silent();
    }

    @Test
    void retainedNearly() {
        retained.client("fleeting").subscribe("lab/#", 1);
        retained.near("session", "fleeting");
        Play.Client keeper = keeper(false).subscribe("lab/#", 1);
        retained.done("session", 9, 12);
        Play.Client speaker = retained.client("s").publish("lab/door", "open");
        retained.near("retained", "plain");
        speaker.publish("lab/door", "", 0, true);
        retained.near("retained", "empty");
        speaker.publish("lab/door", "open", 0, true);
        retained.done("retained", 19);
        // Somebody else is thrown out, or goes: that is no end of the broker.
        speaker.ended(0x8e);
        retained.silent();
        keeper.leave();
        retained.near("stopped", "left");
        keeper(true).ended(0x8b);
        retained.done("stopped", 30);
        keeper(false);
        retained.near("back", "forgotten");
        keeper(true);
        retained.done("back", 39, 40);
        Play.Client late = retained.client("late").subscribe("lab/window", 0);
        retained.near("delivered", "other");
        late.subscribe("lab/door", 0).get("lab/door", "open", 0, false);
        retained.near("delivered", "fresh");
        late.get("lab/door", "shut", 0, true);
        retained.silent();
    }

    /// What is delivered on a connection of before the restart shows nothing.
    @Test
    void retainedBeforeTheRestartDoesNotCount() {
        Play.Client keeper = keeper(false).subscribe("lab/#", 1);
        retained.client("s").publish("lab/door", "open", 1, true);
        keeper.ended(0x8b);
        keeper(true);
        retained.done("session", 3, 6).done("retained", 11).done("stopped", 12).done("back", 17, 18);
        keeper.get("lab/door", "open", 0, true);
        retained.silent();
    }

    @Test
    void bridgeDone() {
        Play.Client it = bridge.client("bridge").subscribe("lab/#", 0);
        bridge.client("s").publish("lab/kitchen", "21.5");
        it.get("lab/kitchen", "21.5");
        bridge.done("heard", 11, 12);
        it.publish("lab/page", "hello");
        bridge.done("published", 13);
    }

    @Test
    void bridgeNearly() {
        Play.Client it = bridge.client("bridge").subscribe("lab/#", 0);
        Play.Client speaker = bridge.client("s").publish("Lab/kitchen", "21.5");
        bridge.near("heard", "nobody");
        speaker.publish("lab/kitchen", "21.5");
        it.get("lab/kitchen", "21.5");
        bridge.done("heard", 12, 13);
        speaker.publish("lab/page", "hello");
        bridge.near("published", "pub");
        it.publish("lab/pages", "hello");
        bridge.near("published", "topic").silent();
    }

    @Test
    void tlsDone() {
        Play.Client it =
                tls.open(Play.SECURE).connect("it", false, true, null, false).subscribe("lab/#", 0);
        tls.done("connected", 3, 4);
        tls.client("s").publish("lab/secret", "psst");
        it.get("lab/secret", "psst");
        tls.done("delivered", 11, 12);
    }

    @Test
    void tlsNearly() {
        Play.Client clear = tls.client("clear").subscribe("lab/#", 0);
        tls.near("connected", "clear");
        tls.open(Play.SECURE).asks("it", false, true, null).receive(new ConnAck(false, 0x87, Properties.NONE));
        tls.near("connected", "refused");
        Play.Client secure = tls.open(Play.SECURE).connect("it", false, true, null, false);
        tls.done("connected", 13, 14);
        secure.publish("lab/secret", "psst");
        clear.get("lab/secret", "psst");
        tls.near("delivered", "clear").silent();
    }
}
