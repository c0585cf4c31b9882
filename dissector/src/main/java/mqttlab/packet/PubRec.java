package mqttlab.packet;

import static mqttlab.packet.Field.number;

/// PUBREC. QoS 2, first answer: the receiver has the message. 3.1.1 and 5.0 section 3.5.
///
/// @param packetId that of the PUBLISH, 1 to 65535
/// @param reasonCode 0 for success; always 0 before 5.0
public record PubRec(int packetId, int reasonCode, Properties properties) implements Packet {

    // @formatter:off
    public static final Field
            ID = number("mqtt.msgid", "Packet Identifier", "3.5.2", "That of the PUBLISH it belongs to."),
            CODE = number("mqtt.pubrec.reason_code", "Reason Code", "3.5.2.1",
                    "How it went.").since5().names(ReasonCode.namesIn(PacketType.PUBREC));
    // @formatter:on

    static final PubRec BLANK = new PubRec(0);

    /// The acknowledgement of success.
    public PubRec(int packetId) {
        this(packetId, 0, Properties.NONE);
    }

    static PubRec walk(Wire wire, PubRec it) {
        int id = wire.u16(ID, it.packetId);
        wire.check(id != 0, ID, Rule.ANSWER_ID);
        // Both may be left out: "If the Remaining Length is 2, then the Reason Code has the value 0x00."
        int code = 0;
        Properties properties = Properties.NONE;
        if (wire.isV5() && wire.more(it.reasonCode != 0 || !it.properties.isEmpty())) {
            code = wire.u8(CODE, it.reasonCode);
            wire.check(ReasonCode.isAllowed(PacketType.PUBREC, code), CODE, Rule.PUBREC_CODE);
            wire.check(ReasonCode.isFromSender(wire, PacketType.PUBREC, code), CODE, Rule.NO_SUBSCRIBERS);
            if (wire.more(!it.properties.isEmpty())) {
                properties = Properties.walk(wire, PacketType.PUBREC, it.properties);
            }
        }
        return new PubRec(id, code, properties);
    }

    @Override
    public PacketType type() {
        return PacketType.PUBREC;
    }
}
