package mqttlab.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Bytes;
import mqttlab.packet.Publish;
import org.jspecify.annotations.Nullable;

/// What a server does with the messages it gets, where the capture shows both its sides: which PUBLISH that goes out
/// passes on which that came in.
///
/// Nothing in a packet says so. The topic and the payload have to be the same, and the message must have come
/// before, not too long ago. A connection gets a message once; of several equal ones it gets that which came first
/// within the last second, or else the last: a burst of equal messages keeps its order, and one that was dropped
/// does not put all later ones off. What goes out with RETAIN or DUP is the last that came; DUP is no further copy.
public final class Forwarding {

    private static final int MOST = 1 << 14;
    private static final int MOST_TOPICS = 1000;
    private static final int MOST_EQUAL = 64;
    private static final long WINDOW = 60_000_000_000L;
    private static final long PROMPT = 1_000_000_000L;
    private static final long PRIME = 0x9e3779b97f4a7c15L;

    private final String server;
    private final Recent messages = new Recent(MOST);
    /// Which of equal messages each connection got last: its number stands as the packet.
    private final Recent taken = new Recent(2 * MOST);
    private final ForwardingTally all = new ForwardingTally("");
    private final Map<String, ForwardingTally> topics = new LinkedHashMap<>();

    Forwarding(String server) {
        this.server = server;
    }

    /// What tells the server from others.
    public String server() {
        return server;
    }

    /// Of all topics together.
    public ForwardingTally all() {
        return all;
    }

    /// Of each topic to which a message came, up to a thousand.
    public List<ForwardingTally> topics() {
        return new ArrayList<>(topics.values());
    }

    /// The server got a message.
    void received(Scene scene, String topic, Publish publish) {
        long key = key(topic, publish.payload());
        if (publish.dup() && messages.latest(key) != null) {
            return;
        }
        Recent.Entry message = messages.add(key);
        message.packet = scene.number;
        message.time = scene.time;
        message.qos = publish.qos();
        all.messages++;
        ForwardingTally tally = topics.get(topic);
        if (tally == null && topics.size() < MOST_TOPICS) {
            tally = new ForwardingTally(topic);
            topics.put(topic, tally);
        }
        if (tally != null) {
            tally.messages++;
        }
    }

    /// The server sends a message: tells which one it passes on, if that is known.
    void sent(Scene scene, String topic, Publish publish) {
        long key = key(topic, publish.payload());
        Recent.Entry message = publish.retain() || publish.dup() ? messages.latest(key) : next(scene, key);
        if (message == null) {
            return;
        }
        long after = Math.max(0, scene.time - message.time);
        if (!publish.dup()) {
            message.copies += publish.retain() ? 0 : 1;
            count(all, scene, message, after, publish);
            ForwardingTally tally = topics.get(topic);
            if (tally != null) {
                count(tally, scene, message, after, publish);
            }
        }
        scene.listener().forwarded(scene.number, message.packet, after);
    }

    private static void count(ForwardingTally tally, Scene scene, Recent.Entry message, long after, Publish publish) {
        if (publish.retain()) {
            tally.retained++;
        } else {
            tally.copied(message, scene.number, after, publish.qos());
        }
    }

    /// The message that this connection gets next of those with this key.
    private Recent.@Nullable Entry next(Scene scene, long key) {
        long place = (key ^ scene.stream) * PRIME;
        Recent.Entry last = taken.latest(place);
        long got = last == null ? -1 : last.packet;
        Recent.Entry next = null;
        int left = MOST_EQUAL;
        for (Recent.Entry each = messages.latest(key); each != null && left > 0; each = messages.before(each)) {
            long age = scene.time - each.time;
            if (each.number <= got || age > WINDOW || next != null && age > PROMPT) {
                break;
            }
            next = each;
            left--;
        }
        if (next != null) {
            taken.add(place).packet = next.number;
        }
        return next;
    }

    private static long key(String topic, Bytes payload) {
        return (payload.digest() ^ topic.hashCode()) * PRIME;
    }
}
