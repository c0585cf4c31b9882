package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mqttlab.packet.Field;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;

/// The properties of 5.0; also by the names of their fields.
final class PropertyChapter implements Chapter {

    @Override
    public Kind kind() {
        return Kind.PROPERTY;
    }

    @Override
    public List<Article> find(Query query) {
        List<Article> found = new ArrayList<>();
        for (PropertyId id : PropertyId.values()) {
            Field field = fields(id).getFirst();
            String alias = field.alias();
            boolean isNamed = query.is(id.text()) || query.is(field.name()) || alias != null && query.is(alias);
            if (id.value() == query.number() || isNamed) {
                found.add(article(id));
            }
        }
        return found;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (PropertyId id : PropertyId.values()) {
            names.add(id.text());
            names.add(fields(id).getFirst().name());
        }
        return names;
    }

    /// The field of its value, in each place where it may stand.
    static List<Field> fields(PropertyId id) {
        List<Field> fields = new ArrayList<>();
        for (PacketType type : PacketType.values()) {
            if (id.isAllowed(type)) {
                fields.add(id.field(type));
            }
        }
        if (id.isAllowedInWill()) {
            fields.add(id.fieldInWill());
        }
        return fields;
    }

    private static Article article(PropertyId id) {
        String hex = CodeChapter.hex(id.value());
        return new Article.Draft(
                        Kind.PROPERTY,
                        hex + " " + id.text() + ", property of MQTT 5.0",
                        "property " + hex,
                        id.meaning())
                .row("identifier", hex + ", " + id.value())
                .row("type", id.kind().text() + range(id))
                .row("if absent", id.absent())
                .row("stands in", places(id))
                .row("filter", List.copyOf(filterNames(id)))
                .row("statements", Standards.statements(fields(id)))
                .done();
    }

    private static String range(PropertyId id) {
        return id.kind().isNumeric() ? ", " + id.least() + " to " + id.greatest() : "";
    }

    private static List<String> places(PropertyId id) {
        List<String> places = new ArrayList<>();
        for (PacketType type : PacketType.values()) {
            if (id.isAllowed(type)) {
                String repeated = Properties.mayRepeat(id, type) ? ", also more than once" : "";
                places.add(type + repeated + ", section " + id.field(type).section5());
            }
        }
        if (id.isAllowedInWill()) {
            String repeated = id.kind() == PropertyId.Kind.PAIR ? ", also more than once" : "";
            places.add("the will of a CONNECT" + repeated + ", section "
                    + id.fieldInWill().section5());
        }
        return places;
    }

    private static Set<String> filterNames(PropertyId id) {
        Set<String> names = new LinkedHashSet<>();
        for (Field field : fields(id)) {
            names.add(field.name());
            String alias = field.alias();
            if (alias != null) {
                names.add(alias);
            }
        }
        return names;
    }

    /// Whether a field is the value of a property, or the name in a pair.
    static boolean owns(Field field) {
        return Arrays.stream(PropertyId.values())
                .anyMatch(id -> fields(id).getFirst().name().equals(field.name()));
    }
}
