package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mqttlab.packet.Bytes;
import mqttlab.packet.Field;
import mqttlab.packet.PacketType;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;

/// How the bytes of a packet lie: the same packet in each version, and what its parts are.
///
/// @param examples by version
/// @param parts in the order of the wire, for all versions together; their numbers are those of the examples' bytes
record Layout(Map<Version, List<Run>> examples, List<Part> parts) {

    /// Bytes that belong to a part.
    ///
    /// @param part the index of the part
    record Run(int part, Bytes bytes) {}

    /// A field of whole bytes, and what its bits are.
    ///
    /// @param isAlways whether it stands in every packet of its type
    /// @param isRepeated whether it can stand there more than once
    record Part(Field field, List<Field> bits, Set<Version> versions, boolean isAlways, boolean isRepeated) {}

    /// The versions that are shown. MQTT 3.1 is as 3.1.1 but for details.
    private static final List<Version> VERSIONS = List.of(Version.V3_1_1, Version.V5);

    static Layout of(PacketType type) {
        List<Field> order = new ArrayList<>();
        Map<Version, Trace> full = new LinkedHashMap<>();
        for (Version version : VERSIONS) {
            if (!type.section(version).isEmpty()) {
                Trace trace = Specimens.read(type, version, Specimens.Size.FULL);
                full.put(version, trace);
                merge(order, leaves(trace));
            }
        }
        Map<Version, List<Run>> examples = new LinkedHashMap<>();
        full.forEach((version, trace) -> examples.put(version, runs(trace, order)));
        return new Layout(
                examples, order.stream().map(field -> part(field, type, full)).toList());
    }

    /// The fields that have bytes of their own, each once; properties as they are announced, by their length.
    private static List<Field> leaves(Trace trace) {
        Map<Integer, Field> leaves = new LinkedHashMap<>();
        for (int i = 0; i < trace.size(); i++) {
            if (trace.isLeaf(i)) {
                leaves.putIfAbsent(trace.field(i).id(), trace.field(i));
            }
        }
        return List.copyOf(leaves.values());
    }

    /// Puts the fields of another version among those that are known: before the next one that both have.
    private static void merge(List<Field> order, List<Field> more) {
        int at = 0;
        for (Field field : more) {
            int known = order.indexOf(field);
            if (known >= 0) {
                at = known + 1;
            } else {
                order.add(Math.min(at, order.size()), field);
                at++;
            }
        }
    }

    private static List<Run> runs(Trace trace, List<Field> order) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < trace.size(); i++) {
            if (trace.isLeaf(i)) {
                runs.add(new Run(order.indexOf(trace.field(i)), trace.content(i)));
            }
        }
        return List.copyOf(runs);
    }

    private static Part part(Field field, PacketType type, Map<Version, Trace> full) {
        Set<Version> versions = new LinkedHashSet<>();
        Map<Integer, Field> bits = new LinkedHashMap<>();
        boolean isAlways = true;
        boolean isRepeated = false;
        for (Map.Entry<Version, Trace> each : full.entrySet()) {
            int count = 0;
            Trace trace = each.getValue();
            for (int i = 0; i < trace.size(); i++) {
                if (trace.field(i).id() == field.id()) {
                    count++;
                    bits(trace, i, bits);
                }
            }
            if (count > 0) {
                versions.add(each.getKey());
                isRepeated |= count > 1;
                Trace bare = Specimens.read(type, each.getKey(), Specimens.Size.BARE);
                isAlways &= bare.find(field) >= 0 && bare.length(bare.find(field)) > 0;
            }
        }
        return new Part(field, List.copyOf(bits.values()), versions, isAlways, isRepeated);
    }

    private static void bits(Trace trace, int entry, Map<Integer, Field> bits) {
        for (int i = entry + 1; i < trace.size() && trace.field(i).mask() != 0; i++) {
            bits.putIfAbsent(trace.field(i).id(), trace.field(i));
        }
    }
}
