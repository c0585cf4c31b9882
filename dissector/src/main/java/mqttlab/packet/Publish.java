package mqttlab.packet;

import static mqttlab.packet.Field.bytes;
import static mqttlab.packet.Field.number;
import static mqttlab.packet.Field.text;

/// PUBLISH: a message. 3.1.1 and 5.0 section 3.3.
///
/// @param topic empty where a Topic Alias stands for it
/// @param qos 0 to 2
/// @param dup whether this may be the second time that it is sent
/// @param packetId 1 to 65535; 0 where qos is 0
public record Publish(
        String topic, int qos, boolean dup, boolean retain, int packetId, Properties properties, Bytes payload)
        implements Packet {

    // @formatter:off
    public static final Field
            TOPIC_LENGTH = number("mqtt.topic_len", "Topic Name Length", "3.3.2.1", "Bytes of UTF-8 that follow."),
            TOPIC = text("mqtt.topic", "Topic Name", "3.3.2.1", "What the message is about."),
            ID = number("mqtt.msgid", "Packet Identifier", "3.3.2.2",
                    "Ties the message to its acknowledgement; never zero."),
            PAYLOAD = bytes("mqtt.msg", "Payload", "3.3.3", "The message itself: any bytes, or none.");
    // @formatter:on

    static final Publish BLANK = new Publish("", 0, false, false, 0, Properties.NONE, Bytes.EMPTY);

    static Publish walk(Wire wire, int flags, Publish it) {
        boolean dup = FixedHeader.DUP.get(flags) != 0;
        int qos = FixedHeader.QOS.get(flags);
        boolean retain = FixedHeader.RETAIN.get(flags) != 0;
        wire.check(qos < 3, FixedHeader.QOS, Rule.QOS);
        wire.check(qos > 0 || !dup, FixedHeader.DUP, Rule.DUP_NEEDS_QOS);

        String topic = Topics.name(wire, TOPIC_LENGTH, TOPIC, it.topic, Rule.TOPIC_NAME);
        int id = 0;
        if (qos > 0) {
            id = wire.u16(ID, it.packetId);
            boolean fromServer = wire.isSent(Direction.SERVER_TO_CLIENT);
            wire.check(id != 0, ID, fromServer ? Rule.SERVER_PACKET_ID : Rule.PACKET_ID);
        }
        Properties properties = wire.isV5() ? walkProperties(wire, it.properties) : Properties.NONE;
        if (topic.isEmpty()) {
            Rule rule = wire.isV5() ? Rule.TOPIC_OR_ALIAS : Rule.TOPIC_NOT_EMPTY;
            wire.check(properties.has(PropertyId.TOPIC_ALIAS), TOPIC, rule);
        }
        Bytes payload = wire.rest(PAYLOAD, it.payload);
        if (properties.number(PropertyId.PAYLOAD_FORMAT_INDICATOR, 0) == 1) {
            wire.noteUtf8(payload, PAYLOAD, Rule.PAYLOAD_FORMAT);
        }
        return new Publish(topic, qos, dup, retain, id, properties, payload);
    }

    private static Properties walkProperties(Wire wire, Properties it) {
        Properties properties = Properties.walk(wire, PacketType.PUBLISH, it);
        boolean fromClient = wire.isSent(Direction.CLIENT_TO_SERVER);
        wire.check(
                !fromClient || !properties.has(PropertyId.SUBSCRIPTION_IDENTIFIER),
                PropertyId.SUBSCRIPTION_IDENTIFIER.field(PacketType.PUBLISH),
                Rule.CLIENT_SUBSCRIPTION_ID);
        return properties;
    }

    /// The lower four bits of the first byte.
    int flags() {
        return FixedHeader.DUP.put(dup) | FixedHeader.QOS.put(qos) | FixedHeader.RETAIN.put(retain);
    }

    @Override
    public PacketType type() {
        return PacketType.PUBLISH;
    }
}
