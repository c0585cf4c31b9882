package mqttlab.conform;

import java.util.Locale;
import mqttlab.packet.PacketType;
import mqttlab.packet.PropertyId;
import org.jspecify.annotations.Nullable;

/// How fields and properties are called in a text.
final class FieldNames {

    private FieldNames() {}

    /// The fields of a packet of this type, without its properties.
    static String[] of(PacketType type) {
        // @formatter:off
        return switch (type) {
            case CONNECT -> new String[] {"version", "client-id", "clean-start", "keep-alive", "user-name", "password",
                    "will-topic", "will-payload", "will-qos", "will-retain"};
            case CONNACK -> new String[] {"session-present", "code"};
            case PUBLISH -> new String[] {"topic", "qos", "dup", "retain", "id", "payload"};
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> new String[] {"id", "code"};
            case SUBSCRIBE ->
                new String[] {"id", "filter", "qos", "no-local", "retain-as-published", "retain-handling"};
            case SUBACK, UNSUBACK -> new String[] {"id", "codes"};
            case UNSUBSCRIBE -> new String[] {"id", "filter"};
            case PINGREQ, PINGRESP -> new String[0];
            case DISCONNECT, AUTH -> new String[] {"code"};
        };
        // @formatter:on
    }

    /// "session-expiry-interval".
    static String of(PropertyId id) {
        return id.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The property of this name, or null.
    static @Nullable PropertyId property(String name) {
        for (PropertyId id : PropertyId.values()) {
            if (of(id).equals(name)) {
                return id;
            }
        }
        return null;
    }

    /// The property of a will of this name, or null. "will-content-type" is that of the will, as is
    /// "will-delay-interval".
    static @Nullable PropertyId willProperty(String name) {
        if (!name.startsWith("will-")) {
            return null;
        }
        PropertyId id = name.equals("will-delay-interval")
                ? PropertyId.WILL_DELAY_INTERVAL
                : property(name.substring("will-".length()));
        return id != null && id.isAllowedInWill() ? id : null;
    }

    /// Whether a packet of this type has such a field or property.
    static boolean isKnown(PacketType type, String name) {
        for (String field : of(type)) {
            if (field.equals(name)) {
                return true;
            }
        }
        PropertyId id = property(name);
        return id != null && id.isAllowed(type) || type == PacketType.CONNECT && willProperty(name) != null;
    }
}
