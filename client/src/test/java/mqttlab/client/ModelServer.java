package mqttlab.client;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;

/// The other side of chapter 4.3, in as few lines as it can be said: what a client is tested against.
final class ModelServer {

    /// What is on its way to the client.
    final Deque<Packet> out = new ArrayDeque<>();
    /// How often each message has arrived here, by its topic.
    final Map<String, Integer> arrived = new HashMap<>();
    private final BitSet received = new BitSet();
    private final Map<Integer, Publish> unacknowledged = new LinkedHashMap<>();
    private final Map<Integer, PubRel> unreleased = new LinkedHashMap<>();
    private boolean hasSession;
    private boolean isConnected;
    private int lastId;

    void publish(String topic, int qos) {
        int id = ++lastId;
        Publish publish = Recorder.publish(topic, qos, false, id);
        unacknowledged.put(id, publish);
        if (isConnected) {
            out.add(publish);
        }
    }

    boolean isDone() {
        return unacknowledged.isEmpty() && unreleased.isEmpty() && out.isEmpty();
    }

    /// The network has lost what was on its way.
    void cut() {
        out.clear();
        isConnected = false;
    }

    void receive(Packet packet) {
        switch (packet) {
            case Connect _ -> connected();
            case Publish it -> {
                if (it.qos() == 1) {
                    arrive(it);
                    out.add(new PubAck(it.packetId()));
                } else {
                    if (!received.get(it.packetId())) {
                        received.set(it.packetId());
                        arrive(it);
                    }
                    out.add(new PubRec(it.packetId()));
                }
            }
            case PubRel it -> {
                received.clear(it.packetId());
                out.add(new PubComp(it.packetId()));
            }
            case PubAck it -> unacknowledged.remove(it.packetId());
            case PubRec it -> {
                unacknowledged.remove(it.packetId());
                unreleased.put(it.packetId(), new PubRel(it.packetId()));
                out.add(new PubRel(it.packetId()));
            }
            case PubComp it -> unreleased.remove(it.packetId());
            default -> throw new AssertionError("unexpected: " + packet);
        }
    }

    private void connected() {
        out.add(new ConnAck(hasSession, 0, Properties.NONE));
        hasSession = true;
        isConnected = true;
        out.addAll(unreleased.values());
        for (Publish it : unacknowledged.values()) {
            out.add(Recorder.publish(it.topic(), it.qos(), true, it.packetId()));
        }
    }

    private void arrive(Publish it) {
        arrived.merge(it.topic(), 1, Integer::sum);
    }
}
