package mqttlab.client;

import java.util.BitSet;
import mqttlab.client.store.SessionStore;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.ReasonCode;
import org.jspecify.annotations.Nullable;

/// The messages that come from the server: each is handed to the application, then acknowledged; one with QoS 2 only
/// once. 5.0 section 4.3.
final class Inbox {

    private final Link link;
    private final SessionStore store;
    /// Messages that the application has, and that the server may send again.
    private final BitSet received = new BitSet();
    /// Messages that the application has not finished with.
    private final BitSet handing = new BitSet();
    private @Nullable String[] aliases = {};
    private int outstanding;

    Inbox(Link link, SessionStore store, SessionStore.Kept kept) {
        this.link = link;
        this.store = store;
        for (int id : kept.received()) {
            received.set(id);
        }
    }

    /// Begins a connection: its aliases mean nothing yet, and what was not acknowledged will come again.
    void open(boolean isSame) {
        Properties told = link.options.properties();
        aliases = new @Nullable String[(int) told.number(PropertyId.TOPIC_ALIAS_MAXIMUM, 0) + 1];
        handing.clear();
        outstanding = 0;
        if (!isSame) {
            for (int id = received.nextSetBit(0); id >= 0; id = received.nextSetBit(id + 1)) {
                store.forgotten(id);
            }
            received.clear();
        }
    }

    void published(Publish it) {
        String topic = topic(it);
        int id = it.packetId();
        if (id > 0) {
            if (handing.get(id)) {
                if (it.dup() && !link.options.isV5()) {
                    // Before 5.0 a server may repeat what is not answered yet; the answer is under way.
                    return;
                }
                throw protocolError(
                        ReasonCode.PROTOCOL_ERROR,
                        "The server sent two messages with packet identifier " + id + ", without waiting for an answer"
                                + " to the first.");
            }
            if (it.qos() == 2 && received.get(id)) {
                link.send(new PubRec(id));
                return;
            }
            begin(id);
        }
        // The array is read into again.
        link.output.deliver(Message.of(it, topic, Bytes.of(it.payload().toArray())));
    }

    private void begin(int id) {
        // Before 5.0 nobody has told the server.
        long max = link.options.isV5()
                ? link.options.properties().number(PropertyId.RECEIVE_MAXIMUM, 0xffff)
                : Long.MAX_VALUE;
        if (++outstanding > max) {
            throw protocolError(
                    ReasonCode.RECEIVE_MAXIMUM_EXCEEDED,
                    "The server sent more than " + max + " messages without waiting for answers.");
        }
        handing.set(id);
    }

    private String topic(Publish it) {
        if (it.properties().isEmpty()) {
            return it.topic();
        }
        int alias = (int) it.properties().number(PropertyId.TOPIC_ALIAS, 0);
        if (alias == 0) {
            return it.topic();
        }
        if (alias >= aliases.length) {
            throw protocolError(
                    ReasonCode.TOPIC_ALIAS_INVALID,
                    "The server used topic alias " + alias + "; we allow " + (aliases.length - 1) + " at most.");
        }
        if (!it.topic().isEmpty()) {
            aliases[alias] = it.topic();
        }
        String topic = aliases[alias];
        if (topic == null) {
            throw protocolError(
                    ReasonCode.PROTOCOL_ERROR,
                    "The server used topic alias " + alias + " and never said what it means.");
        }
        return topic;
    }

    private static MqttException protocolError(ReasonCode code, String message) {
        return new MqttException(Failure.PROTOCOL, message, code.value(), Properties.NONE, null);
    }

    /// The application has the message, so that it may be acknowledged.
    void handled(Message it) {
        int id = it.packetId();
        if (id == 0) {
            return;
        }
        if (it.qos() == 2) {
            received.set(id);
            store.received(id);
        }
        if (link.isOpen && handing.get(id)) {
            handing.clear(id);
            if (it.qos() == 1) {
                outstanding--;
                link.send(new PubAck(id));
            } else {
                link.send(new PubRec(id));
            }
        }
    }

    void released(PubRel packet) {
        int id = packet.packetId();
        boolean isKnown = received.get(id);
        if (isKnown) {
            received.clear(id);
            store.forgotten(id);
            outstanding = Math.max(0, outstanding - 1);
        }
        int code = isKnown || !link.options.isV5() ? 0 : ReasonCode.PACKET_IDENTIFIER_NOT_FOUND.value();
        link.send(new PubComp(id, code, Properties.NONE));
    }

    void clear() {
        received.clear();
    }
}
