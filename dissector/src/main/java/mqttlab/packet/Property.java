package mqttlab.packet;

/// A property of MQTT 5.0, with a value of its type. 5.0 section 2.2.2.2.
public sealed interface Property {

    PropertyId id();

    /// A property of one, two, four, or a variable number of bytes.
    record Numeric(PropertyId id, long value) implements Property {}

    record Text(PropertyId id, String value) implements Property {}

    record Data(PropertyId id, Bytes value) implements Property {}

    /// The User Property: a name and a value.
    record Pair(String name, String value) implements Property {
        @Override
        public PropertyId id() {
            return PropertyId.USER_PROPERTY;
        }
    }
}
