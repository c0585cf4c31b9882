package mqttlab.client;

import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// What a server takes, as its CONNACK says. 5.0 section 3.2.2.3; before 5.0 a server does not tell.
///
/// @param receiveMaximum how many QoS 1 and 2 messages may be under way to it
/// @param maximumPacketSize the longest packet it accepts, in bytes
/// @param topicAliasMaximum the highest alias it accepts, 0 for none
/// @param wildcards whether it accepts topic filters with wildcards
/// @param identifiers whether it accepts Subscription Identifiers
/// @param shared whether it accepts Shared Subscriptions
record Limits(
        int receiveMaximum,
        long maximumPacketSize,
        int topicAliasMaximum,
        int maximumQos,
        boolean retainAvailable,
        boolean wildcards,
        boolean identifiers,
        boolean shared) {

    static final Limits NONE = new Limits(0xffff, Long.MAX_VALUE, 0, 2, true, true, true, true);

    /// More than what a PUBLISH has beside its topic and payload, where it has no properties.
    private static final int FRAME = 16;

    static Limits of(ConnAck connAck) {
        Properties told = connAck.properties();
        return new Limits(
                (int) told.number(PropertyId.RECEIVE_MAXIMUM, NONE.receiveMaximum),
                told.number(PropertyId.MAXIMUM_PACKET_SIZE, NONE.maximumPacketSize),
                (int) told.number(PropertyId.TOPIC_ALIAS_MAXIMUM, NONE.topicAliasMaximum),
                (int) told.number(PropertyId.MAXIMUM_QOS, NONE.maximumQos),
                told.number(PropertyId.RETAIN_AVAILABLE, 1) == 1,
                told.number(PropertyId.WILDCARD_SUBSCRIPTION_AVAILABLE, 1) == 1,
                told.number(PropertyId.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 1) == 1,
                told.number(PropertyId.SHARED_SUBSCRIPTION_AVAILABLE, 1) == 1);
    }

    /// Why the server does not take this packet, or null where it does.
    @Nullable
    MqttException refusal(Packet packet, Version version) {
        if (packet instanceof Publish publish) {
            if (publish.qos() > maximumQos) {
                return notSupported(
                        ReasonCode.QOS_NOT_SUPPORTED, "The server takes messages with QoS " + maximumQos + " at most.");
            }
            if (publish.retain() && !retainAvailable) {
                return notSupported(ReasonCode.RETAIN_NOT_SUPPORTED, "The server does not keep retained messages.");
            }
            if (isSurelySmall(publish)) {
                return null;
            }
        }
        if (packet instanceof Subscribe subscribe) {
            MqttException refusal = refusal(subscribe);
            if (refusal != null) {
                return refusal;
            }
        }
        if (maximumPacketSize < NONE.maximumPacketSize && Codec.write(packet, version).length > maximumPacketSize) {
            return notSupported(
                    ReasonCode.PACKET_TOO_LARGE,
                    "The server takes packets of " + maximumPacketSize + " bytes at most; this one is larger.");
        }
        return null;
    }

    private @Nullable MqttException refusal(Subscribe it) {
        if (!identifiers && it.properties().number(PropertyId.SUBSCRIPTION_IDENTIFIER, 0) > 0) {
            return notSupported(
                    ReasonCode.SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED,
                    "The server does not take Subscription Identifiers.");
        }
        for (Subscribe.Request each : it.requests()) {
            String filter = each.filter();
            if (!shared && filter.startsWith("$share/")) {
                return notSupported(
                        ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED,
                        "The server does not take Shared Subscriptions.");
            }
            if (!wildcards && (filter.indexOf('+') >= 0 || filter.indexOf('#') >= 0)) {
                return notSupported(
                        ReasonCode.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED,
                        "The server does not take topic filters with wildcards.");
            }
        }
        return null;
    }

    private boolean isSurelySmall(Publish it) {
        return it.properties().isEmpty()
                && it.topic().length() * 3L + it.payload().length() + FRAME <= maximumPacketSize;
    }

    private static MqttException notSupported(ReasonCode code, String message) {
        return new MqttException(Failure.NOT_SUPPORTED, message, code.value(), Properties.NONE, null);
    }
}
