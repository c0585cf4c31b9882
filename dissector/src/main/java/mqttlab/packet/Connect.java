package mqttlab.packet;

import static mqttlab.packet.Field.bytes;
import static mqttlab.packet.Field.data;
import static mqttlab.packet.Field.hex;
import static mqttlab.packet.Field.number;
import static mqttlab.packet.Field.text;

import org.jspecify.annotations.Nullable;

/// CONNECT: a client asks for a connection. 3.1.1 and 5.0 section 3.1.
///
/// @param bridge whether the client says that it is a broker itself (bit 7 of the level: a custom, not of the
/// standard)
/// @param cleanStart whether to forget the session of before; Clean Session in 3.1.1
/// @param keepAlive the longest silence of the client in seconds, 0 to 65535; 0 for any
public record Connect(
        Version version,
        boolean bridge,
        String clientId,
        boolean cleanStart,
        int keepAlive,
        Properties properties,
        @Nullable Will will,
        @Nullable String userName,
        @Nullable Bytes password)
        implements Packet {

    // @formatter:off
    public static final Field
            NAME_LENGTH = number("mqtt.proto_len", "Protocol Name Length", "3.1.2.1",
                    "Bytes of the name that follows."),
            NAME = text("mqtt.protoname", "Protocol Name", "3.1.2.1", "MQTT; in MQTT 3.1, MQIsdp."),
            LEVEL = number("mqtt.ver", "Protocol Version", "3.1.2.2",
                    "5 is MQTT 5.0, 4 is 3.1.1, 3 is 3.1.").names(Connect::levelName),
            FLAGS = hex("mqtt.conflags", "Connect Flags", "3.1.2.3", "Which fields follow, and how to read them."),
            USER_NAME_FLAG = FLAGS.bits(0x80, "mqtt.conflag.uname", "User Name Flag", "3.1.2.8",
                    "A user name follows."),
            PASSWORD_FLAG = FLAGS.bits(0x40, "mqtt.conflag.passwd", "Password Flag", "3.1.2.9", "A password follows."),
            WILL_RETAIN = FLAGS.bits(0x20, "mqtt.conflag.retain", "Will Retain", "3.1.2.7",
                    "The will is to be a retained message."),
            WILL_QOS = FLAGS.bits(0x18, "mqtt.conflag.qos", "Will QoS", "3.1.2.6",
                    "How surely the will is delivered.").names(FixedHeader::qosName),
            WILL_FLAG = FLAGS.bits(0x04, "mqtt.conflag.willflag", "Will Flag", "3.1.2.5",
                    "A will follows: a message to send when I vanish."),
            CLEAN_START = FLAGS.bits(0x02, "mqtt.conflag.cleansess", "Clean Start", "3.1.2.4",
                    "Begin anew, without the session of before."),
            RESERVED = FLAGS.bits(0x01, "mqtt.conflag.reserved", "Reserved", "3.1.2.3", "Zero."),
            KEEP_ALIVE = number("mqtt.kalive", "Keep Alive", "3.1.2.10",
                    "The client's longest silence, in seconds; 0: no limit."),
            CLIENT_ID_LENGTH = number("mqtt.clientid_len", "Client Identifier Length", "3.1.3.1",
                    "Bytes of UTF-8 that follow."),
            CLIENT_ID = text("mqtt.clientid", "Client Identifier", "3.1.3.1", "Names the client and its session."),
            WILL_TOPIC_LENGTH = number("mqtt.willtopic_len", "Will Topic Length", "3.1.3.3",
                    "Bytes of UTF-8 that follow.").in311("3.1.3.2"),
            WILL_TOPIC = text("mqtt.willtopic", "Will Topic", "3.1.3.3",
                    "Where the will is published.").in311("3.1.3.2"),
            WILL_PAYLOAD_LENGTH = number("mqtt.willmsg_len", "Will Payload Length", "3.1.3.4",
                    "Bytes that follow.").in311("3.1.3.3"),
            WILL_PAYLOAD = bytes("mqtt.willmsg", "Will Payload", "3.1.3.4", "The will itself.").in311("3.1.3.3"),
            USER_NAME_LENGTH = number("mqtt.username_len", "User Name Length", "3.1.3.5",
                    "Bytes of UTF-8 that follow.").in311("3.1.3.4"),
            USER_NAME = text("mqtt.username", "User Name", "3.1.3.5", "Who the client says it is.").in311("3.1.3.4"),
            PASSWORD_LENGTH = number("mqtt.passwd_len", "Password Length", "3.1.3.6",
                    "Bytes that follow.").in311("3.1.3.5"),
            PASSWORD = data("mqtt.passwd", "Password", "3.1.3.6", "Any bytes, sent in clear.").in311("3.1.3.5");
    // @formatter:on

    static final Connect BLANK = new Connect(Version.V5, false, "", false, 0, Properties.NONE, null, null, null);

    static Connect walk(Wire wire, Connect it) {
        String name = wire.text(NAME_LENGTH, NAME, it.version.protocolName());
        int level = wire.u8(LEVEL, it.level());
        wire.check(isNameAt(level, name, wire.version()), NAME, Rule.PROTOCOL_NAME);
        wire.check((level & ~Version.BRIDGE) == wire.version().level(), LEVEL, Rule.PROTOCOL_LEVEL);

        int flags = wire.u8(FLAGS, it.flags());
        boolean hasUserName = wire.flag(USER_NAME_FLAG, flags);
        boolean hasPassword = wire.flag(PASSWORD_FLAG, flags);
        boolean willRetain = wire.flag(WILL_RETAIN, flags);
        int willQos = wire.bits(WILL_QOS, flags);
        boolean hasWill = wire.flag(WILL_FLAG, flags);
        boolean cleanStart = wire.flag(CLEAN_START, flags);
        wire.check(!wire.flag(RESERVED, flags), RESERVED, Rule.CONNECT_RESERVED);
        wire.check(!hasWill || willQos < 3, WILL_QOS, Rule.WILL_QOS);
        wire.check(hasWill || willQos == 0, WILL_QOS, Rule.NO_WILL_QOS);
        wire.check(hasWill || !willRetain, WILL_RETAIN, Rule.NO_WILL_RETAIN);
        wire.check(hasUserName || !hasPassword || wire.isV5(), PASSWORD_FLAG, Rule.PASSWORD_NEEDS_USER_NAME);

        int keepAlive = wire.u16(KEEP_ALIVE, it.keepAlive);
        Properties properties =
                wire.isV5() ? Properties.walk(wire, PacketType.CONNECT, it.properties) : Properties.NONE;
        wire.check(
                properties.has(PropertyId.AUTHENTICATION_METHOD) || !properties.has(PropertyId.AUTHENTICATION_DATA),
                PropertyId.AUTHENTICATION_DATA.field(PacketType.CONNECT),
                Rule.AUTH_DATA_NEEDS_METHOD);

        String clientId = wire.text(CLIENT_ID_LENGTH, CLIENT_ID, it.clientId);
        if (clientId.isEmpty()) {
            wire.check(wire.version() != Version.V3_1, CLIENT_ID, Rule.CLIENT_ID_NOT_EMPTY);
            wire.check(wire.version() != Version.V3_1_1 || cleanStart, CLIENT_ID, Rule.EMPTY_CLIENT_ID);
        }
        Will will = hasWill ? walk(wire, it.will == null ? Will.BLANK : it.will, willQos, willRetain) : null;

        // MQTT 3.1: "the User Name flag is set, but the User Name string is missing. This is valid".
        boolean mayBeMissing = wire.version() == Version.V3_1;
        String userName = null;
        if (hasUserName && (!mayBeMissing || wire.more(true))) {
            userName = wire.text(USER_NAME_LENGTH, USER_NAME, it.userName == null ? "" : it.userName);
        }
        Bytes password = null;
        if (hasPassword && (!mayBeMissing || wire.more(true))) {
            password = wire.data(PASSWORD_LENGTH, PASSWORD, it.password == null ? Bytes.EMPTY : it.password);
        }
        boolean bridge = (level & Version.BRIDGE) != 0;
        return new Connect(
                wire.version(), bridge, clientId, cleanStart, keepAlive, properties, will, userName, password);
    }

    /// Whether the name is that of the version or, at a level that does not exist, of any.
    private static boolean isNameAt(int level, String name, Version version) {
        boolean isUnknown = Version.of(level & ~Version.BRIDGE) == null;
        return name.equals(version.protocolName()) || isUnknown && Version.isProtocolName(name);
    }

    private static Will walk(Wire wire, Will it, int qos, boolean retain) {
        Properties properties = wire.isV5() ? Properties.walkWill(wire, it.properties()) : Properties.NONE;
        String topic = Topics.name(wire, WILL_TOPIC_LENGTH, WILL_TOPIC, it.topic(), Rule.WILDCARD);
        wire.check(!topic.isEmpty(), WILL_TOPIC, Rule.TOPIC_NOT_EMPTY);
        Bytes payload = wire.data(WILL_PAYLOAD_LENGTH, WILL_PAYLOAD, it.payload());
        if (properties.number(PropertyId.PAYLOAD_FORMAT_INDICATOR, 0) == 1) {
            wire.noteUtf8(payload, WILL_PAYLOAD, Rule.WILL_PAYLOAD_FORMAT);
        }
        return new Will(properties, topic, payload, qos, retain);
    }

    private int level() {
        return version.level() | (bridge ? Version.BRIDGE : 0);
    }

    private int flags() {
        int flags = CLEAN_START.put(cleanStart)
                | USER_NAME_FLAG.put(userName != null)
                | PASSWORD_FLAG.put(password != null);
        return will == null
                ? flags
                : flags | WILL_FLAG.put(true) | WILL_QOS.put(will.qos()) | WILL_RETAIN.put(will.retain());
    }

    /// The version that the CONNECT in these bytes names, or null where they hold none or it names no known
    /// version.
    static @Nullable Version versionOf(byte[] bytes, int from, int to) {
        if (from >= to || (bytes[from] & 0xf0) != PacketType.CONNECT.number() << 4) {
            return null;
        }
        int i = from + 1;
        while (i < to && bytes[i] < 0) {
            i++;
        }
        int name = i + 1;
        if (name + 2 > to) {
            return null;
        }
        int level = name + 2 + ((bytes[name] & 0xff) << 8 | bytes[name + 1] & 0xff);
        return level < to ? Version.of(bytes[level] & 0xff & ~Version.BRIDGE) : null;
    }

    private static @Nullable String levelName(long level) {
        Version version = Version.of((int) level & ~Version.BRIDGE);
        if (version == null) {
            return null;
        }
        return (level & Version.BRIDGE) == 0 ? version.toString() : version + ", from a bridge";
    }

    @Override
    public PacketType type() {
        return PacketType.CONNECT;
    }
}
