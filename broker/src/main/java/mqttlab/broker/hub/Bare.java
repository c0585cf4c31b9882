package mqttlab.broker.hub;

import java.util.List;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.SubAck;
import mqttlab.packet.UnsubAck;

/// A packet without Reason String and User Properties: "The Server MUST NOT send this property if it would increase the
/// size of the packet beyond the Maximum Packet Size specified by the receiver" [MQTT-3.2.2-19] of 5.0 and its like.
final class Bare {

    private Bare() {}

    static Packet of(Packet packet) {
        return switch (packet) {
            case ConnAck it -> new ConnAck(it.sessionPresent(), it.code(), bare(it.properties()));
            case PubAck it -> new PubAck(it.packetId(), it.reasonCode(), bare(it.properties()));
            case PubRec it -> new PubRec(it.packetId(), it.reasonCode(), bare(it.properties()));
            case PubRel it -> new PubRel(it.packetId(), it.reasonCode(), bare(it.properties()));
            case PubComp it -> new PubComp(it.packetId(), it.reasonCode(), bare(it.properties()));
            case SubAck it -> new SubAck(it.packetId(), bare(it.properties()), it.codes());
            case UnsubAck it -> new UnsubAck(it.packetId(), bare(it.properties()), it.codes());
            case Disconnect it -> new Disconnect(it.reasonCode(), bare(it.properties()));
            default -> packet;
        };
    }

    private static Properties bare(Properties properties) {
        List<Property> left = properties.all().stream()
                .filter(it -> it.id() != PropertyId.REASON_STRING && it.id() != PropertyId.USER_PROPERTY)
                .toList();
        return new Properties(left);
    }
}
