package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Check;
import mqttlab.finding.Citation;
import mqttlab.finding.Finding;
import mqttlab.finding.Specifics;
import mqttlab.finding.Statement;
import mqttlab.finding.Wording;
import mqttlab.packet.Field;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.Rule;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each statement is judged, and a conversation shows it; or it is said why it cannot be.
class CoverageTest {

    private static final Path TABLE = Path.of("../docs/conformance-coverage.md");

    private static final String HEAD = """
        # What is checked

        Each numbered statement of the standard that shows in a packet, a connection or a session, in our words: by
        which rule it is judged, or why it cannot be by who sees the packets. Each one that is judged has a
        conversation that breaks it and one that just keeps it, in
        [`conversations/`](../dissector/src/test/resources/conversations).

        A test writes this table from the code (`mvn verify -pl dissector -am -Dcoverage=write`), and compares it.
        """;

    /// By statement or section, what judges it.
    private static Map<String, Set<String>> claims(Version version) {
        Map<String, Set<String>> claims = new LinkedHashMap<>();
        Specifics.claims(version).forEach((id, rule) -> claim(claims, id, rule));
        for (Check check : Check.values()) {
            Citation citation = check.citation(version);
            if (!citation.isEmpty()) {
                claim(claims, citation.place(), check);
                citation.also().forEach(id -> claim(claims, id, check));
            }
        }
        return claims;
    }

    private static void claim(Map<String, Set<String>> claims, String place, Enum<?> by) {
        claims.computeIfAbsent(place, key -> new LinkedHashSet<>()).add(by.name());
    }

    private static Map<String, String> unobservable(Version version) throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        try (InputStream in = Check.class.getResourceAsStream("/mqttlab/standard/unobservable.tsv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String row : text.split("\n")) {
                String[] cells = row.split("\t");
                if (cells[0].equals(version.number())) {
                    reasons.put(cells[1], cells[2]);
                }
            }
        }
        return reasons;
    }

    private static List<Statement> judged(Version version) {
        return Catalogue.of(version).all().stream()
                .filter(it -> it.scope() != Statement.Scope.CROSS && it.scope() != Statement.Scope.NONE)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1_1", "V5"})
    void eachStatementIsJudgedOrExplained(Version version) throws IOException {
        Map<String, Set<String>> claims = claims(version);
        Map<String, String> reasons = unobservable(version);
        List<String> wrong = new ArrayList<>();
        for (Statement statement : judged(version)) {
            if (claims.containsKey(statement.id()) == reasons.containsKey(statement.id())) {
                wrong.add(statement.id());
            }
        }
        assertEquals(List.of(), wrong, "neither judged nor explained, or both");
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1_1", "V5"})
    void eachClaimHasAConversation(Version version) {
        List<String> wrong = new ArrayList<>();
        for (String place : claims(version).keySet()) {
            if (place.startsWith("MQTT-")) {
                boolean exists = Catalogue.of(version).find(place) != null;
                Path file = ConversationTest.FOLDER.resolve(version.number()).resolve(place + ".txt");
                if (!exists || !Files.exists(file)) {
                    wrong.add(place);
                }
            }
        }
        assertEquals(List.of(), wrong, "claimed, but no such statement or no conversation");
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1_1", "V5"})
    void eachRuleIsBrokenSomewhere(Version version) throws IOException {
        Set<String> demands = new HashSet<>();
        for (Path file : ConversationTest.files()) {
            if (file.getParent().endsWith(version.number())) {
                for (Finding finding : Script.play(file, "broken").findings()) {
                    demands.add(finding.citation().place() + " " + finding.demands());
                }
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Check check : Check.values()) {
            Citation citation = check.citation(version);
            boolean isShown = demands.contains(citation.place() + " " + check.demand());
            if (!citation.isEmpty() && !isShown) {
                wrong.add(check.name());
            }
        }
        for (Rule rule : Rule.values()) {
            boolean isShown = demands.stream().anyMatch(it -> it.endsWith(" " + rule.demand()));
            // A CONNECT of an unknown version is read as one of 3.1.1.
            boolean isFor311 = rule == Rule.PROTOCOL_LEVEL && version == Version.V5;
            if (!rule.citation(version, null).isEmpty() && !isShown && !isFor311) {
                wrong.add(rule.name());
            }
        }
        assertEquals(List.of(), wrong, "no conversation breaks it");
    }

    /// What the table says is judged is named in words by what judges it.
    @ParameterizedTest
    @EnumSource(names = {"V3_1_1", "V5"})
    void eachClaimIsNamed(Version version) throws IOException {
        Set<String> named = new HashSet<>();
        for (Path file : ConversationTest.files()) {
            for (Finding finding : Script.play(file, "broken").findings()) {
                TextBuffer sentence = new TextBuffer();
                Wording.sentence(sentence, finding);
                String text = sentence.toString();
                String citation = text.substring(text.lastIndexOf('[') + 1);
                if (citation.endsWith(" of " + version.number() + "]")) {
                    for (String place : citation.split(" of ")[0].split(", ")) {
                        named.add(place.startsWith("MQTT-") ? place : "MQTT-" + place);
                    }
                }
            }
        }
        List<String> wrong = new ArrayList<>(claims(version).keySet());
        wrong.removeIf(place -> !place.startsWith("MQTT-") || named.contains(place));
        assertEquals(List.of(), wrong, "in no sentence about a conversation that breaks it");
    }

    /// Run with -Dcoverage=write to write the table anew.
    @Test
    void theTableSaysSo() throws IOException {
        String table = table();
        if ("write".equals(System.getProperty("coverage"))) {
            Files.writeString(TABLE, table);
        }
        assertTrue(Files.exists(TABLE), "there is no " + TABLE);
        assertEquals(Files.readString(TABLE), table);
    }

    private static String table() throws IOException {
        StringBuilder out = new StringBuilder(HEAD);
        for (Version version : List.of(Version.V3_1_1, Version.V5)) {
            append(out, version);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, Version version) throws IOException {
        Map<String, Set<String>> claims = claims(version);
        Map<String, String> reasons = unobservable(version);
        List<Statement> statements = judged(version);
        long count =
                statements.stream().filter(it -> claims.containsKey(it.id())).count();
        out.append("\n## MQTT ").append(version.number()).append("\n\n");
        out.append(count).append(" of ").append(statements.size()).append(" statements are judged.\n\n");
        out.append("| statement | demands | judged by, or why not |\n| --- | --- | --- |\n");
        for (Statement it : statements) {
            Set<String> by = claims.get(it.id());
            String how = by == null ? "not: " + reasons.get(it.id()) : "`" + String.join("`, `", by) + "`";
            out.append("| ").append(it.id()).append(" | ").append(it.summary()).append(" | ");
            out.append(how).append(" |\n");
        }
        out.append("\nRules without a number:\n\n| section | judged by, or why not |\n| --- | --- |\n");
        unnumbered(version, claims, reasons)
                .forEach((place, how) ->
                        out.append("| ").append(place).append(" | ").append(how).append(" |\n"));
    }

    private static Map<String, String> unnumbered(
            Version version, Map<String, Set<String>> claims, Map<String, String> reasons) {
        Map<String, Set<String>> sections = new TreeMap<>();
        claims.forEach((place, by) -> {
            if (!place.startsWith("MQTT-")) {
                sections.computeIfAbsent(place, key -> new TreeSet<>()).addAll(by);
            }
        });
        for (Rule rule : Rule.values()) {
            String place = rule.citation(version, null);
            boolean isAnyField =
                    place.isEmpty() && !rule.citation(version, anyField()).isEmpty();
            if (!place.isEmpty() && !place.startsWith("MQTT-") || isAnyField) {
                sections.computeIfAbsent(isAnyField ? "that of the field" : place, key -> new TreeSet<>())
                        .add(rule.name());
            }
        }
        Map<String, String> rows = new TreeMap<>();
        sections.forEach((place, by) -> rows.put(place, "`" + String.join("`, `", by) + "`"));
        reasons.forEach((place, reason) -> {
            if (!place.startsWith("MQTT-")) {
                rows.put(place, "not: " + reason);
            }
        });
        return rows;
    }

    private static Field anyField() {
        return FixedHeader.REMAINING_LENGTH;
    }
}
