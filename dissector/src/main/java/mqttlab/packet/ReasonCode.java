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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The reason codes of MQTT 5.0, and the packets each may stand in. 5.0 section 2.4, and the tables of chapter 3.
///
/// A code on the wire is an `int`: one that no row names is still a code.
public enum ReasonCode {
    // @formatter:off
    // value, name; meaning; packets
    SUCCESS(0x00, "Success",
        "It went well. What it was, the packet says.",
        CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, UNSUBACK, AUTH),
    NORMAL_DISCONNECTION(0x00, "Normal disconnection",
        "The connection ends as it should; the will is not published.",
        DISCONNECT),
    GRANTED_QOS_0(0x00, "Granted QoS 0",
        "The subscription is accepted; messages come with QoS 0.",
        SUBACK),
    GRANTED_QOS_1(0x01, "Granted QoS 1",
        "The subscription is accepted; messages come with QoS 1 at most.",
        SUBACK),
    GRANTED_QOS_2(0x02, "Granted QoS 2",
        "The subscription is accepted; messages come with the QoS they were published with.",
        SUBACK),
    DISCONNECT_WITH_WILL_MESSAGE(0x04, "Disconnect with Will Message",
        "The client leaves, and wants its will published all the same.",
        DISCONNECT),
    NO_MATCHING_SUBSCRIBERS(0x10, "No matching subscribers",
        "The server took the message, and nobody has a subscription that matches. A server need not say so.",
        PUBACK, PUBREC),
    NO_SUBSCRIPTION_EXISTED(0x11, "No subscription existed",
        "There was no subscription with this topic filter to end.",
        UNSUBACK),
    CONTINUE_AUTHENTICATION(0x18, "Continue authentication",
        "A step of the authentication; another is to follow.",
        AUTH),
    RE_AUTHENTICATE(0x19, "Re-authenticate",
        "The client begins to authenticate again, on a connection that lasts.",
        AUTH),
    UNSPECIFIED_ERROR(0x80, "Unspecified error",
        "Refused, or ended; the sender does not say why, or no other code fits.",
        CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),
    MALFORMED_PACKET(0x81, "Malformed Packet",
        "What came could not be read as the standard has it.",
        CONNACK, DISCONNECT),
    PROTOCOL_ERROR(0x82, "Protocol Error",
        "What came could be read, but is not allowed, or not at this moment.",
        CONNACK, DISCONNECT),
    IMPLEMENTATION_SPECIFIC_ERROR(0x83, "Implementation specific error",
        "What came is valid, but this receiver does not take it.",
        CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),
    UNSUPPORTED_PROTOCOL_VERSION(0x84, "Unsupported Protocol Version",
        "The server does not speak the version that CONNECT asks for.",
        CONNACK),
    CLIENT_IDENTIFIER_NOT_VALID(0x85, "Client Identifier not valid",
        "The client identifier could be read, but the server does not allow it.",
        CONNACK),
    BAD_USER_NAME_OR_PASSWORD(0x86, "Bad User Name or Password",
        "The server does not accept the user name or the password.",
        CONNACK),
    NOT_AUTHORIZED(0x87, "Not authorized",
        "The client is not allowed to do what it asked for.",
        CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),
    SERVER_UNAVAILABLE(0x88, "Server unavailable",
        "The MQTT server is not available.",
        CONNACK),
    SERVER_BUSY(0x89, "Server busy",
        "The server has too much to do; later it may go.",
        CONNACK, DISCONNECT),
    BANNED(0x8a, "Banned",
        "This client has been shut out; whoever runs the server can say why.",
        CONNACK),
    SERVER_SHUTTING_DOWN(0x8b, "Server shutting down",
        "The server is going down.",
        DISCONNECT),
    BAD_AUTHENTICATION_METHOD(0x8c, "Bad authentication method",
        "The server does not support the Authentication Method, or it is not the one of before.",
        CONNACK, DISCONNECT),
    KEEP_ALIVE_TIMEOUT(0x8d, "Keep Alive timeout",
        "The client was silent for one and a half times its Keep Alive.",
        DISCONNECT),
    SESSION_TAKEN_OVER(0x8e, "Session taken over",
        "Another connection has come with the same client identifier, and this one is closed for it.",
        DISCONNECT),
    TOPIC_FILTER_INVALID(0x8f, "Topic Filter invalid",
        "The topic filter is well-formed, but not accepted by this server for this client.",
        SUBACK, UNSUBACK, DISCONNECT),
    TOPIC_NAME_INVALID(0x90, "Topic Name invalid",
        "The topic name is well-formed, but not accepted by this receiver.",
        CONNACK, PUBACK, PUBREC, DISCONNECT),
    PACKET_IDENTIFIER_IN_USE(0x91, "Packet Identifier in use",
        "The packet identifier belongs to an exchange that is not over: client and server disagree about the session.",
        PUBACK, PUBREC, SUBACK, UNSUBACK),
    PACKET_IDENTIFIER_NOT_FOUND(0x92, "Packet Identifier not found",
        "No message is under way with this identifier. While a session is resumed that is no error; at other times "
            + "client and server disagree about it.",
        PUBREL, PUBCOMP),
    RECEIVE_MAXIMUM_EXCEEDED(0x93, "Receive Maximum exceeded",
        "More messages of QoS 1 and 2 were under way at once than the sender of this code allowed.",
        DISCONNECT),
    TOPIC_ALIAS_INVALID(0x94, "Topic Alias invalid",
        "A Topic Alias was 0, or above the Topic Alias Maximum of the sender of this code.",
        DISCONNECT),
    PACKET_TOO_LARGE(0x95, "Packet too large",
        "A packet was longer than the Maximum Packet Size, or than the receiver can take.",
        CONNACK, DISCONNECT),
    MESSAGE_RATE_TOO_HIGH(0x96, "Message rate too high",
        "The messages come too fast.",
        DISCONNECT),
    QUOTA_EXCEEDED(0x97, "Quota exceeded",
        "A limit of the server, or of whoever sends this, has been reached.",
        CONNACK, PUBACK, PUBREC, SUBACK, DISCONNECT),
    ADMINISTRATIVE_ACTION(0x98, "Administrative action",
        "Whoever runs the sender of this has ended the connection.",
        DISCONNECT),
    PAYLOAD_FORMAT_INVALID(0x99, "Payload format invalid",
        "The payload is not what its Payload Format Indicator promises; in CONNACK, that of the will.",
        CONNACK, PUBACK, PUBREC, DISCONNECT),
    RETAIN_NOT_SUPPORTED(0x9a, "Retain not supported",
        "The server keeps no retained messages, and was asked to.",
        CONNACK, DISCONNECT),
    QOS_NOT_SUPPORTED(0x9b, "QoS not supported",
        "The QoS is above the Maximum QoS that the server announced in CONNACK; in CONNACK, that of the will.",
        CONNACK, DISCONNECT),
    USE_ANOTHER_SERVER(0x9c, "Use another server",
        "For the time being the client should use another server, which the Server Reference may name.",
        CONNACK, DISCONNECT),
    SERVER_MOVED(0x9d, "Server moved",
        "The client should use another server from now on, which the Server Reference may name.",
        CONNACK, DISCONNECT),
    SHARED_SUBSCRIPTIONS_NOT_SUPPORTED(0x9e, "Shared Subscriptions not supported",
        "The server has no shared subscriptions, or not for this client.",
        SUBACK, DISCONNECT),
    CONNECTION_RATE_EXCEEDED(0x9f, "Connection rate exceeded",
        "The client, or all clients together, connect too often.",
        CONNACK, DISCONNECT),
    MAXIMUM_CONNECT_TIME(0xa0, "Maximum connect time",
        "The connection has lasted as long as it was authorized to.",
        DISCONNECT),
    SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED(0xa1, "Subscription Identifiers not supported",
        "The server takes no Subscription Identifiers.",
        SUBACK, DISCONNECT),
    WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED(0xa2, "Wildcard Subscriptions not supported",
        "The server takes no wildcards in topic filters.",
        SUBACK, DISCONNECT);
    // @formatter:on

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
    private final String meaning;
    private final PacketType[] packets;

    ReasonCode(int value, String text, String meaning, PacketType... packets) {
        this.value = value;
        this.text = text;
        this.meaning = meaning;
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

    /// What it says, in a sentence or two for the learner.
    public String meaning() {
        return meaning;
    }

    /// The packets it may stand in.
    public List<PacketType> packets() {
        return List.of(packets);
    }

    /// Whether what was asked for has failed: "Reason Codes less than 0x80 indicate successful completion" (2.4).
    public boolean isFailure() {
        return value >= 0x80;
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
    public @Nullable Direction sender(PacketType packet) {
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
