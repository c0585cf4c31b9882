package mqttlab.packet;

import static mqttlab.packet.Field.number;

/// PUBREL. QoS 2: the sender has seen PUBREC and lets go of the message. 3.1.1 and 5.0 section 3.6.
///
/// @param packetId that of the PUBLISH, 1 to 65535
/// @param reasonCode 0 for success; always 0 before 5.0
public record PubRel(int packetId, int reasonCode, Properties properties) implements Packet {

    // @formatter:off
    public static final Field
            ID = number("mqtt.msgid", "Packet Identifier", "3.6.2", "That of the PUBLISH it belongs to."),
            CODE = number("mqtt.pubrel.reason_code", "Reason Code", "3.6.2.1",
                    "How it went.").since5().names(ReasonCode.namesIn(PacketType.PUBREL));
    // @formatter:on

    static final PubRel BLANK = new PubRel(0);

    /// The acknowledgement of success.
    public PubRel(int packetId) {
        this(packetId, 0, Properties.NONE);
    }

    static PubRel walk(Wire wire, PubRel it) {
        int id = wire.u16(ID, it.packetId);
        wire.check(id != 0, ID, Rule.ANSWER_ID);
        // Both may be left out: "If the Remaining Length is 2, then the Reason Code has the value 0x00."
        int code = 0;
        Properties properties = Properties.NONE;
        if (wire.isV5() && wire.more(it.reasonCode != 0 || !it.properties.isEmpty())) {
            code = wire.u8(CODE, it.reasonCode);
            wire.check(ReasonCode.isAllowed(PacketType.PUBREL, code), CODE, Rule.PUBREL_CODE);
            if (wire.more(!it.properties.isEmpty())) {
                properties = Properties.walk(wire, PacketType.PUBREL, it.properties);
            }
        }
        return new PubRel(id, code, properties);
    }

    @Override
    public PacketType type() {
        return PacketType.PUBREL;
    }
}
