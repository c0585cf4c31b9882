package mqttlab.packet;

import static mqttlab.packet.Direction.CLIENT_TO_SERVER;
import static mqttlab.packet.Direction.SERVER_TO_CLIENT;
import static mqttlab.packet.PacketType.AUTH;
import static mqttlab.packet.PacketType.CONNACK;
import static mqttlab.packet.PacketType.DISCONNECT;
import static mqttlab.packet.PacketType.PUBACK;
import static mqttlab.packet.PacketType.PUBCOMP;
import static mqttlab.packet.PacketType.PUBREC;
import static mqttlab.packet.PacketType.PUBREL;
import static mqttlab.packet.PacketType.SUBACK;
import static mqttlab.packet.PacketType.UNSUBACK;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The reason codes of MQTT 5.0, and the packets each may stand in. 5.0 section 2.4, and the tables of chapter 3.
///
/// A code on the wire is an `int`: one that no row names is still a code.
public enum ReasonCode {
    SUCCESS(0x00, "Success", CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, UNSUBACK, AUTH),
    NORMAL_DISCONNECTION(0x00, "Normal disconnection", DISCONNECT),
    GRANTED_QOS_0(0x00, "Granted QoS 0", SUBACK),
    GRANTED_QOS_1(0x01, "Granted QoS 1", SUBACK),
    GRANTED_QOS_2(0x02, "Granted QoS 2", SUBACK),
    DISCONNECT_WITH_WILL_MESSAGE(0x04, "Disconnect with Will Message", DISCONNECT),
    NO_MATCHING_SUBSCRIBERS(0x10, "No matching subscribers", PUBACK, PUBREC),
    NO_SUBSCRIPTION_EXISTED(0x11, "No subscription existed", UNSUBACK),
    CONTINUE_AUTHENTICATION(0x18, "Continue authentication", AUTH),
    RE_AUTHENTICATE(0x19, "Re-authenticate", AUTH),
    UNSPECIFIED_ERROR(0x80, "Unspecified error", CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),
    MALFORMED_PACKET(0x81, "Malformed Packet", CONNACK, DISCONNECT),
    PROTOCOL_ERROR(0x82, "Protocol Error", CONNACK, DISCONNECT),
    IMPLEMENTATION_SPECIFIC_ERROR(
            0x83, "Implementation specific error", CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),
    UNSUPPORTED_PROTOCOL_VERSION(0x84, "Unsupported Protocol Version", CONNACK),
    CLIENT_IDENTIFIER_NOT_VALID(0x85, "Client Identifier not valid", CONNACK),
    BAD_USER_NAME_OR_PASSWORD(0x86, "Bad User Name or Password", CONNACK),
    NOT_AUTHORIZED(0x87, "Not authorized", CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),
    SERVER_UNAVAILABLE(0x88, "Server unavailable", CONNACK),
    SERVER_BUSY(0x89, "Server busy", CONNACK, DISCONNECT),
    BANNED(0x8a, "Banned", CONNACK),
    SERVER_SHUTTING_DOWN(0x8b, "Server shutting down", DISCONNECT),
    BAD_AUTHENTICATION_METHOD(0x8c, "Bad authentication method", CONNACK, DISCONNECT),
    KEEP_ALIVE_TIMEOUT(0x8d, "Keep Alive timeout", DISCONNECT),
    SESSION_TAKEN_OVER(0x8e, "Session taken over", DISCONNECT),
    TOPIC_FILTER_INVALID(0x8f, "Topic Filter invalid", SUBACK, UNSUBACK, DISCONNECT),
    TOPIC_NAME_INVALID(0x90, "Topic Name invalid", CONNACK, PUBACK, PUBREC, DISCONNECT),
    PACKET_IDENTIFIER_IN_USE(0x91, "Packet Identifier in use", PUBACK, PUBREC, SUBACK, UNSUBACK),
    PACKET_IDENTIFIER_NOT_FOUND(0x92, "Packet Identifier not found", PUBREL, PUBCOMP),
    RECEIVE_MAXIMUM_EXCEEDED(0x93, "Receive Maximum exceeded", DISCONNECT),
    TOPIC_ALIAS_INVALID(0x94, "Topic Alias invalid", DISCONNECT),
    PACKET_TOO_LARGE(0x95, "Packet too large", CONNACK, DISCONNECT),
    MESSAGE_RATE_TOO_HIGH(0x96, "Message rate too high", DISCONNECT),
    QUOTA_EXCEEDED(0x97, "Quota exceeded", CONNACK, PUBACK, PUBREC, SUBACK, DISCONNECT),
    ADMINISTRATIVE_ACTION(0x98, "Administrative action", DISCONNECT),
    PAYLOAD_FORMAT_INVALID(0x99, "Payload format invalid", CONNACK, PUBACK, PUBREC, DISCONNECT),
    RETAIN_NOT_SUPPORTED(0x9a, "Retain not supported", CONNACK, DISCONNECT),
    QOS_NOT_SUPPORTED(0x9b, "QoS not supported", CONNACK, DISCONNECT),
    USE_ANOTHER_SERVER(0x9c, "Use another server", CONNACK, DISCONNECT),
    SERVER_MOVED(0x9d, "Server moved", CONNACK, DISCONNECT),
    SHARED_SUBSCRIPTIONS_NOT_SUPPORTED(0x9e, "Shared Subscriptions not supported", SUBACK, DISCONNECT),
    CONNECTION_RATE_EXCEEDED(0x9f, "Connection rate exceeded", CONNACK, DISCONNECT),
    MAXIMUM_CONNECT_TIME(0xa0, "Maximum connect time", DISCONNECT),
    SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED(0xa1, "Subscription Identifiers not supported", SUBACK, DISCONNECT),
    WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED(0xa2, "Wildcard Subscriptions not supported", SUBACK, DISCONNECT);

    /// What only a server may send in DISCONNECT: table 3-10, column "Sent by". It gives 0x9b to the server, 3.3.4
    /// also to a client, and it leaves out 0x8c.
    private static final Set<ReasonCode> SERVER_DISCONNECTS = EnumSet.of(
            NOT_AUTHORIZED,
            SERVER_BUSY,
            SERVER_SHUTTING_DOWN,
            KEEP_ALIVE_TIMEOUT,
            SESSION_TAKEN_OVER,
            TOPIC_FILTER_INVALID,
            RETAIN_NOT_SUPPORTED,
            USE_ANOTHER_SERVER,
            SERVER_MOVED,
            SHARED_SUBSCRIPTIONS_NOT_SUPPORTED,
            CONNECTION_RATE_EXCEEDED,
            MAXIMUM_CONNECT_TIME,
            SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED,
            WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED);

    /// By packet type and value.
    private static final @Nullable ReasonCode[][] TABLE = table();

    private final int value;
    private final String text;
    private final PacketType[] packets;

    ReasonCode(int value, String text, PacketType... packets) {
        this.value = value;
        this.text = text;
        this.packets = packets;
    }

    private static @Nullable ReasonCode[][] table() {
        ReasonCode[][] table = new ReasonCode[16][256];
        for (ReasonCode code : values()) {
            for (PacketType packet : code.packets) {
                table[packet.number()][code.value] = code;
            }
        }
        return table;
    }

    public int value() {
        return value;
    }

    /// What the standard calls it.
    public String text() {
        return text;
    }

    /// What `value` means in a packet of this type, or null where the standard gives it no meaning there.
    public static @Nullable ReasonCode of(PacketType packet, int value) {
        return value < 0 || value > 0xff ? null : TABLE[packet.number()][value];
    }

    static boolean isAllowed(PacketType packet, int value) {
        return of(packet, value) != null;
    }

    /// Whether the side that is known to send the packet may send `value` in it; true where none or no code is
    /// known.
    static boolean isFromSender(Wire wire, PacketType packet, int value) {
        ReasonCode code = of(packet, value);
        Direction only = code == null ? null : code.sender(packet);
        return only == null || !wire.isSent(only.opposite());
    }

    /// The one side that may send this code in a packet of this type, or null where both may.
    private @Nullable Direction sender(PacketType packet) {
        return switch (packet) {
            case PUBACK, PUBREC -> this == NO_MATCHING_SUBSCRIBERS ? SERVER_TO_CLIENT : null;
            case DISCONNECT ->
                this == DISCONNECT_WITH_WILL_MESSAGE
                        ? CLIENT_TO_SERVER
                        : SERVER_DISCONNECTS.contains(this) ? SERVER_TO_CLIENT : null;
            case AUTH -> this == RE_AUTHENTICATE ? CLIENT_TO_SERVER : this == SUCCESS ? SERVER_TO_CLIENT : null;
            case CONNECT,
                    CONNACK,
                    PUBLISH,
                    PUBREL,
                    PUBCOMP,
                    SUBSCRIBE,
                    SUBACK,
                    UNSUBSCRIBE,
                    UNSUBACK,
                    PINGREQ,
                    PINGRESP -> packet.direction(Version.V5);
        };
    }

    static Field.Names namesIn(PacketType packet) {
        return value -> {
            ReasonCode code = of(packet, (int) value);
            return code == null ? null : code.text;
        };
    }
}
