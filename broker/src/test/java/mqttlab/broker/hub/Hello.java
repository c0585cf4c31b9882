package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.Connect;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Version;
import mqttlab.packet.Will;
import org.jspecify.annotations.Nullable;

/// A CONNECT in the making.
record Hello(
        Version version,
        String clientId,
        boolean clean,
        int keepAlive,
        List<Property> properties,
        @Nullable Will will,
        @Nullable String user) {

    static Hello v5(String clientId) {
        return new Hello(Version.V5, clientId, true, 0, List.of(), null, null);
    }

    static Hello v3(String clientId) {
        return new Hello(Version.V3_1_1, clientId, true, 0, List.of(), null, null);
    }

    /// Goes on with a session if one is there.
    Hello resuming() {
        return new Hello(version, clientId, false, keepAlive, properties, will, user);
    }

    /// Goes on with a session, and wants to have it kept for so many seconds.
    Hello kept(long seconds) {
        return resuming().with(PropertyId.SESSION_EXPIRY_INTERVAL, seconds);
    }

    Hello keepAlive(int seconds) {
        return new Hello(version, clientId, clean, seconds, properties, will, user);
    }

    Hello with(PropertyId id, long value) {
        return with(new Property.Numeric(id, value));
    }

    Hello with(Property property) {
        List<Property> all = new ArrayList<>(properties);
        all.add(property);
        return new Hello(version, clientId, clean, keepAlive, List.copyOf(all), will, user);
    }

    Hello will(String topic, int qos, String payload, Property... ofWill) {
        Will newWill = new Will(Properties.of(ofWill), topic, Bytes.utf8(payload), qos, false);
        return new Hello(version, clientId, clean, keepAlive, properties, newWill, user);
    }

    /// Says to be a user, without a password.
    Hello as(@Nullable String name) {
        return new Hello(version, clientId, clean, keepAlive, properties, will, name);
    }

    Connect packet() {
        return new Connect(version, false, clientId, clean, keepAlive, new Properties(properties), will, user, null);
    }
}
