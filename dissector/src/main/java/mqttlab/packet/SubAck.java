package mqttlab.packet;

import static mqttlab.packet.Field.number;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// SUBACK: the server grants or refuses subscriptions. 3.1.1 and 5.0 section 3.9.
///
/// @param packetId that of the SUBSCRIBE, 1 to 65535
/// @param codes one for each topic filter, in its order: 0 to 2 for the QoS granted, from 0x80 on for a refusal
public record SubAck(int packetId, Properties properties, List<Integer> codes) implements Packet {

    // @formatter:off
    public static final Field
            ID = number("mqtt.msgid", "Packet Identifier", "3.9.2", "That of the SUBSCRIBE."),
            RETURN_CODE = number("mqtt.suback.qos", "Return Code", "3.9.3",
                    "The QoS granted, or a refusal.").before5().names(SubAck::returnCodeName),
            REASON_CODE = number("mqtt.suback.reason_code", "Reason Code", "3.9.3",
                    "The QoS granted, or a refusal.").since5().names(ReasonCode.namesIn(PacketType.SUBACK));
    // @formatter:on

    static final SubAck BLANK = new SubAck(0, Properties.NONE, List.of());

    public SubAck {
        codes = List.copyOf(codes);
    }

    static SubAck walk(Wire wire, SubAck it) {
        int id = wire.u16(ID, it.packetId);
        wire.check(id != 0, ID, Rule.REQUEST_ID);
        Properties properties = wire.isV5() ? Properties.walk(wire, PacketType.SUBACK, it.properties) : Properties.NONE;
        Field field = wire.isV5() ? REASON_CODE : RETURN_CODE;
        Repeated<Integer> codes = new Repeated<>(wire, it.codes);
        while (codes.more()) {
            Integer given = codes.next();
            int code = wire.u8(field, given == null ? 0 : given);
            boolean known = wire.isV5() ? ReasonCode.isAllowed(PacketType.SUBACK, code) : code <= 2 || code == 0x80;
            wire.check(known, field, Rule.SUBACK_CODE);
            codes.add(code);
        }
        return new SubAck(id, properties, codes.all());
    }

    /// What 3.1.1 calls a return code, or null.
    public static @Nullable String returnCodeName(long code) {
        return switch ((int) code) {
            case 0 -> "Success - Maximum QoS 0";
            case 1 -> "Success - Maximum QoS 1";
            case 2 -> "Success - Maximum QoS 2";
            case 0x80 -> "Failure";
            default -> null;
        };
    }

    @Override
    public PacketType type() {
        return PacketType.SUBACK;
    }
}
