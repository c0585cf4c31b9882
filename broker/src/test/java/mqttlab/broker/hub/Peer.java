package mqttlab.broker.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mqttlab.conversation.TopicFilter;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// A client that follows the protocol over many connections, publishes and subscribes, and remembers what it got: it
/// loses nothing that the standard has it keep. 3.1.1 and 5.0 sections 4.1, 4.3, 4.4.
final class Peer {

    /// What it wants to become of its session.
    enum Wish {
        /// To go on, and to be kept.
        RESUME,
        /// To begin anew, and to be kept.
        RENEW,
        /// To begin anew, and to end with the connection.
        PASS
    }

    final String id;
    private final Version version;
    private final int receiveMaximum;
    private final String filter;
    private final int qos;

    private @Nullable Client client;
    private final Deque<Packet> inbox = new ArrayDeque<>();
    private boolean isWelcome;
    private Wish wish = Wish.RESUME;

    // What a client keeps of its session.
    private final Map<Integer, Publish> published = new LinkedHashMap<>();
    private final Set<Integer> released = new LinkedHashSet<>();
    private final Set<Integer> received = new HashSet<>();
    private int lastId;
    private boolean isSubscribed;
    /// Whether CONNACK has promised that the session is kept.
    private boolean isKept;
    /// Whether CONNACK has promised that no session is left.
    private boolean isGone;
    private boolean wasGone;

    // What a test wants to know.
    /// Payloads, and the topics at which they were published.
    private final Map<String, String> expected = new LinkedHashMap<>();
    private final Set<String> abandoned = new HashSet<>();
    private final List<Publish> got = new ArrayList<>();

    Peer(String id, Version version, int receiveMaximum, String filter, int qos) {
        this.id = id;
        this.version = version;
        this.receiveMaximum = receiveMaximum;
        this.filter = filter;
        this.qos = qos;
    }

    boolean isConnected() {
        return client != null;
    }

    boolean isIdle() {
        listen();
        return client != null && isWelcome && inbox.isEmpty() && published.isEmpty() && released.isEmpty();
    }

    /// Opens a network connection, and takes over the one that it may have.
    void connect(Lab lab, Wish newWish) {
        // A client that has once asked for a new session asks until it is told that it has one.
        if (newWish != Wish.RESUME) {
            // Before 5.0 Clean Session says both.
            wish = version == Version.V5 ? newWish : Wish.PASS;
            abandon();
            expected.clear();
        } else if (wish == Wish.PASS && isGone) {
            wish = Wish.RESUME;
        }
        boolean isClean = wish != Wish.RESUME;
        Hello hello = (version == Version.V5 ? Hello.v5(id) : Hello.v3(id)).as(id);
        if (version == Version.V5) {
            hello = hello.with(PropertyId.RECEIVE_MAXIMUM, receiveMaximum);
            hello = wish == Wish.PASS ? hello : hello.with(PropertyId.SESSION_EXPIRY_INTERVAL, 100_000);
        }
        lose();
        wasGone = isGone && wish == Wish.RESUME;
        isGone = false;
        Client it = lab.open();
        client = it;
        it.says((isClean ? hello : hello.resuming()).packet());
    }

    /// The network connection is lost, and what was on its way.
    void lose() {
        inbox.clear();
        isWelcome = false;
        client = null;
        if (isGone) {
            // The session has ended with its connection, on both sides.
            abandon();
        }
    }

    void vanish() {
        Client it = client;
        lose();
        if (it != null) {
            it.vanishes();
        }
    }

    private void abandon() {
        published.values().forEach(it -> abandoned.add(it.payload().text()));
        published.clear();
        released.clear();
        received.clear();
        isSubscribed = false;
        isKept = false;
    }

    /// Publishes, if it may; returns whether it did.
    boolean publish(String topic, int ofMessage, String payload, boolean endsTurn) {
        if (!isWelcome || client == null) {
            return false;
        }
        do {
            lastId = lastId % 50 + 1;
        } while (published.containsKey(lastId) || released.contains(lastId));
        Publish it = Words.publish(topic, ofMessage, lastId, payload);
        published.put(lastId, it);
        send(it, endsTurn);
        return true;
    }

    /// Whether it is sure to get a message that somebody publishes now.
    boolean expects(String topic) {
        return isSubscribed && isKept && TopicFilter.matches(filter, topic);
    }

    void expect(String payload, String topic) {
        expected.put(payload, topic);
    }

    /// It need no longer get what was published at this topic.
    void pardon(String topic) {
        expected.values().removeIf(topic::equals);
    }

    /// Whether it has been promised that its session is kept.
    boolean isKept() {
        return isKept;
    }

    boolean hasGot(String topic) {
        return got.stream().anyMatch(it -> it.topic().equals(topic));
    }

    private void send(Packet packet, boolean endsTurn) {
        Client it = client;
        if (it != null && endsTurn) {
            it.says(packet);
        } else if (it != null) {
            it.sends(Codec.write(packet, version));
        }
    }

    private void listen() {
        Client it = client;
        if (it != null) {
            inbox.addAll(it.heard());
            assertFalse(it.isClosed(), () -> id + " was dismissed: " + inbox);
        }
    }

    /// Takes in the next packet, and answers; false where there is none.
    boolean next() {
        listen();
        Packet packet = inbox.poll();
        if (packet == null) {
            return false;
        }
        switch (packet) {
            case ConnAck it -> welcomed(it);
            case SubAck it -> isSubscribed = true;
            case Publish it -> take(it);
            case PubAck it -> published.remove(it.packetId());
            case PubRec it -> {
                // [MQTT-4.3.3-1] of 3.1.1: from now on PUBREL, and never again the message.
                if (published.remove(it.packetId()) != null) {
                    released.add(it.packetId());
                }
                send(new PubRel(it.packetId()), true);
            }
            case PubComp it -> released.remove(it.packetId());
            case PubRel it -> {
                received.remove(it.packetId());
                send(new PubComp(it.packetId(), 0, Properties.NONE), true);
            }
            default -> throw new AssertionError(id + " got " + packet);
        }
        return true;
    }

    private void welcomed(ConnAck it) {
        assertEquals(0, it.code());
        isWelcome = true;
        if (wish != Wish.RESUME) {
            assertFalse(it.sessionPresent(), () -> id + " wanted a new session");
        }
        if (isKept) {
            assertTrue(it.sessionPresent(), () -> "the session of " + id + " is lost");
        }
        if (wasGone) {
            assertFalse(it.sessionPresent(), () -> "the session of " + id + " has come back");
        }
        if (!it.sessionPresent()) {
            abandon();
        }
        isKept = wish != Wish.PASS;
        isGone = wish == Wish.PASS;
        if (isKept) {
            wish = Wish.RESUME;
        }
        // "the Client and Server MUST resend any unacknowledged PUBLISH packets (where QoS > 0) and PUBREL packets
        // using their original Packet Identifiers" [MQTT-4.4.0-1] of 3.1.1 and 5.0.
        for (int each : List.copyOf(released)) {
            send(new PubRel(each), false);
        }
        for (Publish each : List.copyOf(published.values())) {
            send(Words.again(each), false);
        }
        if (!isSubscribed) {
            send(Words.subscribe(60, new Subscribe.Request(filter, qos)), true);
        }
    }

    private void take(Publish it) {
        switch (it.qos()) {
            case 1 -> {
                note(it);
                send(new PubAck(it.packetId()), true);
            }
            case 2 -> {
                if (received.add(it.packetId())) {
                    note(it);
                }
                send(new PubRec(it.packetId(), 0, Properties.NONE), true);
            }
            default -> throw new AssertionError(id + " got " + it);
        }
    }

    /// What came in a session that ends with its connection is not counted: to it goes what the disk does not have yet,
    /// and what a broker that dies has not kept its publisher sends again.
    private void note(Publish it) {
        if (isKept) {
            got.add(it);
        }
    }

    /// Did it get all that it was promised, what is of QoS 2 once, and the messages of each publisher in order?
    void check(List<Peer> all) {
        Set<String> given = new HashSet<>();
        all.forEach(it -> given.addAll(it.abandoned));
        Set<String> missing = new LinkedHashSet<>(expected.keySet());
        missing.removeAll(given);
        got.forEach(it -> missing.remove(it.payload().text()));
        assertTrue(missing.isEmpty(), () -> id + " did not get " + missing);
        Map<String, Integer> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Publish each : got) {
            String payload = each.payload().text();
            if (seen.add(payload)) {
                String publisher = payload.substring(0, payload.indexOf(' '));
                int number = Integer.parseInt(payload.substring(payload.indexOf(' ') + 1));
                // What was first published before this client subscribed may come late, when it is sent again.
                if (expected.containsKey(payload)) {
                    int before = last.getOrDefault(publisher, 0);
                    assertTrue(before < number, () -> id + " got " + payload + " after " + before);
                    last.put(publisher, number);
                }
            } else {
                assertEquals(1, each.qos(), () -> id + " got again " + payload);
            }
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
