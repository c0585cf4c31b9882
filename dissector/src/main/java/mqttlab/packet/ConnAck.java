package mqttlab.packet;

import static mqttlab.packet.Field.hex;
import static mqttlab.packet.Field.number;

import org.jspecify.annotations.Nullable;

/// CONNACK: the server accepts or refuses the connection. 3.1.1 and 5.0 section 3.2.
///
/// @param sessionPresent whether the server goes on with a session it kept; always false in 3.1
/// @param code 0 for accepted; a return code of 3.1.1, or a reason code of 5.0
public record ConnAck(boolean sessionPresent, int code, Properties properties) implements Packet {

    // @formatter:off
    public static final Field
            FLAGS = hex("mqtt.conack.flags", "Connect Acknowledge Flags", "3.2.2.1", "One flag in a byte."),
            RESERVED = FLAGS.bits(0xfe, "mqtt.conack.flags.reserved", "Reserved", "3.2.2.1", "Zero."),
            SESSION_PRESENT = FLAGS.bits(0x01, "mqtt.conack.flags.sp", "Session Present", "3.2.2.1.1",
                    "The server goes on with a session it kept.").in311("3.2.2.2"),
            RESERVED_31 = hex("mqtt.conack.flags.reserved", "Reserved", "3.2.2.1", "Not used in MQTT 3.1.").before5(),
            RETURN_CODE = number("mqtt.conack.val", "Connect Return Code", "3.2.2.3",
                    "Accepted, or why not.").before5().names(ConnAck::returnCodeName),
            REASON_CODE = number("mqtt.connack.reason_code", "Connect Reason Code", "3.2.2.2",
                    "Accepted, or why not.").since5().names(ReasonCode.namesIn(PacketType.CONNACK));
    // @formatter:on

    static final ConnAck BLANK = new ConnAck(false, 0, Properties.NONE);

    static ConnAck walk(Wire wire, ConnAck it) {
        boolean sessionPresent = false;
        if (wire.version() == Version.V3_1) {
            wire.u8(RESERVED_31, 0);
        } else {
            int flags = wire.u8(FLAGS, SESSION_PRESENT.put(it.sessionPresent));
            wire.check(wire.bits(RESERVED, flags) == 0, RESERVED, Rule.CONNACK_RESERVED);
            sessionPresent = wire.flag(SESSION_PRESENT, flags);
        }
        Field field = wire.isV5() ? REASON_CODE : RETURN_CODE;
        int code = wire.u8(field, it.code);
        boolean known = wire.isV5() ? ReasonCode.isAllowed(PacketType.CONNACK, code) : code <= 5;
        wire.check(known, field, Rule.CONNACK_CODE);
        wire.check(code == 0 || !sessionPresent, SESSION_PRESENT, Rule.REFUSED_SESSION);
        Properties properties =
                wire.isV5() ? Properties.walk(wire, PacketType.CONNACK, it.properties) : Properties.NONE;
        return new ConnAck(sessionPresent, code, properties);
    }

    /// What 3.1.1 calls a return code, or null.
    public static @Nullable String returnCodeName(long code) {
        return switch ((int) code) {
            case 0 -> "Connection Accepted";
            case 1 -> "Connection Refused, unacceptable protocol version";
            case 2 -> "Connection Refused, identifier rejected";
            case 3 -> "Connection Refused, Server unavailable";
            case 4 -> "Connection Refused, bad user name or password";
            case 5 -> "Connection Refused, not authorized";
            default -> null;
        };
    }

    @Override
    public PacketType type() {
        return PacketType.CONNACK;
    }
}
