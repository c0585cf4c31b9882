package mqttlab.conform;

import mqttlab.packet.ConnAck;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;

/// What a server says that it can do, in the properties of its CONNACK. 5.0 section 3.2.2.3.
///
/// @param receiveMaximum 65535 where it does not say
/// @param maximumPacketSize that of the standard where it does not say
/// @param serverKeepAlive 0 where it leaves Keep Alive to clients
/// @param sessionExpiry how long it keeps a session, in seconds; as long as a client wants where it does not say
/// @param length of its CONNACK, in bytes
/// @param scram whether it goes on with the authentication method SCRAM-SHA-256; this it does not say, but does
public record Capabilities(
        int maximumQos,
        boolean retain,
        boolean wildcard,
        boolean shared,
        boolean subscriptionIdentifier,
        int topicAliasMaximum,
        int receiveMaximum,
        long maximumPacketSize,
        int serverKeepAlive,
        long sessionExpiry,
        int length,
        boolean scram) {

    private static final long LARGEST = 268_435_460;
    private static final long FOR_EVER = 0xffff_ffffL;

    /// What the standard has where a server says nothing.
    static final Capabilities SILENT = of(new ConnAck(false, 0, Properties.NONE), 5);

    /// @param length of the packet
    static Capabilities of(ConnAck connAck, int length) {
        Properties said = connAck.properties();
        return new Capabilities(
                (int) said.number(PropertyId.MAXIMUM_QOS, 2),
                said.number(PropertyId.RETAIN_AVAILABLE, 1) == 1,
                said.number(PropertyId.WILDCARD_SUBSCRIPTION_AVAILABLE, 1) == 1,
                said.number(PropertyId.SHARED_SUBSCRIPTION_AVAILABLE, 1) == 1,
                said.number(PropertyId.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 1) == 1,
                (int) said.number(PropertyId.TOPIC_ALIAS_MAXIMUM, 0),
                (int) said.number(PropertyId.RECEIVE_MAXIMUM, 65535),
                said.number(PropertyId.MAXIMUM_PACKET_SIZE, LARGEST),
                (int) said.number(PropertyId.SERVER_KEEP_ALIVE, 0),
                said.number(PropertyId.SESSION_EXPIRY_INTERVAL, FOR_EVER),
                length,
                false);
    }

    Capabilities withScram(boolean is) {
        return new Capabilities(
                maximumQos,
                retain,
                wildcard,
                shared,
                subscriptionIdentifier,
                topicAliasMaximum,
                receiveMaximum,
                maximumPacketSize,
                serverKeepAlive,
                sessionExpiry,
                length,
                is);
    }

    /// Whether the server meets the need. A maximum is needed to be no higher than the number that is given, an alias
    /// to be at least that.
    boolean meets(Need need) {
        boolean isMet = switch (need.word()) {
            case "qos" -> maximumQos >= need.number();
            case "retain" -> retain;
            case "wildcard" -> wildcard;
            case "shared" -> shared;
            case "subscription-identifier" -> subscriptionIdentifier;
            case "topic-alias" -> topicAliasMaximum >= Math.max(1, need.number());
            case "receive-maximum" -> receiveMaximum <= need.number();
            case "maximum-packet-size" -> maximumPacketSize <= need.number();
            case "session-expiry" -> sessionExpiry >= need.number();
            case "server-keep-alive" -> serverKeepAlive > 0;
            case "scram" -> scram;
            default -> throw new IllegalArgumentException(need.word());
        };
        return isMet != need.isMissing();
    }

    /// The number of this name in a text: "topic-alias-maximum".
    long number(String name) {
        return switch (name) {
            case "maximum-qos" -> maximumQos;
            case "topic-alias-maximum" -> topicAliasMaximum;
            case "receive-maximum" -> receiveMaximum;
            case "maximum-packet-size" -> maximumPacketSize;
            case "connack-length" -> length;
            default -> throw new IllegalArgumentException("no number is called " + name);
        };
    }
}
