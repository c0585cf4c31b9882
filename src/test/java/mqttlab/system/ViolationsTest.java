package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `lint` on a capture that breaks every rule that is checked, and on one that just keeps each.
class ViolationsTest {

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeCaptures() {
        for (String kind : List.of("broken", "kept")) {
            Run run = Run.of(
                    new ProcessBuilder(
                            Run.PROJECT.resolve("testdata/violations").toString(),
                            kind,
                            folder.resolve(kind + ".pcapng").toString(),
                            folder.resolve(kind + ".tsv").toString()),
                    new byte[0]);
            assertEquals("", run.err());
            assertEquals(0, run.status());
        }
    }

    private static List<JsonNode> lint(String kind, int status) {
        Run run = Run.mqttlab(
                "lint", "-T", "ndjson", folder.resolve(kind + ".pcapng").toString());
        assertEquals(status, run.status(), run.err());
        assertEquals("", run.err());
        return run.out().lines().map(JsonMapper.shared()::readTree).toList();
    }

    /// What was broken, by whom, as the conversations write it.
    private static String id(JsonNode finding) {
        String statement = finding.get("statement").stringValue();
        String place = statement.isEmpty() ? finding.get("section").stringValue() : statement;
        String severity = finding.get("severity").stringValue();
        return place + " " + finding.get("offender").stringValue()
                + (severity.equals("violation") ? "" : " " + severity);
    }

    private static Map<String, Integer> counts(List<String> ids) {
        Map<String, Integer> counts = new TreeMap<>();
        ids.forEach(id -> counts.merge(id, 1, Integer::sum));
        return counts;
    }

    private static List<String> expected(String kind) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(kind + ".tsv"))) {
            ids.add(line.substring(line.lastIndexOf('\t') + 1));
        }
        return ids;
    }

    @Test
    void namesEveryBrokenRule() throws IOException {
        List<String> expected = expected("broken");
        // In a capture, that fewer bytes come than were announced is no proof: the rest may not have been captured.
        assertTrue(expected.remove("2.2.3 client"));
        assertTrue(expected.remove("2.1.4 client"));
        List<JsonNode> findings = lint("broken", 1);
        assertEquals(
                counts(expected),
                counts(findings.stream().map(ViolationsTest::id).toList()));
        assertTrue(findings.size() > 400);
    }

    /// All that docs/conformance-coverage.md says is judged: the numbers behind the first stand there without MQTT-.
    @Test
    void namesEachStatementThatIsSaidToBeJudged() throws IOException {
        Set<String> named = new HashSet<>();
        Run run = Run.mqttlab("lint", folder.resolve("broken.pcapng").toString());
        for (String line : run.out().lines().toList()) {
            String[] citation =
                    line.substring(line.lastIndexOf('[') + 1, line.length() - 1).split(" of ");
            for (String place : citation[0].replace("MQTT-", "").split(", ")) {
                named.add(citation[1] + " MQTT-" + place);
            }
        }
        List<String> silent = new ArrayList<>();
        String version = "";
        int judged = 0;
        for (String line : Files.readAllLines(Run.PROJECT.resolve("docs/conformance-coverage.md"))) {
            version = line.startsWith("## MQTT ") ? line.substring("## MQTT ".length()) : version;
            if (line.startsWith("| MQTT-") && !line.contains("| not: ")) {
                judged++;
                String id = version + " " + line.split(" ")[1];
                if (!named.contains(id)) {
                    silent.add(id);
                }
            }
        }
        assertEquals(List.of(), silent);
        assertTrue(judged > 250);
    }

    /// Run with -Dviolations=write to write the table anew.
    @Test
    void namesFrameOffsetAndField() throws IOException {
        StringBuilder table = new StringBuilder();
        for (JsonNode finding : lint("broken", 1)) {
            table.append(finding.get("frame")).append('\t').append(finding.get("stream"));
            table.append('\t').append(finding.get("offset")).append('\t').append(finding.get("length"));
            table.append('\t').append(finding.get("field").stringValue());
            table.append('\t').append(finding.get("version").stringValue());
            table.append('\t').append(id(finding));
            finding.get("also").forEach(it -> table.append('\t').append(it.stringValue()));
            table.append('\n');
        }
        Path golden = Run.PROJECT.resolve("testdata/violations.tsv");
        if ("write".equals(System.getProperty("violations"))) {
            Files.writeString(golden, table);
        }
        assertEquals(Files.readString(golden), table.toString());
    }

    @Test
    void isSilentWhereTheRulesAreKept() throws IOException {
        // Some can only be kept by breaking another.
        List<String> findings = lint("kept", 1).stream().map(ViolationsTest::id).toList();
        assertEquals(counts(expected("kept")), counts(findings));
    }

    private static List<String> lintLines(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("lint", folder.resolve("broken.pcapng").toString()));
        arguments.addAll(List.of(options));
        return Run.mqttlab(arguments.toArray(String[]::new)).out().lines().toList();
    }

    /// Also of what is noticed only at the end of a connection.
    @Test
    void aFilterHidesWhatIsNotOfItsPackets() {
        assertEquals(List.of(), lintLines("-Y", "mqtt.topic == \"nosuch\""));
    }

    @Test
    void aFilterFindsWhatIsNoticedLate() {
        List<String> late = lintLines().stream()
                .filter(line -> line.contains("found no PUBACK [MQTT-4.5.0-2"))
                .toList();
        assertTrue(late.size() > 1);
        assertEquals(late, lintLines("-Y", "mqttlab.finding.id == \"MQTT-4.5.0-2\" && mqtt.qos == 1"));
        assertEquals(late, lintLines("-Y", "mqttlab.finding contains \"a client answers a PUBLISH of QoS 1\""));
        Run run = Run.mqttlab(
                "pcap", folder.resolve("broken.pcapng").toString(), "-Y", "mqttlab.finding.id == \"MQTT-4.5.0-2\"");
        assertEquals(
                late.size(),
                run.out()
                        .lines()
                        .filter(line -> line.contains("found no PUBACK"))
                        .count());
    }

    /// Connections of which nothing was asked are not said to be without fault.
    @Test
    void explainsOnlyTheConnectionsThatWereAskedFor() {
        List<String> lines = lintLines("--explain", "-Y", "tcp.stream in {4, 5}");
        List<String> titles =
                lines.stream().filter(line -> line.contains(", stream ")).toList();
        assertEquals(2, titles.size(), String.join("\n", titles));
        assertTrue(lintLines("--explain", "-Y", "tcp.stream == 4 && mqtt.msgtype == CONNACK")
                .contains("  nothing found in the packets that pass the filter"));
    }

    /// There are more packets than one thread takes: those that wait for answers keep their place.
    @Test
    void keepsTheOrderOfManyPackets() {
        Run run = Run.mqttlab("pcap", folder.resolve("broken.pcapng").toString(), "-V");
        List<Long> frames = run.out()
                .lines()
                .filter(line -> line.startsWith("Frame "))
                .map(line -> Long.parseLong(line.substring(6, line.indexOf(','))))
                .toList();
        assertTrue(frames.size() > 1000);
        // Two that are not complete are given up at the end.
        List<Long> complete = frames.subList(0, frames.size() - 2);
        assertTrue(complete.equals(complete.stream().sorted().toList()));
    }

    /// The reader has gone when another thread dissects.
    @Test
    void aClosedPipeEndsItQuietly() {
        String capture = folder.resolve("broken.pcapng").toString();
        ProcessBuilder head = new ProcessBuilder("sh", "-c", "./mqttlab pcap \"$0\" -V | head -n 1", capture);
        Run run = Run.of(head.directory(Run.PROJECT.toFile()), new byte[0]);
        assertEquals("", run.err());
        assertEquals(1, run.out().lines().count());
    }
}
