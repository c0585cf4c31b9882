package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mqttlab.packet.Field;
import mqttlab.packet.Fields;
import mqttlab.packet.PacketType;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;

/// The fields by their filter names; several fields may share one. Those of properties are explained with them.
final class FieldChapter implements Chapter {

    /// By name, in alphabetical order.
    private final Map<String, List<Field>> byName = new LinkedHashMap<>();
    /// By the id of a field: in which packets of the standards it stands.
    private final Map<Integer, Set<PacketType>> homes = new HashMap<>();
    /// By the id of a field: in which packets of MQTT 3.1.
    private final Map<Integer, Set<PacketType>> homesIn31 = new HashMap<>();

    FieldChapter() {
        for (String name : Fields.names()) {
            List<Field> fields = Fields.named(name);
            if (fields.getFirst().name().equals(name) && !PropertyChapter.owns(fields.getFirst())) {
                byName.put(name, fields);
            }
        }
    }

    @Override
    public Kind kind() {
        return Kind.FIELD;
    }

    /// By the whole name, the name without `mqtt.`, or what the standard calls it; and if it is none of those, by
    /// the last part of the name.
    @Override
    public List<Article> find(Query query) {
        List<Article> found = new ArrayList<>();
        byName.forEach((name, fields) -> {
            boolean isCalled = fields.stream().anyMatch(field -> query.is(field.label()) || isAlias(query, field));
            boolean isNamed = query.is(name) || query.is(name.substring(name.indexOf('.') + 1));
            if (isNamed || isCalled) {
                found.add(article(name, fields));
            }
        });
        if (found.isEmpty()) {
            byName.forEach((name, fields) -> {
                if (query.is(name.substring(name.lastIndexOf('.') + 1))) {
                    found.add(article(name, fields));
                }
            });
        }
        return found;
    }

    private static boolean isAlias(Query query, Field field) {
        String alias = field.alias();
        return alias != null && query.is(alias);
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(byName.keySet());
        names.addAll(byName.values().stream()
                .map(fields -> fields.getFirst().label())
                .toList());
        return names;
    }

    private Article article(String name, List<Field> fields) {
        Field first = fields.getFirst();
        List<String> labels = fields.stream().map(Field::label).distinct().toList();
        return new Article.Draft(
                        Kind.FIELD,
                        name + ", field: " + String.join(", ", labels),
                        "field " + name,
                        fields.size() == 1 ? first.meaning() : "")
                .row("meaning", fields.size() == 1 ? List.of() : meanings(fields))
                .row("type", type(first))
                .row("values", values(first))
                .row("stands in", places(fields))
                .row("section", sections(fields))
                .row("filter", example(first))
                .row("statements", Standards.statements(fields))
                .done();
    }

    private List<String> meanings(List<Field> fields) {
        return fields.stream()
                .map(field -> (homes(field).isEmpty() ? "" : packets(homes(field)) + ": ") + field.meaning())
                .distinct()
                .toList();
    }

    private static String type(Field field) {
        return switch (field.kind()) {
                    case GROUP -> "several fields together";
                    case NUMBER -> "a number";
                    case HEX -> "a number, printed in hexadecimal";
                    case FLAG -> "0 or 1";
                    case TEXT -> "text in UTF-8";
                    case BYTES -> "bytes";
                    case DATA -> "bytes, often text";
                }
                + (field.mask() == 0 ? "" : ", " + bits(field.mask()) + " of its byte");
    }

    /// "bits 2 and 1", where 7 is the highest.
    private static String bits(int mask) {
        int low = Integer.numberOfTrailingZeros(mask);
        int high = low + Integer.bitCount(mask) - 1;
        return low == high ? "bit " + low : "bits " + high + (high == low + 1 ? " and " : " to ") + low;
    }

    private static List<String> values(Field field) {
        List<String> values = new ArrayList<>();
        for (int value = 0; value <= 0xff && (field.mask() == 0 || value <= field.get(0xff)); value++) {
            String name = field.nameOf(value);
            if (name != null && !name.equalsIgnoreCase("reserved")) {
                values.add((field.mask() == 0 ? CodeChapter.hex(value) : Integer.toString(value)) + " " + name);
            }
        }
        return values;
    }

    private List<String> places(List<Field> fields) {
        List<String> places = new ArrayList<>();
        for (Field field : fields) {
            Set<PacketType> types = homes(field);
            if (!types.isEmpty()) {
                places.add(packets(types) + versions(field));
            }
            Set<PacketType> old = EnumSet.noneOf(PacketType.class);
            old.addAll(homesIn31.getOrDefault(field.id(), Set.of()));
            old.removeAll(types);
            if (!old.isEmpty()) {
                places.add(packets(old) + ", in MQTT 3.1");
            }
        }
        return places.isEmpty() ? List.of("no packet's bytes: it is known from elsewhere") : places;
    }

    private static String versions(Field field) {
        return field.section311().isEmpty() ? ", since 5.0" : field.section5().isEmpty() ? ", before 5.0" : "";
    }

    private static String packets(Set<PacketType> types) {
        return types.size() == PacketType.values().length
                ? "every packet"
                : String.join(", ", types.stream().map(PacketType::name).toList());
    }

    private static String sections(List<Field> fields) {
        List<String> sections = fields.stream()
                .map(field -> Standards.sections(field.section311(), field.section5()))
                .filter(section -> !section.isEmpty())
                .distinct()
                .toList();
        return String.join("; ", sections);
    }

    /// A display filter that asks for the field.
    static String example(Field field) {
        return switch (field.kind()) {
            case GROUP -> field.name();
            case NUMBER, HEX, FLAG -> field.name() + " == 1";
            case TEXT -> field.name() + " contains \"x\"";
            case BYTES, DATA -> field.name() + " contains 78:79";
        };
    }

    /// The types of packets that it stands in, as specimens of all of them show.
    private Set<PacketType> homes(Field field) {
        if (homes.isEmpty()) {
            for (Version version : Version.values()) {
                for (PacketType type : PacketType.values()) {
                    if (!type.section(version).isEmpty()) {
                        Map<Integer, Set<PacketType>> where = version == Version.V3_1 ? homesIn31 : homes;
                        note(where, type, Specimens.read(type, version, Specimens.Size.FULL));
                        note(where, type, Specimens.read(type, version, Specimens.Size.LADEN));
                    }
                }
            }
        }
        return homes.getOrDefault(field.id(), Set.of());
    }

    private static void note(Map<Integer, Set<PacketType>> where, PacketType type, Trace trace) {
        for (int i = 0; i < trace.size(); i++) {
            where.computeIfAbsent(trace.field(i).id(), id -> EnumSet.noneOf(PacketType.class))
                    .add(type);
        }
    }
}
