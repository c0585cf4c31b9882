package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.cli.command.Row;
import mqttlab.packet.Direction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `lint` of captures that are made here, from the command line to what is printed.
class LintCommandTest {

    private static final List<Row> COMMANDS =
            List.of(new Row("lint", "", LintCommand::new), new Row("pcap", "", PcapCommand::new));

    @TempDir
    Path folder;

    private MadeCapture capture;

    @BeforeEach
    void create() throws IOException {
        capture = new MadeCapture(folder.resolve("made.pcapng"));
    }

    private Run run(String command, String... args) throws IOException {
        capture.end();
        return again(command, args);
    }

    private Run again(String command, String... args) {
        Stream<String> all = Stream.of(
                        Stream.of(command, "--color", "never"), Stream.of(args), Stream.of(capture.file.toString()))
                .flatMap(each -> each);
        return Run.of(COMMANDS, new byte[0], all.toArray(String[]::new));
    }

    private static Stream<JsonNode> objects(String lines) {
        return lines.lines().map(JsonMapper.shared()::readTree);
    }

    private static String statement(JsonNode finding) {
        return finding.path("statement").stringValue("");
    }

    /// Each packet that something is to be known of breaks a rule of its own.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mqttlab.unanswered",
                "!mqttlab.response_in && mqtt.msgtype == SUBSCRIBE",
                "mqttlab.response_in && mqtt.msgtype == PUBLISH",
                "mqttlab.response_time > 0 && mqtt.msgtype == PUBACK",
                "mqttlab.retransmission",
                "mqttlab.forwarded_from",
                "mqttlab.forwarding_time > 0"
            })
    void aFilterAsksForWhatOtherPacketsTell(String filter) throws IOException {
        capture.open(1);
        capture.up(1, MadeCapture.CONNECT);
        capture.down(1, MadeCapture.CONNACK);
        capture.up(1, "8207 0001 00 0001 61 00");
        capture.down(1, "9004 0001 00 00");
        capture.up(1, "3208 0001 61 0007 00 6869");
        // Sent again on the same connection.
        capture.up(1, "3a08 0001 61 0007 00 6869");
        // No reason code of PUBACK.
        capture.down(1, "4003 0007 01");
        // Nobody gave this Subscription Identifier.
        capture.down(1, "3008 0001 61 02 0b05 6869");
        // To "a#", and not answered.
        capture.up(1, "8208 0008 00 0002 6123 00");
        capture.up(1, MadeCapture.DISCONNECT);
        capture.close(1, Direction.CLIENT_TO_SERVER);
        Run packets = run("pcap", "-Y", filter, "-T", "ndjson");
        List<String> findings = objects(packets.out())
                .flatMap(packet -> packet.path("findings").valueStream())
                .map(LintCommandTest::statement)
                .toList();
        Run lint = again("lint", "-Y", filter, "-T", "ndjson");
        assertFalse(findings.isEmpty());
        assertEquals(
                findings, objects(lint.out()).map(LintCommandTest::statement).toList());
    }

    /// That the server gave up the first connection for the second shows when the first is over.
    @Test
    void whatIsNoticedAfterAConnectionStandsWithItsFile() throws IOException {
        capture.takeOver();
        Run run = run("lint", "--explain");
        int heading = run.out().indexOf("made.pcapng, stream 0, client \"c\", noticed after its end\n");
        assertTrue(heading > 0, run.out());
        assertTrue(run.out().indexOf(": warning by the server", heading) > heading, run.out());
        assertTrue(run.out().endsWith("\n\n1 warning in 1 input\n"), run.out());
    }

    /// U+009B begins a sequence that some terminals obey; DEL erases.
    @Test
    void aClientSaysNothingToATerminal() throws IOException {
        capture.open(1);
        capture.up(1, "1013 00044d515454 05 02 003c 00 0006 78c29b31417f");
        capture.down(1, MadeCapture.CONNACK);
        capture.down(1, "d000");
        capture.up(1, MadeCapture.DISCONNECT);
        capture.close(1, Direction.CLIENT_TO_SERVER);
        String sarif = run("lint", "-T", "sarif").out();
        assertEquals(
                "x\u009b1A\u007f",
                JsonMapper.shared()
                        .readTree(sarif)
                        .at("/runs/0/results/0/properties/client")
                        .stringValue());
        for (String printed : List.of(
                sarif,
                again("lint").out(),
                again("lint", "--explain").out(),
                again("lint", "-T", "ndjson").out())) {
            assertFalse(printed.contains("\u009b") || printed.contains("\u007f"), printed);
        }
    }

    @Test
    void whatAFilterGaveUpIsCountedOverAllFiles() throws IOException {
        capture.open(1);
        capture.up(1, MadeCapture.CONNECT);
        capture.up(1, "308c27 1388" + "61".repeat(5000) + "00 62");
        capture.end();
        String filter = "mqtt.topic matches \"(a+)+b\"";
        Run run = again("lint", "-Y", filter, capture.file.toString());
        assertTrue(run.err().contains("too long for 2 values"), run.err());
    }
}
