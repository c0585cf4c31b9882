package mqttlab.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every field of every packet.
public final class Fields {

    /// Reading one field of each class makes it declare all of its fields.
    private static final List<Field> FIRST = List.of(
            FixedHeader.FLAGS,
            Connect.NAME,
            ConnAck.FLAGS,
            Publish.TOPIC,
            PubAck.ID,
            PubRec.ID,
            PubRel.ID,
            PubComp.ID,
            Subscribe.ID,
            SubAck.ID,
            Unsubscribe.ID,
            UnsubAck.ID,
            Disconnect.CODE,
            Auth.CODE,
            Derived.TOPIC,
            Properties.PROPERTIES,
            PropertyId.USER_PROPERTY.field(PacketType.CONNECT));

    private static final List<Field> ALL = FIRST.isEmpty() ? List.of() : Field.declared();

    private static final Map<String, List<Field>> BY_NAME = byName();

    private Fields() {}

    private static Map<String, List<Field>> byName() {
        Map<String, List<Field>> map = new TreeMap<>();
        for (Field field : ALL) {
            map.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(field);
            String alias = field.alias();
            if (alias != null) {
                map.computeIfAbsent(alias, name -> new ArrayList<>()).add(field);
            }
        }
        return map;
    }

    /// All fields, each at the place of its id.
    public static List<Field> all() {
        return ALL;
    }

    /// The fields with this filter name, of which there may be several, or none.
    public static List<Field> named(String name) {
        return BY_NAME.getOrDefault(name, List.of());
    }

    /// All filter names, in alphabetical order.
    public static Iterable<String> names() {
        return BY_NAME.keySet();
    }
}
