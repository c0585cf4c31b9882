package mqttlab.broker.hub;

import java.util.Arrays;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;

/// What clients and the broker say in tests.
final class Words {

    static final int NO_MATCHING_SUBSCRIBERS = 0x10;

    private Words() {}

    static Publish publish(String topic, String payload, Property... properties) {
        return new Publish(topic, 0, false, false, 0, Properties.of(properties), Bytes.utf8(payload));
    }

    static Publish publish(String topic, int qos, int id, String payload, Property... properties) {
        return new Publish(topic, qos, false, false, id, Properties.of(properties), Bytes.utf8(payload));
    }

    static Publish retained(Publish it) {
        return new Publish(it.topic(), it.qos(), it.dup(), true, it.packetId(), it.properties(), it.payload());
    }

    static Publish again(Publish it) {
        return new Publish(it.topic(), it.qos(), true, it.retain(), it.packetId(), it.properties(), it.payload());
    }

    static PubAck puback(int id) {
        return new PubAck(id);
    }

    static PubAck puback(int id, int code) {
        return new PubAck(id, code, Properties.NONE);
    }

    static PubRec pubrec(int id) {
        return pubrec(id, 0);
    }

    static PubRec pubrec(int id, int code) {
        return new PubRec(id, code, Properties.NONE);
    }

    static PubRel pubrel(int id) {
        return new PubRel(id);
    }

    static PubComp pubcomp(int id) {
        return pubcomp(id, 0);
    }

    static PubComp pubcomp(int id, int code) {
        return new PubComp(id, code, Properties.NONE);
    }

    static Subscribe subscribe(int id, String filter, int qos) {
        return subscribe(id, new Subscribe.Request(filter, qos));
    }

    static Subscribe subscribe(int id, Subscribe.Request... requests) {
        return new Subscribe(id, Properties.NONE, List.of(requests));
    }

    static Subscribe subscribe(int id, int identifier, String filter, int qos) {
        return new Subscribe(
                id,
                Properties.of(number(PropertyId.SUBSCRIPTION_IDENTIFIER, identifier)),
                List.of(new Subscribe.Request(filter, qos)));
    }

    static SubAck suback(int id, Integer... codes) {
        return new SubAck(id, Properties.NONE, Arrays.asList(codes));
    }

    static Unsubscribe unsubscribe(int id, String... filters) {
        return new Unsubscribe(id, Properties.NONE, List.of(filters));
    }

    static UnsubAck unsuback(int id, Integer... codes) {
        return new UnsubAck(id, Properties.NONE, Arrays.asList(codes));
    }

    static Disconnect disconnect() {
        return disconnect(0);
    }

    static Disconnect disconnect(int code, Property... properties) {
        return new Disconnect(code, Properties.of(properties));
    }

    static Property number(PropertyId id, long value) {
        return new Property.Numeric(id, value);
    }
}
