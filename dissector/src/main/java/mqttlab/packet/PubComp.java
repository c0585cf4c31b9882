package mqttlab.packet;

import static mqttlab.packet.Field.number;

/// PUBCOMP. QoS 2, last answer: the receiver has seen PUBREL, and the identifier is free again. 3.1.1 and 5.0
/// section 3.7.
///
/// @param packetId that of the PUBLISH, 1 to 65535
/// @param reasonCode 0 for success; always 0 before 5.0
public record PubComp(int packetId, int reasonCode, Properties properties) implements Packet {

    // @formatter:off
    public static final Field
            ID = number("mqtt.msgid", "Packet Identifier", "3.7.2", "That of the PUBLISH it belongs to."),
            CODE = number("mqtt.pubcomp.reason_code", "Reason Code", "3.7.2.1",
                    "How it went.").since5().names(ReasonCode.namesIn(PacketType.PUBCOMP));
    // @formatter:on

    static final PubComp BLANK = new PubComp(0);

    /// The acknowledgement of success.
    public PubComp(int packetId) {
        this(packetId, 0, Properties.NONE);
    }

    static PubComp walk(Wire wire, PubComp it) {
        int id = wire.u16(ID, it.packetId);
        wire.check(id != 0, ID, Rule.PUBCOMP_ID);
        // Both may be left out: "If the Remaining Length is 2, then the Reason Code has the value 0x00."
        int code = 0;
        Properties properties = Properties.NONE;
        if (wire.isV5() && wire.more(it.reasonCode != 0 || !it.properties.isEmpty())) {
            code = wire.u8(CODE, it.reasonCode);
            wire.check(ReasonCode.isAllowed(PacketType.PUBCOMP, code), CODE, Rule.PUBCOMP_CODE);
            if (wire.more(!it.properties.isEmpty())) {
                properties = Properties.walk(wire, PacketType.PUBCOMP, it.properties);
            }
        }
        return new PubComp(id, code, properties);
    }

    @Override
    public PacketType type() {
        return PacketType.PUBCOMP;
    }
}
