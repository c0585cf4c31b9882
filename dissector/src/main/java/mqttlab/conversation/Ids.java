package mqttlab.conversation;

import mqttlab.packet.Field;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Trace;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;

/// The field of the packet identifier, which each packet declares for itself.
final class Ids {

    private Ids() {}

    static Field field(Trace trace) {
        PacketType type = trace.type();
        if (type == null) {
            return FixedHeader.TYPE;
        }
        return switch (type) {
            case PUBLISH -> Publish.ID;
            case PUBACK -> PubAck.ID;
            case PUBREC -> PubRec.ID;
            case PUBREL -> PubRel.ID;
            case PUBCOMP -> PubComp.ID;
            case SUBSCRIBE -> Subscribe.ID;
            case SUBACK -> SubAck.ID;
            case UNSUBSCRIBE -> Unsubscribe.ID;
            case UNSUBACK -> UnsubAck.ID;
            case CONNECT, CONNACK, PINGREQ, PINGRESP, DISCONNECT, AUTH -> FixedHeader.TYPE;
        };
    }
}
