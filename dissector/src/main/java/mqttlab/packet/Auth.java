package mqttlab.packet;

import static mqttlab.packet.Field.number;

/// AUTH: a step of enhanced authentication, since 5.0. 5.0 section 3.15.
public record Auth(int reasonCode, Properties properties) implements Packet {

    // @formatter:off
    public static final Field
            CODE = number("mqtt.auth.reason_code", "Reason Code", "3.15.2.1",
                    "Whether authentication goes on.").since5().names(ReasonCode.namesIn(PacketType.AUTH));
    // @formatter:on

    static final Auth BLANK = new Auth(0, Properties.NONE);

    static Auth walk(Wire wire, Auth it) {
        // "The Reason Code and Property Length can be omitted if the Reason Code is 0x00 (Success) and there are no
        // Properties. In this case the AUTH has a Remaining Length of 0."
        if (!wire.more(it.reasonCode != 0 || !it.properties.isEmpty())) {
            wire.check(ReasonCode.isFromSender(wire, PacketType.AUTH, 0), CODE, Rule.CODE_SENDER);
            return BLANK;
        }
        int code = wire.u8(CODE, it.reasonCode);
        wire.check(ReasonCode.isAllowed(PacketType.AUTH, code), CODE, Rule.AUTH_CODE);
        wire.check(ReasonCode.isFromSender(wire, PacketType.AUTH, code), CODE, Rule.CODE_SENDER);
        Properties properties = Properties.walk(wire, PacketType.AUTH, it.properties);
        wire.check(
                properties.has(PropertyId.AUTHENTICATION_METHOD),
                PropertyId.AUTHENTICATION_METHOD.field(PacketType.AUTH),
                Rule.AUTH_METHOD);
        return new Auth(code, properties);
    }

    @Override
    public PacketType type() {
        return PacketType.AUTH;
    }
}
