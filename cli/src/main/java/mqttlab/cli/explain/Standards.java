package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Citation;
import mqttlab.finding.Specifics;
import mqttlab.finding.Statement;
import mqttlab.packet.Field;
import mqttlab.packet.Version;

/// Where the two standards speak of something.
final class Standards {

    /// The versions that are standards with statements of their own.
    static final List<Version> VERSIONS = List.of(Version.V3_1_1, Version.V5);

    private Standards() {}

    /// "3.3.1.2", "3.2.2.2 of 3.1.1, 3.2.2.1.1 of 5.0", or "" where no standard has it.
    static String sections(String in311, String in5) {
        return in311.equals(in5) ? in5 : places(in311, in5);
    }

    /// "MQTT-3.3.1-2 of 3.1.1 and 5.0", "MQTT-4.7.1-1 of 3.1.1, MQTT-4.7.0-1 of 5.0", "3.14.2.1 of 5.0".
    static String places(String in311, String in5) {
        if (in311.equals(in5)) {
            return in5 + " of 3.1.1 and 5.0";
        }
        String old = in311.isEmpty() ? "" : in311 + " of 3.1.1";
        String now = in5.isEmpty() ? "" : in5 + " of 5.0";
        return old.isEmpty() || now.isEmpty() ? old + now : old + ", " + now;
    }

    /// "MQTT-3.3.1-4 of 5.0: A PUBLISH never has ..."
    static String sentence(Statement statement, Version version) {
        return statement.id() + " of " + version.number() + ": " + statement.summary();
    }

    /// The statements in the sections that define these fields, and those that are cited for them, as sentences.
    static List<String> statements(List<Field> fields) {
        List<String> sentences = new ArrayList<>();
        for (Version version : VERSIONS) {
            Set<String> ids = new LinkedHashSet<>();
            for (Field field : fields) {
                for (Citation citation : Specifics.of(field, version)) {
                    ids.add(citation.place());
                }
            }
            for (Statement statement : Catalogue.of(version).all()) {
                boolean isThere = fields.stream()
                        .anyMatch(field -> statement.sectionNumber().equals(field.section(version)));
                if (isThere || ids.contains(statement.id())) {
                    sentences.add(sentence(statement, version));
                }
            }
        }
        return sentences;
    }
}
