package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `lint` as a process: inputs, forms of output, exit status.
class LintTest {

    /// A script made a broker and its clients break rules; what they break is in testdata/traffic/v5.sh.
    private static final String BROKEN = pcap("v5-disconnect.pcapng");
    /// Between mosquitto's broker and clients.
    private static final String RIGHT = pcap("v5-qos.pcap");

    /// SUBSCRIBE with packet identifier 0 and QoS 3.
    private static final byte[] SUBSCRIBE = HexFormat.of().parseHex("820800000003612f6203");

    private static String pcap(String name) {
        return Run.PROJECT.resolve("testdata/pcaps").resolve(name).toString();
    }

    @Test
    void printsALineForEachFinding() {
        Run run = Run.mqttlab("lint", BROKEN);
        assertEquals(7, run.out().lines().count());
        assertEquals(
                BROKEN
                        + ":43: violation by client \"same\" at byte 11: Topic Alias: expected that a client's Topic"
                        + " Alias is at most the server's Topic Alias Maximum; found 3, Topic Alias Maximum is 2"
                        + " [MQTT-3.2.2-17, 3.3.2-9 of 5.0]",
                run.out().lines().findFirst().orElseThrow());
        assertEquals("mqttlab: 5 violations, 2 warnings in 1 input\n", run.err());
        assertEquals(1, run.status());
    }

    @Test
    void isContentWithCorrectTraffic() {
        Run run = Run.mqttlab("lint", RIGHT);
        assertEquals("", run.out());
        assertEquals("mqttlab: nothing found in 1 input\n", run.err());
        assertEquals(0, run.status());
    }

    @Test
    void passesOverWhatIsIgnored() {
        Run run = Run.mqttlab("lint", BROKEN, "--severity", "violation", "--ignore", "MQTT-3.1.0-2", RIGHT);
        assertFalse(run.out().contains("MQTT-3.1.0-2 "), run.out());
        assertEquals("mqttlab: 4 violations in 2 inputs\n", run.err());
    }

    /// The statement stands behind the one that is cited first.
    @Test
    void passesOverWhatNamesTheIgnoredAmongOthers() {
        Run run = Run.mqttlab("lint", BROKEN, "--ignore", "MQTT-3.3.2-9");
        assertEquals("mqttlab: 4 violations, 2 warnings in 1 input\n", run.err());
    }

    @Test
    void aFilterFindsWhatIsNamedAmongOthers() {
        Run run = Run.mqttlab(
                "pcap",
                BROKEN,
                "-Y",
                "mqttlab.finding.id == \"MQTT-3.3.2-9\"",
                "-T",
                "fields",
                "-e",
                "frame.number",
                "-e",
                "mqttlab.finding.id");
        assertEquals("43\tMQTT-3.2.2-17,MQTT-3.3.2-9\n", run.out());
    }

    @Test
    void aMisspeltStatementIsAnError() {
        Run run = Run.mqttlab("lint", BROKEN, "--ignore", "MQTT-3.1.0-99");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("no version of the standard has this statement"), run.err());
    }

    @Test
    void warningsDoNotFail() {
        Run run = Run.mqttlab("lint", pcap("v5-bridge.pcap"));
        assertEquals("mqttlab: 1 warning in 1 input\n", run.err());
        assertEquals(0, run.status());
    }

    @Test
    void readsPacketsAsBytes() {
        Run run = Run.mqttlab(SUBSCRIBE, "lint", "-");
        assertEquals(
                "standard input:1: violation at byte 2: Packet Identifier: expected that the packet identifier is not"
                        + " zero; found 0 [MQTT-2.3.1-1 of 3.1.1]",
                run.out().lines().findFirst().orElseThrow());
        assertEquals(2, run.out().lines().count());
        assertEquals(1, run.status());
    }

    @Test
    void quotesTheStatementAndSaysWhatWasNotJudged() {
        Run run = Run.mqttlab("lint", "--explain", BROKEN, pcap("v5-midstream.pcap"));
        assertTrue(
                run.out()
                        .contains(
                                "      standard      MQTT-3.1.0-2 of 5.0, section 3.1 CONNECT: A second CONNECT on the"
                                        + " same connection"),
                run.out());
        assertTrue(run.out().contains("      receiver      close connection; 0x82 Protocol Error"), run.out());
        assertTrue(run.out().contains("  not judged: its beginning was not seen"), run.out());
    }

    @Test
    void writesSarif() {
        Run run = Run.mqttlab("lint", "-T", "sarif", BROKEN);
        JsonNode sarif = JsonMapper.shared().readTree(run.out());
        assertEquals("2.1.0", sarif.get("version").stringValue());
        JsonNode results = sarif.at("/runs/0/results");
        assertEquals(7, results.size());
        assertEquals("5.0/MQTT-3.2.2-17", results.at("/0/ruleId").stringValue());
        assertEquals("error", results.at("/0/level").stringValue());
        assertEquals(
                43,
                results.at("/0/locations/0/physicalLocation/region/startLine").intValue());
        assertEquals(
                "file://" + BROKEN,
                results.at("/0/locations/0/physicalLocation/artifactLocation/uri")
                        .stringValue());
        assertEquals("client", results.at("/0/properties/offender").stringValue());
        assertEquals("MQTT-3.3.2-9", results.at("/0/properties/also/0").stringValue());
        assertEquals("mqttlab", sarif.at("/runs/0/tool/driver/name").stringValue());
        assertEquals(7, sarif.at("/runs/0/tool/driver/rules").size());
    }

    /// Whatever the file is called. What is no file has no URI.
    @Test
    void sarifNamesFilesByUri(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("a b#1%.bin"), SUBSCRIBE);
        Run file =
                Run.mqttlab("lint", "-T", "sarif", folder.resolve("a b#1%.bin").toString());
        String uri = JsonMapper.shared()
                .readTree(file.out())
                .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                .stringValue();
        assertTrue(uri.startsWith("file:///") && uri.endsWith("/a%20b%231%25.bin"), uri);
        Run input = Run.mqttlab(SUBSCRIBE, "lint", "-T", "sarif", "-");
        JsonNode location = JsonMapper.shared().readTree(input.out()).at("/runs/0/results/0/locations/0");
        assertFalse(location.has("physicalLocation"), location.toString());
        assertEquals("packet 1", location.at("/logicalLocations/0/name").stringValue());
    }

    /// One rule has several kinds of breach: here identifier 0, and one that is in use.
    @Test
    void sarifDescribesARuleByItsStatement() {
        Run run = Run.mqttlab(SUBSCRIBE, "lint", "-T", "sarif", "--mqtt-version", "3.1.1", "-");
        assertEquals(
                "SUBSCRIBE, UNSUBSCRIBE and QoS 1 or 2 PUBLISH carry a packet identifier other than zero.",
                JsonMapper.shared()
                        .readTree(run.out())
                        .at("/runs/0/tool/driver/rules/0/shortDescription/text")
                        .stringValue());
    }

    @Test
    void saysWhereSomethingIsMissing() {
        Run run = Run.mqttlab(HexFormat.of().parseHex("82020001"), "lint", "--mqtt-version", "3.1.1", "-");
        assertTrue(run.out().startsWith("standard input:1: violation at byte 4: Subscription:"), run.out());
    }

    @Test
    void doesNotSayThatBytesAreMissingWhereOnlyTheSenderIsUnknown() {
        byte[] publish = HexFormat.of().parseHex("30050001616869");
        Run run = Run.mqttlab(publish, "lint", "--explain", "--mqtt-version", "3.1.1", "-");
        assertFalse(run.out().contains("bytes of it are missing"), run.out());
        assertTrue(run.out().contains("  not judged: who sent its packets is not known"), run.out());
        Run known = Run.mqttlab(publish, "lint", "--explain", "--mqtt-version", "3.1.1", "--sender", "client", "-");
        assertFalse(known.out().contains("who sent its packets"), known.out());
    }

    @Test
    void everyFindingHasAllMembers() {
        Run run = Run.mqttlab("lint", "-T", "ndjson", BROKEN);
        for (String line : run.out().lines().toList()) {
            JsonNode finding = JsonMapper.shared().readTree(line);
            Stream.of(
                            "frame",
                            "stream",
                            "offset",
                            "length",
                            "field",
                            "severity",
                            "offender",
                            "version",
                            "statement",
                            "also",
                            "section",
                            "demands",
                            "reaction")
                    .forEach(member -> assertTrue(finding.has(member), member + " in " + line));
        }
    }

    @Test
    void goesOnAfterAFileThatIsNotThere() {
        Run run = Run.mqttlab("lint", "no-such-file", BROKEN);
        assertEquals("mqttlab: no-such-file: no such file\nmqttlab: 5 violations, 2 warnings in 1 input\n", run.err());
        assertEquals(66, run.status());
    }

    @Test
    void needsAnInput() {
        Run run = Run.mqttlab("lint");
        assertEquals("mqttlab: expected captures or packets\nTry 'mqttlab lint --help'.\n", run.err());
        assertEquals(2, run.status());
    }
}
