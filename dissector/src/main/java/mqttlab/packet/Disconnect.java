package mqttlab.packet;

import static mqttlab.packet.Field.number;

/// DISCONNECT: the last packet of a connection. 3.1.1 and 5.0 section 3.14.
///
/// @param reasonCode 0 for a normal end; always 0 before 5.0
public record Disconnect(int reasonCode, Properties properties) implements Packet {

    // @formatter:off
    public static final Field
            CODE = number("mqtt.disconnect.reason_code", "Reason Code", "3.14.2.1",
                    "Why the connection ends.").since5().names(ReasonCode.namesIn(PacketType.DISCONNECT));
    // @formatter:on

    static final Disconnect BLANK = new Disconnect(0, Properties.NONE);

    static Disconnect walk(Wire wire, Disconnect it) {
        // Both may be left out: "If the Remaining Length is less than 1 the value of 0x00 (Normal disconnection) is
        // used."
        if (!wire.isV5() || !wire.more(it.reasonCode != 0 || !it.properties.isEmpty())) {
            return BLANK;
        }
        int code = wire.u8(CODE, it.reasonCode);
        wire.check(ReasonCode.isAllowed(PacketType.DISCONNECT, code), CODE, Rule.DISCONNECT_CODE);
        wire.check(ReasonCode.isFromSender(wire, PacketType.DISCONNECT, code), CODE, Rule.CODE_SENDER);
        Properties properties = Properties.NONE;
        if (wire.more(!it.properties.isEmpty())) {
            properties = Properties.walk(wire, PacketType.DISCONNECT, it.properties);
            boolean fromServer = wire.isSent(Direction.SERVER_TO_CLIENT);
            wire.check(
                    !fromServer || !properties.has(PropertyId.SESSION_EXPIRY_INTERVAL),
                    PropertyId.SESSION_EXPIRY_INTERVAL.field(PacketType.DISCONNECT),
                    Rule.SERVER_SESSION_EXPIRY);
            boolean fromClient = wire.isSent(Direction.CLIENT_TO_SERVER);
            wire.check(
                    !fromClient || !properties.has(PropertyId.SERVER_REFERENCE),
                    PropertyId.SERVER_REFERENCE.field(PacketType.DISCONNECT),
                    Rule.SERVER_REFERENCE);
        }
        return new Disconnect(code, properties);
    }

    @Override
    public PacketType type() {
        return PacketType.DISCONNECT;
    }
}
