package mqttlab.client;

import java.util.HashMap;
import java.util.Map;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;

/// The topic aliases that we give: to the first topics of a connection, as many as both sides allow. 5.0 section
/// 3.3.2.3.4.
final class TopicAliases {

    private final Map<String, Integer> aliases = new HashMap<>();
    private int max;
    private int allowed;

    /// Begins a connection, which knows no alias.
    void reset(int newMax, int newAllowed) {
        aliases.clear();
        max = newMax;
        allowed = newAllowed;
    }

    /// The packet with an alias in place of its topic, or with both where the alias is new.
    Publish shorten(Publish it) {
        if (max == 0) {
            // An alias that the application gave itself.
            return given(it) <= allowed ? it : with(it, it.topic(), 0);
        }
        Integer known = aliases.get(it.topic());
        if (known != null) {
            return with(it, "", known);
        }
        if (aliases.size() < max) {
            return with(it, it.topic(), aliases.size() + 1);
        }
        return plain(it);
    }

    /// The packet without an alias, where it is for us to give them.
    Publish plain(Publish it) {
        return max == 0 || given(it) == 0 ? it : with(it, it.topic(), 0);
    }

    private static long given(Publish it) {
        return it.properties().number(PropertyId.TOPIC_ALIAS, 0);
    }

    /// The server knows from now on what this packet has told it.
    void sent(Publish it) {
        if (max > 0 && given(it) > aliases.size()) {
            aliases.put(it.topic(), aliases.size() + 1);
        }
    }

    private static Publish with(Publish it, String topic, int alias) {
        var properties = alias == 0
                ? With.without(it.properties(), PropertyId.TOPIC_ALIAS)
                : With.property(it.properties(), new Property.Numeric(PropertyId.TOPIC_ALIAS, alias));
        return new Publish(topic, it.qos(), it.dup(), it.retain(), it.packetId(), properties, it.payload());
    }
}
