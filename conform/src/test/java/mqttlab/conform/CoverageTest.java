package mqttlab.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Statement;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each statement that binds servers is shown by a conversation, or it is said why none can.
class CoverageTest {

    private static final Path FOLDER = Path.of("src/main/resources/mqttlab/conform");
    private static final Path TABLE = Path.of("../docs/conform-coverage.md");

    private static final List<Scenario> ALL = Scenarios.all();

    /// What no conversation can show of any server a test of our own broker may: the statement, and a method that
    /// stands behind its number.
    // @formatter:off
    private static final Map<String, String> OURS = Map.of(
            "MQTT-6.0.0-1", "net/WebSocketTest.textIsRefused",
            "MQTT-6.0.0-2", "net/WebSocketTest.plain",
            "MQTT-6.0.0-4", "net/WebSocketTest.theFirstSubprotocolThatWeKnowIsTaken",
            "MQTT-4.12.1-2", "hub/LoginTest.whoFailsIsRefusedAndLaterDismissed");
    // @formatter:on

    private static final Path BROKER = Path.of("../broker/src/test/java/mqttlab/broker");

    private static final String HEAD = """
        # What conversations show

        Each numbered statement of the standard that binds a server, or that it has to hold clients to, in our words: the
        conversations of `mqttlab conform` that show whether a server keeps it, or why none can. They stand in
        [`conform/`](../conform/src/main/resources/mqttlab/conform). Where a test of our own broker shows it, that is
        said too; these are in [`broker/`](../broker/src/test/java/mqttlab/broker).

        A test writes this table from them (`mvn verify -pl conform -am -Dcoverage=write`), and compares it.
        """;

    private static List<Scenario> showing(Version version, String place) {
        return ALL.stream().filter(it -> it.proves(version).contains(place)).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1_1", "V5"})
    void eachStatementIsShownOrExplained(Version version) {
        List<String> wrong = new ArrayList<>();
        for (Statement statement : Catalogue.of(version).all()) {
            boolean isShown = !showing(version, statement.id()).isEmpty();
            boolean isExplained = Verdicts.notObservable(version).containsKey(statement.id());
            if (isShown ? isExplained : Verdicts.isForServers(statement) != isExplained) {
                wrong.add(statement.id());
            }
        }
        assertEquals(List.of(), wrong, "neither shown nor explained, or both");
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_1_1", "V5"})
    void whatIsExplainedExists(Version version) {
        for (String id : Verdicts.notObservable(version).keySet()) {
            assertTrue(Catalogue.of(version).find(id) != null, id);
        }
    }

    @Test
    void testsOfOurBrokerAreThere() throws IOException {
        for (Map.Entry<String, String> each : OURS.entrySet()) {
            String[] test = each.getValue().split("\\.");
            String text = Files.readString(BROKER.resolve(test[0] + ".java"));
            int number = text.indexOf("[" + each.getKey() + "] of");
            int method = text.indexOf("void " + test[1] + "(");
            assertTrue(number >= 0 && method > number, each.toString());
            assertFalse(text.substring(number, method).contains("void "), each.toString());
        }
    }

    @Test
    void eachFileIsRead() throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.list(FOLDER)) {
            all.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".txt"))
                    .forEach(it -> files.add(it.replace(".txt", "")));
        }
        assertEquals(files, new TreeSet<>(Scenarios.FILES));
    }

    @Test
    void eachTitleIsThereOnce() {
        Set<String> titles = new HashSet<>();
        for (Scenario scenario : ALL) {
            assertTrue(titles.add(scenario.title() + " " + scenario.place().replaceFirst(":.*", "")), scenario.title());
        }
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

    private static String table() {
        StringBuilder out = new StringBuilder(HEAD);
        for (Version version : List.of(Version.V3_1_1, Version.V5)) {
            append(out, version);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, Version version) {
        List<String> rows = new ArrayList<>();
        int shown = 0;
        for (Statement statement : Catalogue.of(version).all()) {
            List<Scenario> by = showing(version, statement.id());
            String why = Verdicts.notObservable(version).get(statement.id());
            if (!by.isEmpty()) {
                shown++;
                rows.add(row(statement.id(), statement.summary(), titles(by)));
            } else if (why != null) {
                String ours = OURS.get(statement.id());
                String whyNot = "not observable: " + why + (ours == null ? "" : "; of our broker: " + ours);
                rows.add(row(statement.id(), statement.summary(), whyNot));
            }
        }
        out.append("\n## MQTT ").append(version.number()).append("\n\n");
        out.append(shown).append(" of ").append(rows.size()).append(" statements are shown.\n\n");
        out.append("| statement | demands | shown by, or why not |\n| --- | --- | --- |\n");
        rows.forEach(out::append);
        out.append("\nRules without a number:\n\n| section | shown by |\n| --- | --- |\n");
        Set<String> sections = new TreeSet<>();
        ALL.forEach(it -> sections.addAll(it.proves(version)));
        sections.removeIf(it -> it.startsWith("MQTT-"));
        for (String section : sections) {
            out.append("| ")
                    .append(section)
                    .append(" | ")
                    .append(titles(showing(version, section)))
                    .append(" |\n");
        }
    }

    private static String row(String id, String summary, String shown) {
        return "| " + id + " | " + summary + " | " + shown + " |\n";
    }

    private static String titles(List<Scenario> scenarios) {
        return String.join("; ", scenarios.stream().map(Scenario::title).toList());
    }
}
