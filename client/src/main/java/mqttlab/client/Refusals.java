package mqttlab.client;

import mqttlab.packet.ConnAck;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Show;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// What a server's refusals are called in an exception: the meaning of the code, the server's own words, and what to
/// do.
final class Refusals {

    private Refusals() {}

    static MqttException connect(ConnAck packet, Version version) {
        int code = packet.code();
        // Codes of 5.0 begin at 0x80: a server without it refuses with those of 3.1.1.
        boolean isV5 = version == Version.V5 && code >= 0x80;
        String name = isV5 ? name(PacketType.CONNACK, code) : ConnAck.returnCodeName(code);
        String before = "The server refused the connection: ";
        return new MqttException(
                Failure.CONNECT_REFUSED,
                before
                        + meaning(name, code, packet.properties())
                        + (version == Version.V5 && !isV5 ? " It speaks MQTT 3.1.1 at most, not 5.0." : "")
                        + connectAdvice(code),
                code,
                packet.properties(),
                null);
    }

    static MqttException publish(String topic, int code, Properties properties) {
        return refusal(Failure.PUBLISH_REFUSED, PacketType.PUBACK, "message to " + topic, code, properties);
    }

    static MqttException subscribe(String filter, int code, Properties properties, Version version) {
        if (version != Version.V5) {
            String message = "The server refused the subscription to " + filter
                    + " (0x80). Ask its operator whether this user may subscribe there.";
            return new MqttException(Failure.SUBSCRIBE_REFUSED, message, code, properties, null);
        }
        return refusal(Failure.SUBSCRIBE_REFUSED, PacketType.SUBACK, "subscription to " + filter, code, properties);
    }

    static MqttException unsubscribe(String filter, int code, Properties properties) {
        String what = "end of the subscription to " + filter;
        return refusal(Failure.UNSUBSCRIBE_REFUSED, PacketType.UNSUBACK, what, code, properties);
    }

    private static MqttException refusal(
            Failure failure, PacketType packet, String what, int code, Properties properties) {
        String message =
                "The server refused the " + what + ": " + meaning(name(packet, code), code, properties) + advice(code);
        return new MqttException(failure, message, code, properties, null);
    }

    static MqttException disconnect(int code, Properties properties) {
        String message = "The server ended the connection: "
                + meaning(name(PacketType.DISCONNECT, code), code, properties) + advice(code);
        return new MqttException(Failure.DISCONNECTED, message, code, properties, null);
    }

    private static @Nullable String name(PacketType packet, int code) {
        ReasonCode known = ReasonCode.of(packet, code);
        return known == null ? null : known.text();
    }

    private static String meaning(@Nullable String name, int code, Properties properties) {
        String said = properties.text(PropertyId.REASON_STRING);
        String server = properties.text(PropertyId.SERVER_REFERENCE);
        return (name == null ? "unknown reason" : name)
                + " (0x" + Character.forDigit(code >> 4, 16) + Character.forDigit(code & 0xf, 16) + ")"
                + (said == null ? "" : ", \"" + Show.escaped(said) + "\"")
                + (server == null ? "" : ", use " + Show.escaped(server))
                + ".";
    }

    private static String connectAdvice(int code) {
        return switch (code) {
            case 1 -> " Try another protocol version.";
            case 2 -> " Try another client identifier: 1 to 23 digits and letters are always allowed.";
            case 3 -> " Try again later.";
            case 4 -> " Check user name and password.";
            case 5 -> " Check user name and password, and whether this client may connect.";
            default -> advice(code);
        };
    }

    private static String advice(int code) {
        ReasonCode known = ReasonCode.of(PacketType.CONNACK, code);
        if (code == ReasonCode.SESSION_TAKEN_OVER.value()) {
            return " Another client has connected with the same client identifier: give each its own.";
        }
        if (code == ReasonCode.KEEP_ALIVE_TIMEOUT.value()) {
            return " It heard nothing from us for longer than the keep alive.";
        }
        if (known == null) {
            return "";
        }
        return switch (known) {
            case UNSUPPORTED_PROTOCOL_VERSION -> " Try another protocol version.";
            case CLIENT_IDENTIFIER_NOT_VALID -> " Try another client identifier, or none.";
            case BAD_USER_NAME_OR_PASSWORD -> " Check user name and password.";
            case NOT_AUTHORIZED -> " Check user name and password, and what this user may do.";
            case SERVER_UNAVAILABLE, SERVER_BUSY, CONNECTION_RATE_EXCEEDED, QUOTA_EXCEEDED -> " Try again later.";
            case BAD_AUTHENTICATION_METHOD -> " Try another authentication method, or none.";
            case PACKET_TOO_LARGE -> " Send less in one packet.";
            case RETAIN_NOT_SUPPORTED -> " Publish without retain.";
            case QOS_NOT_SUPPORTED -> " Use a lower QoS.";
            default -> "";
        };
    }
}
