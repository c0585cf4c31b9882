package mqttlab.packet;

/// A property of MQTT 5.0, with a value of its type. 5.0 section 2.2.2.2.
public sealed interface Property {

    PropertyId id();

    /// A property of one, two, four, or a variable number of bytes.
    ///
    /// @param value 0 to 4 294 967 295
    record Numeric(PropertyId id, long value) implements Property {
        public Numeric {
            if (!id.kind().isNumeric() || value >>> 32 != 0) {
                throw new IllegalArgumentException(id.text() + " cannot be the number " + value);
            }
        }
    }

    record Text(PropertyId id, String value) implements Property {
        public Text {
            if (id.kind() != PropertyId.Kind.TEXT) {
                throw new IllegalArgumentException(id.text() + " cannot be a text");
            }
        }
    }

    record Data(PropertyId id, Bytes value) implements Property {
        public Data {
            if (id.kind() != PropertyId.Kind.DATA) {
                throw new IllegalArgumentException(id.text() + " cannot be binary data");
            }
        }
    }

    /// The User Property: a name and a value.
    record Pair(String name, String value) implements Property {
        @Override
        public PropertyId id() {
            return PropertyId.USER_PROPERTY;
        }
    }
}
