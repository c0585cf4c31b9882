package mqttlab.cli.report;

import mqttlab.packet.PacketType;
import org.jspecify.annotations.Nullable;

/// The pairs of packets whose time is taken, in the order in which they are printed.
enum Handshake {
    CONNECT("CONNECT", PacketType.CONNACK),
    PUBLISH_QOS1("PUBLISH", PacketType.PUBACK),
    PUBLISH_QOS2("PUBLISH", PacketType.PUBREC),
    PUBREC("PUBREC", PacketType.PUBREL),
    PUBREL("PUBREL", PacketType.PUBCOMP),
    /// All of QoS 2.
    EXCHANGE("PUBLISH", PacketType.PUBCOMP),
    SUBSCRIBE("SUBSCRIBE", PacketType.SUBACK),
    UNSUBSCRIBE("UNSUBSCRIBE", PacketType.UNSUBACK),
    PING("PINGREQ", PacketType.PINGRESP),
    AUTH("AUTH", PacketType.AUTH);

    private final String request;
    private final PacketType response;

    Handshake(String request, PacketType response) {
        this.request = request;
        this.response = response;
    }

    String request() {
        return request;
    }

    PacketType response() {
        return response;
    }

    /// What a packet of this type concludes as the answer to the one before, or null where it answers nothing.
    static @Nullable Handshake answeredBy(PacketType type) {
        return switch (type) {
            case CONNACK -> CONNECT;
            case PUBACK -> PUBLISH_QOS1;
            case PUBREC -> PUBLISH_QOS2;
            case PUBREL -> PUBREC;
            case PUBCOMP -> PUBREL;
            case SUBACK -> SUBSCRIBE;
            case UNSUBACK -> UNSUBSCRIBE;
            case PINGRESP -> PING;
            case AUTH -> AUTH;
            case CONNECT, PUBLISH, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, DISCONNECT -> null;
        };
    }
}
