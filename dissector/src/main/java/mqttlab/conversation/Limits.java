package mqttlab.conversation;

import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;

/// What one side of a connection accepts, as its CONNECT or CONNACK says. 5.0 sections 3.1.2.11 and 3.2.2.3;
/// earlier versions have no limits.
///
/// @param receiveMaximum how many messages of QoS 1 and 2 may be under way to it
/// @param maximumPacketSize in bytes
/// @param topicAliasMaximum 0 for no aliases
/// @param maximumQos 0 to 2; what follows is said by servers only
public record Limits(
        int receiveMaximum,
        long maximumPacketSize,
        int topicAliasMaximum,
        int maximumQos,
        boolean retain,
        boolean wildcards,
        boolean subscriptionIds,
        boolean shared) {

    /// Of who has not said anything.
    public static final Limits NONE = of(Properties.NONE);

    static Limits of(Properties properties) {
        return new Limits(
                (int) atLeastOne(properties, PropertyId.RECEIVE_MAXIMUM, 65535),
                atLeastOne(properties, PropertyId.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE),
                (int) properties.number(PropertyId.TOPIC_ALIAS_MAXIMUM, 0),
                (int) properties.number(PropertyId.MAXIMUM_QOS, 2),
                isAvailable(properties, PropertyId.RETAIN_AVAILABLE),
                isAvailable(properties, PropertyId.WILDCARD_SUBSCRIPTION_AVAILABLE),
                isAvailable(properties, PropertyId.SUBSCRIPTION_IDENTIFIER_AVAILABLE),
                isAvailable(properties, PropertyId.SHARED_SUBSCRIPTION_AVAILABLE));
    }

    /// Zero is a mistake, and told as one: nobody can keep to it.
    private static long atLeastOne(Properties properties, PropertyId id, long absent) {
        long value = properties.number(id, absent);
        return value == 0 ? absent : value;
    }

    private static boolean isAvailable(Properties properties, PropertyId id) {
        return properties.number(id, 1) != 0;
    }
}
