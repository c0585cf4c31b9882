package mqttlab.packet;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The 27 properties of MQTT 5.0: a row each, with the packets it may stand in and the sections that say so.
/// 5.0 section 2.2.2.2 and chapter 3.
public enum PropertyId {
    // @formatter:off
    // identifier, name, type, least and greatest value of a number; meaning; what holds where it is
    // absent; places and their sections
    PAYLOAD_FORMAT_INDICATOR(0x01, "Payload Format Indicator", Kind.BYTE, 0, 1,
        "1 promises a payload of UTF-8; 0 promises nothing.",
        "0",
        "WILL 3.1.3.2.3, PUBLISH 3.3.2.3.2"),
    MESSAGE_EXPIRY_INTERVAL(0x02, "Message Expiry Interval", Kind.FOUR_BYTES, 0, 0xffffffffL,
        "How many seconds the message may wait for delivery.",
        "the message does not expire",
        "WILL 3.1.3.2.4, PUBLISH 3.3.2.3.3"),
    CONTENT_TYPE(0x03, "Content Type", Kind.TEXT,
        "What the payload is, such as application/json.",
        "not said",
        "WILL 3.1.3.2.5, PUBLISH 3.3.2.3.9"),
    RESPONSE_TOPIC(0x08, "Response Topic", Kind.TEXT,
        "Where an answer to this message is to be published.",
        "the message is no request",
        "WILL 3.1.3.2.6, PUBLISH 3.3.2.3.5"),
    CORRELATION_DATA(0x09, "Correlation Data", Kind.DATA,
        "Comes back with the answer, to tell which request it answers.",
        "none",
        "WILL 3.1.3.2.7, PUBLISH 3.3.2.3.6"),
    SUBSCRIPTION_IDENTIFIER(0x0b, "Subscription Identifier", Kind.VARINT, 1, 0xfffffff,
        "A number the client gave its subscription; messages it matches carry it.",
        "the subscription has no number",
        "PUBLISH 3.3.2.3.8, SUBSCRIBE 3.8.2.1.2"),
    SESSION_EXPIRY_INTERVAL(0x11, "Session Expiry Interval", Kind.FOUR_BYTES, 0, 0xffffffffL,
        "How many seconds the session outlives the connection; 0xFFFFFFFF for ever.",
        "0 in CONNECT; in CONNACK and DISCONNECT, what CONNECT says",
        "CONNECT 3.1.2.11.2, CONNACK 3.2.2.3.2, DISCONNECT 3.14.2.2.2"),
    ASSIGNED_CLIENT_IDENTIFIER(0x12, "Assigned Client Identifier", Kind.TEXT,
        "The client identifier that the server chose, since the client gave none.",
        "the client keeps the identifier of its CONNECT",
        "CONNACK 3.2.2.3.7"),
    SERVER_KEEP_ALIVE(0x13, "Server Keep Alive", Kind.TWO_BYTES, 0, 65535,
        "The Keep Alive to use, instead of the one the client asked for.",
        "the Keep Alive of CONNECT",
        "CONNACK 3.2.2.3.14"),
    AUTHENTICATION_METHOD(0x15, "Authentication Method", Kind.TEXT,
        "The name of the authentication exchange.",
        "no enhanced authentication; AUTH always has it",
        "CONNECT 3.1.2.11.9, CONNACK 3.2.2.3.17, AUTH 3.15.2.2.2"),
    AUTHENTICATION_DATA(0x16, "Authentication Data", Kind.DATA,
        "A step of the authentication exchange; what it holds is up to the method.",
        "none",
        "CONNECT 3.1.2.11.10, CONNACK 3.2.2.3.18, AUTH 3.15.2.2.3"),
    REQUEST_PROBLEM_INFORMATION(0x17, "Request Problem Information", Kind.BYTE, 0, 1,
        "1 allows reason strings and user properties in all packets; 0 in few.",
        "1",
        "CONNECT 3.1.2.11.7"),
    WILL_DELAY_INTERVAL(0x18, "Will Delay Interval", Kind.FOUR_BYTES, 0, 0xffffffffL,
        "How many seconds the server waits before it publishes the will.",
        "0",
        "WILL 3.1.3.2.2"),
    REQUEST_RESPONSE_INFORMATION(0x19, "Request Response Information", Kind.BYTE, 0, 1,
        "1 asks for Response Information in CONNACK.",
        "0",
        "CONNECT 3.1.2.11.6"),
    RESPONSE_INFORMATION(0x1a, "Response Information", Kind.TEXT,
        "A hint from which the client can build response topics.",
        "none",
        "CONNACK 3.2.2.3.15"),
    SERVER_REFERENCE(0x1c, "Server Reference", Kind.TEXT,
        "Another server to use instead.",
        "none",
        "CONNACK 3.2.2.3.16, DISCONNECT 3.14.2.2.5"),
    REASON_STRING(0x1f, "Reason String", Kind.TEXT,
        "The reason, for humans.",
        "none",
        "CONNACK 3.2.2.3.9, PUBACK 3.4.2.2.2, PUBREC 3.5.2.2.2, PUBREL 3.6.2.2.2, PUBCOMP 3.7.2.2.2, "
            + "SUBACK 3.9.2.1.2, UNSUBACK 3.11.2.1.2, DISCONNECT 3.14.2.2.3, AUTH 3.15.2.2.4"),
    RECEIVE_MAXIMUM(0x21, "Receive Maximum", Kind.TWO_BYTES, 1, 65535,
        "How many QoS 1 and 2 messages may be under way to me at once.",
        "65535",
        "CONNECT 3.1.2.11.3, CONNACK 3.2.2.3.3"),
    TOPIC_ALIAS_MAXIMUM(0x22, "Topic Alias Maximum", Kind.TWO_BYTES, 0, 65535,
        "The highest Topic Alias I accept; 0 for none.",
        "0",
        "CONNECT 3.1.2.11.5, CONNACK 3.2.2.3.8"),
    TOPIC_ALIAS(0x23, "Topic Alias", Kind.TWO_BYTES, 1, 65535,
        "A number that stands for the topic name on this connection.",
        "none",
        "PUBLISH 3.3.2.3.4"),
    MAXIMUM_QOS(0x24, "Maximum QoS", Kind.BYTE, 0, 1,
        "The best QoS that the server supports.",
        "2",
        "CONNACK 3.2.2.3.4"),
    RETAIN_AVAILABLE(0x25, "Retain Available", Kind.BYTE, 0, 1,
        "Whether the server keeps retained messages.",
        "1",
        "CONNACK 3.2.2.3.5"),
    USER_PROPERTY(0x26, "User Property", Kind.PAIR,
        "A name and a value, of which the standard says nothing.",
        "none",
        "CONNECT 3.1.2.11.8, WILL 3.1.3.2.8, CONNACK 3.2.2.3.10, PUBLISH 3.3.2.3.7, PUBACK 3.4.2.2.3, "
            + "PUBREC 3.5.2.2.3, PUBREL 3.6.2.2.3, PUBCOMP 3.7.2.2.3, SUBSCRIBE 3.8.2.1.3, SUBACK 3.9.2.1.3, "
            + "UNSUBSCRIBE 3.10.2.1.2, UNSUBACK 3.11.2.1.3, DISCONNECT 3.14.2.2.4, AUTH 3.15.2.2.5"),
    MAXIMUM_PACKET_SIZE(0x27, "Maximum Packet Size", Kind.FOUR_BYTES, 1, 0xffffffffL,
        "The longest packet I accept, in bytes.",
        "no limit but that of Remaining Length",
        "CONNECT 3.1.2.11.4, CONNACK 3.2.2.3.6"),
    WILDCARD_SUBSCRIPTION_AVAILABLE(0x28, "Wildcard Subscription Available", Kind.BYTE, 0, 1,
        "Whether the server accepts wildcards in topic filters.",
        "1",
        "CONNACK 3.2.2.3.11"),
    SUBSCRIPTION_IDENTIFIER_AVAILABLE(0x29, "Subscription Identifier Available", Kind.BYTE, 0, 1,
        "Whether the server accepts Subscription Identifiers.",
        "1",
        "CONNACK 3.2.2.3.12"),
    SHARED_SUBSCRIPTION_AVAILABLE(0x2a, "Shared Subscription Available", Kind.BYTE, 0, 1,
        "Whether the server accepts shared subscriptions.",
        "1",
        "CONNACK 3.2.2.3.13");
    // @formatter:on

    /// The data types of 5.0 section 1.5.
    public enum Kind {
        BYTE,
        TWO_BYTES,
        FOUR_BYTES,
        VARINT,
        TEXT,
        DATA,
        PAIR;

        /// What section 1.5 calls it.
        public String text() {
            return switch (this) {
                case BYTE -> "Byte";
                case TWO_BYTES -> "Two Byte Integer";
                case FOUR_BYTES -> "Four Byte Integer";
                case VARINT -> "Variable Byte Integer";
                case TEXT -> "UTF-8 Encoded String";
                case DATA -> "Binary Data";
                case PAIR -> "UTF-8 String Pair";
            };
        }

        public boolean isNumeric() {
            return switch (this) {
                case BYTE, TWO_BYTES, FOUR_BYTES, VARINT -> true;
                case TEXT, DATA, PAIR -> false;
            };
        }
    }

    /// The place that is no packet: the will, within CONNECT.
    private static final String WILL = "WILL";

    private static final @Nullable PropertyId[] BY_VALUE = byValue();

    private final int value;
    private final Kind kind;
    private final long least;
    private final long greatest;
    private final String text;
    private final String meaning;
    private final String absent;
    /// By packet type number, the will at 0; null where the property may not stand.
    private final @Nullable Field[] fields = new Field[16];
    /// For a place where it may not stand.
    private final Field misplaced;

    PropertyId(int value, String text, Kind kind, String meaning, String absent, String places) {
        this(value, text, kind, 0, 0, meaning, absent, places);
    }

    PropertyId(
            int value,
            String text,
            Kind kind,
            long least,
            long greatest,
            String meaning,
            String absent,
            String places) {
        this.value = value;
        this.kind = kind;
        this.least = least;
        this.greatest = greatest;
        this.text = text;
        this.meaning = meaning;
        this.absent = absent;
        Field any = null;
        for (String place : places.split(", ", -1)) {
            int space = place.indexOf(' ');
            String home = place.substring(0, space);
            int number = home.equals(WILL) ? 0 : PacketType.valueOf(home).number();
            any = field(meaning, place.substring(space + 1));
            fields[number] = any;
        }
        // The User Property may stand wherever properties may.
        this.misplaced = any != null && kind == Kind.PAIR ? any : field(meaning, "2.2.2.2");
    }

    private static @Nullable PropertyId[] byValue() {
        PropertyId[] all = new PropertyId[128];
        for (PropertyId id : values()) {
            all[id.value] = id;
        }
        return all;
    }

    private Field field(String meaning, String section) {
        Field.Kind fieldKind = switch (kind) {
            case BYTE, TWO_BYTES, FOUR_BYTES, VARINT -> Field.Kind.NUMBER;
            case TEXT, PAIR -> Field.Kind.TEXT;
            case DATA -> Field.Kind.DATA;
        };
        boolean isPair = kind == Kind.PAIR;
        String name = isPair ? "mqtt.prop_key" : "mqtt.property." + name().toLowerCase(Locale.ROOT);
        Field field = Field.of(fieldKind, name, isPair ? text + " Name" : text, section, meaning)
                .since5();
        String alias = alias();
        return alias == null ? field : field.alias(alias);
    }

    /// Wireshark's name for the value.
    private @Nullable String alias() {
        if (value == 0x24) {
            return "mqtt.property.max_qos";
        }
        boolean isNamed = value == 0x03 || value == 0x23 || kind == Kind.PAIR;
        return isNamed ? null : kind == Kind.TEXT || kind == Kind.DATA ? "mqtt.prop_string" : "mqtt.prop_number";
    }

    /// The identifier on the wire.
    public int value() {
        return value;
    }

    public Kind kind() {
        return kind;
    }

    /// What the standard calls it.
    public String text() {
        return text;
    }

    /// What it says, in a sentence for the learner.
    public String meaning() {
        return meaning;
    }

    /// What holds where it is absent, in a few words: "65535".
    public String absent() {
        return absent;
    }

    public long least() {
        return least;
    }

    public long greatest() {
        return greatest;
    }

    /// The property with this identifier, or null.
    public static @Nullable PropertyId of(int value) {
        return value >= 0 && value < BY_VALUE.length ? BY_VALUE[value] : null;
    }

    static @Nullable String name(long value) {
        PropertyId id = of((int) Math.min(value, BY_VALUE.length));
        return id == null ? null : id.text;
    }

    /// The field of its value in a will.
    public Field fieldInWill() {
        return field(0);
    }

    /// The field of its value in packets of this type; of the name, for a pair.
    public Field field(PacketType packet) {
        return field(packet.number());
    }

    Field field(int place) {
        Field field = fields[place];
        return field == null ? misplaced : field;
    }

    /// Whether it may stand in packets of this type.
    public boolean isAllowed(PacketType packet) {
        return isAllowed(packet.number());
    }

    public boolean isAllowedInWill() {
        return isAllowed(0);
    }

    boolean isAllowed(int place) {
        return fields[place] != null;
    }
}
