package mqttlab.client;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;

/// Properties with one more, or one less.
final class With {

    private With() {}

    static Properties property(Properties properties, Property property) {
        boolean mayRepeat =
                property.id() == PropertyId.USER_PROPERTY || property.id() == PropertyId.SUBSCRIPTION_IDENTIFIER;
        List<Property> all = new ArrayList<>((mayRepeat ? properties : without(properties, property.id())).all());
        all.add(property);
        return new Properties(all);
    }

    static Properties without(Properties properties, PropertyId id) {
        if (!properties.has(id)) {
            return properties;
        }
        List<Property> all = new ArrayList<>(properties.all());
        all.removeIf(it -> it.id() == id);
        return new Properties(all);
    }
}
