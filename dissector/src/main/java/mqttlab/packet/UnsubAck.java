package mqttlab.packet;

import static mqttlab.packet.Field.number;

import java.util.List;

/// UNSUBACK: the server has ended subscriptions. 3.1.1 and 5.0 section 3.11.
///
/// @param packetId that of the UNSUBSCRIBE, 1 to 65535
/// @param codes one for each topic filter, in its order; none before 5.0
public record UnsubAck(int packetId, Properties properties, List<Integer> codes) implements Packet {

    // @formatter:off
    public static final Field
            ID = number("mqtt.msgid", "Packet Identifier", "3.11.2", "That of the UNSUBSCRIBE."),
            CODE = number("mqtt.unsuback.reason_code", "Reason Code", "3.11.3",
                    "How it went, filter by filter.").since5().names(ReasonCode.namesIn(PacketType.UNSUBACK));
    // @formatter:on

    static final UnsubAck BLANK = new UnsubAck(0, Properties.NONE, List.of());

    public UnsubAck {
        codes = List.copyOf(codes);
    }

    static UnsubAck walk(Wire wire, UnsubAck it) {
        int id = wire.u16(ID, it.packetId);
        wire.check(id != 0, ID, Rule.REQUEST_ID);
        if (!wire.isV5()) {
            return new UnsubAck(id, Properties.NONE, List.of());
        }
        Properties properties = Properties.walk(wire, PacketType.UNSUBACK, it.properties);
        Repeated<Integer> codes = new Repeated<>(wire, it.codes);
        while (codes.more()) {
            Integer given = codes.next();
            int code = wire.u8(CODE, given == null ? 0 : given);
            wire.check(ReasonCode.isAllowed(PacketType.UNSUBACK, code), CODE, Rule.UNSUBACK_CODE);
            codes.add(code);
        }
        return new UnsubAck(id, properties, codes.all());
    }

    @Override
    public PacketType type() {
        return PacketType.UNSUBACK;
    }
}
