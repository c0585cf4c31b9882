package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import mqttlab.cli.command.Row;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// `decode` and `encode` as their users meet them: bytes in, text and exit status out.
class DecodeCommandTest {

    private static final List<Row> COMMANDS =
            List.of(new Row("decode", "", DecodeCommand::new), new Row("encode", "", EncodeCommand::new));

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static Run decode(String digits, String... more) {
        String[] args = new String[more.length + 1];
        args[0] = "decode";
        System.arraycopy(more, 0, args, 1, more.length);
        return Run.of(COMMANDS, hex(digits), args);
    }

    @Test
    void showsAPublishFieldByField() {
        Run run = decode("32 0c 0003 612f62 0005 68656c6c6f");
        assertEquals("""
            PUBLISH, 14 bytes, MQTT 3.1.1 (inferred: a PUBLISH that only 3.1.1 can read)
                0    1  Fixed Header: 0x32
                          0011 .... = Packet Type: PUBLISH (3)
                          .... 0... = DUP: 0
                          .... .01. = QoS: at least once (1)
                          .... ...0 = RETAIN: 0
                1    1  Remaining Length: 12
                2    2  Topic Name Length: 3
                4    3  Topic Name: "a/b"
                7    2  Packet Identifier: 5
                9    5  Payload (5 bytes): "hello"
            """, run.out());
        assertEquals(0, run.status());
        assertEquals("", run.err());
    }

    @Test
    void showsBytesBesideFields() {
        Run run = decode("c0 00", "-x");
        assertTrue(run.out().endsWith("    0000  c0 00                                             ..\n"), run.out());
    }

    @Test
    void saysWhatARuleDemandsWhereItIsBroken() {
        Run run = decode("40 02 0000", "--mqtt-version", "5");
        assertEquals("""
            PUBACK, 4 bytes, MQTT 5.0 (as you asked)
                0    1  Fixed Header: 0x40
                          0100 .... = Packet Type: PUBACK (4)
                          .... 0000 = Reserved: 0
                1    1  Remaining Length: 2
                2    2  Packet Identifier: 0
                        ! Packet Identifier: expected that the packet identifier is that of a PUBLISH, so not zero; \
            found 0 [MQTT-2.2.1-5 of 5.0]
            """, run.out());
        assertEquals(1, run.status());
    }

    /// As `pcap` says it of the packets of a capture; the stream is none.
    @Test
    void findingsAreInJsonAsInCaptures() {
        Run run = decode("c0 00" + "82 02 0001", "--mqtt-version", "3.1.1", "--sender", "client", "-T", "ndjson");
        List<String> lines = run.out().lines().toList();
        assertFalse(lines.getFirst().contains("findings"), lines.getFirst());
        assertEquals(
                """
                {"packet":2,"stream":null,"offset":4,"length":0,"field":"mqttlab.subscription",\
                "severity":"violation","offender":"client","version":"3.1.1","statement":"MQTT-3.8.3-3","also":[],\
                "section":"3.8.3","found":"nothing","demands":"SUBSCRIBE names at least one topic filter",\
                "reaction":"close connection (4.8.0-1)"}\
                """,
                JsonMapper.shared().readTree(lines.get(1)).at("/findings/0").toString());
    }

    @Test
    void findingsAreFilterFieldsAndColumns() {
        String packets = "c0 00" + "82 02 0001" + "34 06 0001 2b 0000 61";
        Run run = decode(
                packets,
                "--mqtt-version",
                "3.1.1",
                "-Y",
                "mqttlab.finding",
                "-T",
                "fields",
                "-e",
                "mqtt.msgtype",
                "-e",
                "mqttlab.finding.id",
                "-e",
                "mqttlab.finding.offender");
        assertEquals(
                "8\tMQTT-3.8.3-3\tunknown\n3\tMQTT-3.3.2-2,MQTT-4.7.1-1,MQTT-2.3.1-1\tunknown,unknown\n", run.out());
    }

    @Test
    void keepsTheFieldsBeforeAnError() {
        Run run = decode("30 08 0003 612f62 61");
        assertTrue(run.out().contains("Topic Name: \"a/b\""), run.out());
        assertTrue(run.err().contains("incomplete: the packet at byte 0 has 8 bytes and lacks at least 2"), run.err());
        assertEquals(1, run.status());
    }

    /// The version that a later packet proves holds for the ones before it.
    @Test
    void infersTheVersionFromLaterPackets() {
        Run run = decode("30 06 0001 61 00 6869" + "e0 02 00 00");
        assertTrue(run.out().contains("Payload (2 bytes): \"hi\""), run.out());
        assertTrue(run.out().contains("inferred: a DISCONNECT that only 5.0 can read"), run.out());
    }

    @Test
    void resolvesTopicAliases() {
        Run run = decode("30 0a 0003 612f62 03230001 31" + "30 07 0000 03230001 32" + "30 07 0000 03230002 33");
        assertTrue(run.out().contains("[Topic Name: \"a/b\"]"), run.out());
        assertTrue(run.out().contains("[Topic Alias unknown]"), run.out());
    }

    @Test
    void letsNothingHostileReachATerminal() {
        // A topic that would clear the screen, a right-to-left override, and a payload with escapes.
        Run run = decode("30 10 0007 1b5b324ae280ae 1b5b33316d0700", "--color", "never");
        assertTrue(run.out().contains("\\u001b[2J\\u202e"), run.out());
        assertTrue(run.out().chars().noneMatch(c -> c == 0x1b || c == 0x07 || c == 0x202e), run.out());
        Run json = decode("30 10 0007 1b5b324ae280ae 1b5b33316d0700", "-T", "ndjson");
        assertTrue(json.out().chars().noneMatch(c -> c == 0x1b || c == 0x07 || c == 0x202e), json.out());
    }

    @Test
    void tellsUsageErrorsFromBadInput() {
        assertEquals(2, decode("c000", "--mqtt-version", "6").status());
        assertEquals(2, decode("c000", "--hex", "c000", "--base64", "wAA=").status());
        assertEquals(1, decode("").status());
        assertEquals(66, decode("c000", "no/such/file").status());
    }

    /// What `decode` prints as JSON, `encode` turns back into the same bytes, whatever they were.
    @Property(tries = 300)
    void losesNothingInJson(@ForAll @Size(min = 1, max = 60) byte[] bytes) {
        for (String format : List.of("json", "ndjson")) {
            Run json = Run.of(COMMANDS, bytes, "decode", "--from", "raw", "-T", format);
            Run hex = Run.of(COMMANDS, json.out().getBytes(StandardCharsets.UTF_8), "encode", "--to", "hex");
            assertEquals("", hex.err(), json.out());
            assertArrayEquals(bytes, hex(hex.out().replace("\n", "")), json.out());
        }
    }

    @Test
    void writesAValueWhoseRawBytesWereTakenOut() {
        String json = decode("32 0a 0003 612f62 0005 6869", "-T", "ndjson").out();
        String changed = json.replace("\"raw\":\"0005\",\"value\":5", "\"value\":258");
        assertEquals("320a0003612f6201026869\n", encode(changed).out());
    }

    @Test
    void countsLengthsWhoseValuesWereTakenOut() {
        String json = decode("30 07 0003 612f62 6869", "-T", "ndjson").out();
        String changed = json.replace("\"raw\":\"612f62\",\"value\":\"a/b\"", "\"value\":\"longer/topic\"")
                .replace("\"raw\":\"0003\",\"value\":3", "\"counted\":true")
                .replace("\"raw\":\"07\",\"value\":7", "\"counted\":true");
        assertEquals("3010000c6c6f6e6765722f746f7069636869\n", encode(changed).out());
    }

    @Test
    void refusesARawThatItsValueContradicts() {
        String json = decode("40 02 0005", "-T", "ndjson").out();
        Run run = encode(json.replace("\"value\":5", "\"value\":6"));
        assertTrue(run.err().contains("packet 1, field mqtt.msgid: 'raw' says 0005, the value says 0006"), run.err());
        assertEquals(1, run.status());
    }

    private static Run encode(String json) {
        return Run.of(COMMANDS, json.getBytes(StandardCharsets.UTF_8), "encode", "--to", "hex");
    }
}
