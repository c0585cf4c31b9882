package mqttlab.packet;

import static mqttlab.packet.Field.bytes;
import static mqttlab.packet.Field.hex;
import static mqttlab.packet.Field.number;

import org.jspecify.annotations.Nullable;

/// The fixed header that opens every packet: type, flags, Remaining Length. 3.1.1 section 2.2, 5.0 section 2.1.
public final class FixedHeader {

    private FixedHeader() {}

    // @formatter:off
    public static final Field
            FLAGS = hex("mqtt.hdrflags", "Fixed Header", "2.1.1", "Packet type and flags, in one byte.").in311("2.2"),
            TYPE = FLAGS.bits(0xf0, "mqtt.msgtype", "Packet Type", "2.1.2",
                    "What the packet is.").in311("2.2.1").names(FixedHeader::typeName),
            RESERVED = FLAGS.bits(0x0f, "mqtt.hdr_reserved", "Reserved", "2.1.3",
                    "Fixed for each packet type.").in311("2.2.2"),
            DUP = FLAGS.bits(0x08, "mqtt.dupflag", "DUP", "3.3.1.1", "Set when a QoS 1 or 2 message is sent again."),
            QOS = FLAGS.bits(0x06, "mqtt.qos", "QoS", "3.3.1.2",
                    "How surely the message is delivered.").names(FixedHeader::qosName),
            RETAIN = FLAGS.bits(0x01, "mqtt.retain", "RETAIN", "3.3.1.3",
                    "The server keeps the message, or had kept it."),
            RETAIN_UNUSED = FLAGS.bits(0x01, "mqtt.retain_reserved", "Reserved", "2.2.2",
                    "Not used in this packet.").before5().as(Field.Kind.NUMBER),
            REMAINING_LENGTH = number("mqtt.len", "Remaining Length", "2.1.4",
                    "How many bytes follow in this packet.").in311("2.2.3"),
            UNREADABLE = bytes("mqttlab.unreadable", "Unreadable", "", "Bytes that no field accounts for.");
    // @formatter:on

    static @Nullable String typeName(long value) {
        PacketType type = PacketType.of((int) value);
        return type == null ? "Reserved" : type.name();
    }

    static @Nullable String qosName(long value) {
        return switch ((int) value) {
            case 0 -> "at most once";
            case 1 -> "at least once";
            case 2 -> "exactly once";
            default -> "reserved";
        };
    }

    /// Reads the first byte and Remaining Length; the flags are checked against the packet's type.
    static int read(Reader wire) {
        int first = wire.u8(FLAGS, 0);
        PacketType type = PacketType.of(wire.bits(TYPE, first), wire.version());
        if (type != null && hasPublishFlags(type, wire.version())) {
            wire.bits(DUP, first);
            wire.bits(QOS, first);
            wire.bits(type == PacketType.PUBLISH ? RETAIN : RETAIN_UNUSED, first);
        } else {
            int flags = wire.bits(RESERVED, first);
            if (type != null) {
                wire.check(flags == type.flags(), RESERVED, flagsRule(type));
            }
        }
        if (type != null) {
            Direction only = type.direction(wire.version());
            wire.check(only == null || !wire.isSent(only.opposite()), TYPE, Rule.DIRECTION);
        }
        int length = wire.varint(REMAINING_LENGTH, 0);
        wire.check(length == wire.left(), REMAINING_LENGTH, Rule.REMAINING_LENGTH_MATCHES);
        return first;
    }

    /// MQTT 3.1 gave PUBREL, SUBSCRIBE and UNSUBSCRIBE the flags of PUBLISH.
    private static boolean hasPublishFlags(PacketType type, Version version) {
        if (version != Version.V3_1) {
            return type == PacketType.PUBLISH;
        }
        return switch (type) {
            case PUBLISH, PUBREL, SUBSCRIBE, UNSUBSCRIBE -> true;
            case CONNECT, CONNACK, PUBACK, PUBREC, PUBCOMP, SUBACK, UNSUBACK, PINGREQ, PINGRESP, DISCONNECT, AUTH ->
                false;
        };
    }

    private static Rule flagsRule(PacketType type) {
        return switch (type) {
            case PUBREL -> Rule.PUBREL_FLAGS;
            case SUBSCRIBE -> Rule.SUBSCRIBE_FLAGS;
            case UNSUBSCRIBE -> Rule.UNSUBSCRIBE_FLAGS;
            case DISCONNECT -> Rule.DISCONNECT_FLAGS;
            case AUTH -> Rule.AUTH_FLAGS;
            case CONNECT, CONNACK, PUBLISH, PUBACK, PUBREC, PUBCOMP, SUBACK, UNSUBACK, PINGREQ, PINGRESP -> Rule.FLAGS;
        };
    }
}
