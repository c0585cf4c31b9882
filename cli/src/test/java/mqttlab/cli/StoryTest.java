package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Terminal;
import mqttlab.cli.text.TerminalWidth;
import mqttlab.packet.Direction;
import mqttlab.packet.TextBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// `pcap --ladder`, `--follow` and `--diagnose`, from the command line to what is printed.
class StoryTest {

    private static final List<Row> COMMANDS = List.of(new Row("pcap", "", PcapCommand::new));
    private static final byte[] CONNACK = {0x20, 2, 0, 0};

    private static Run run(int columns, byte[] in, String... args) {
        String[] all = Stream.concat(Stream.of("pcap"), Arrays.stream(args)).toArray(String[]::new);
        return Run.of(COMMANDS, new Terminal(columns, false), in, all);
    }

    private static String text(int columns, String capture, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--color");
        all.add("never");
        all.add(Captures.FOLDER.resolve(capture).toString());
        Run run = run(columns, new byte[0], all.toArray(String[]::new));
        assertEquals("", run.err());
        assertEquals(0, run.status());
        return run.out();
    }

    private static JsonNode json(String capture, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("-T");
        all.add("json");
        return new ObjectMapper().readTree(text(0, capture, all.toArray(String[]::new)));
    }

    @Test
    void aLadderAt80Columns() {
        assertEquals("""
                               192.168.1.1:1883
                               │       dashboard
                4    0.000243  │◄──────┤   CONNECT MQTT 5.0, client "dashboard", clean star…
                6    0.000298  ├──────►│   CONNACK Success  {Topic Alias Maximum… (0.055 ms)
                8    0.000367  │◄──────┤   SUBSCRIBE id 1: home/# (QoS 2)
                9    0.000406  ├──────►│   SUBACK id 1: Granted QoS 2 (0.039 ms)
                               │       │       kitchen-sensor
               14    0.085323  │◄──────┼───────┤   CONNECT MQTT 5.0, client "kitchen-sensor…
               16    0.085371  ├───────┼──────►│   CONNACK Success  {Topic Alias… (0.048 ms)
               18    0.585809  │◄──────┼───────┤   PUBLISH home/kitchen/temperature QoS 0 "…
               19    0.586002  ├──────►│       │   PUBLISH home/kitchen/temperature QoS 0 "…
                               ┊       ┊       ┊   1.00 s
               22    1.586375  │◄──────┼───────┤   PUBLISH home/kitchen/climate QoS 1 id 1 …
               24    1.586497  ├──────►│       │   PUBLISH home/kitchen/climate QoS 1 id 1 …
               26    1.586564  │◄──────┤       │   PUBACK id 1 (0.067 ms)
               27    1.586592  ├───────┼──────►│   PUBACK id 1 (0.217 ms)
            """, text(80, "first-look.pcapng", "--ladder", "-c", "29"));
    }

    @Test
    void aLadderOfOneClientAt200Columns() {
        assertEquals("""
                               192.168.1.1:1883
                               │               kitchen-sensor
               14    0.085323  │◄──────────────┤   CONNECT MQTT 5.0, client "kitchen-sensor", clean start, keep alive 60 s, will home/kitchen/status QoS 1 RETAIN 7 bytes "offline"
               16    0.085371  ├──────────────►│   CONNACK Success  {Topic Alias Maximum 10, Receive Maximum 20} (0.048 ms)
               18    0.585809  │◄──────────────┤   PUBLISH home/kitchen/temperature QoS 0 "21.5"
                               ┊               ┊   1.00 s
               22    1.586375  │◄──────────────┤   PUBLISH home/kitchen/climate QoS 1 id 1 "{\\"celsius\\":21.5,\\"humidity\\":48}"
               27    1.586592  ├──────────────►│   PUBACK id 1 (0.217 ms)
                               ┊               ┊   1.00 s
               30    2.586923  │◄──────────────┤   PUBLISH home/kitchen/alarm QoS 2 id 2 "smoke 🔥"
               31    2.587075  ├──────────────►│   PUBREC id 2 (0.152 ms)
               33    2.587146  │◄──────────────┤   PUBREL id 2 (0.070 ms)
               37    2.587241  ├──────────────►│   PUBCOMP id 2 (0.095 ms)
                               ┊               ┊   1.00 s
               42    3.587621  │◄──────────────┤   PINGREQ
               43    3.587745  ├──────────────►│   PINGRESP (0.124 ms)
                     4.088084  │◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤   RST
            """, text(200, "first-look.pcapng", "--ladder", "kitchen-sensor"));
    }

    @Test
    void aLadderNamesAClientByItsAddressWhereItHasNoOtherName() {
        String out = text(80, "v311-midstream.pcap", "--ladder", "127.0.0.1:51949");
        assertTrue(out.contains("│       127.0.0.1:51949\n"), out);
        assertFalse(out.contains("46485"), out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "192.0.2.1:50001"})
    void aLadderHasWhatIsNoticedLater(String client, @TempDir Path folder) throws IOException {
        MadeCapture capture = new MadeCapture(folder.resolve("made.pcapng"));
        capture.takeOver();
        capture.end();
        Run run = run(80, new byte[0], "--ladder", client, capture.file.toString());
        assertTrue(run.out().contains("frame 4, stream 0      ! warning: server: Packet Type"), run.out());
    }

    /// What passes the filter by what is noticed when the connection is over.
    @ParameterizedTest
    @ValueSource(strings = {"--flows", "--diagnose"})
    void aReportHasAConnectionForWhatIsNoticedLater(String report, @TempDir Path folder) throws IOException {
        MadeCapture capture = new MadeCapture(folder.resolve("made.pcapng"));
        capture.takeOver();
        capture.end();
        Run run = run(0, new byte[0], report, "-Y", "mqttlab.finding", "-Tjson", capture.file.toString());
        JsonNode json = new ObjectMapper().readTree(run.out());
        JsonNode connections = report.equals("--flows") ? json : json.get("connections");
        assertEquals(1, connections.size(), run.out());
        assertEquals("c", connections.get(0).get("client_id").asString(), run.out());
    }

    private static Path lateLearner(Path folder) throws IOException {
        MadeCapture capture = new MadeCapture(folder.resolve("made.pcapng"));
        capture.open(1);
        for (int i = 0; i < 3; i++) {
            capture.down(1, "3003 0001 74");
        }
        capture.up(1, "c000");
        capture.down(1, "d000");
        capture.close(1, Direction.CLIENT_TO_SERVER);
        capture.end();
        return capture.since(3);
    }

    @Test
    void aLadderLearnsWhichEndIsTheClient(@TempDir Path folder) throws IOException {
        String file = lateLearner(folder).toString();
        Run run = run(80, new byte[0], "--ladder", "-d", "tcp.port==0-65535,mqtt", "--color=never", file);
        assertEquals("""
                               192.0.2.1:50001
                               │       192.0.2.9:1883
                1    0.000000  │◄──────┤   PUBLISH t QoS 0 ""
                2    0.001000  │◄──────┤   PUBLISH t QoS 0 ""
                3    0.002000  │◄──────┤   PUBLISH t QoS 0 ""
                4    0.003000  ├──────►│   PINGREQ
                5    0.004000  │◄──────┤   PINGRESP (1.00 ms)
                     0.005000  ├╌╌╌╌╌╌►│   FIN
            """, run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ladder", "--follow"})
    void aClientIsFoundAlsoBeforeItIsKnownToBeOne(String story, @TempDir Path folder) throws IOException {
        Path file = lateLearner(folder);
        Run run = run(
                80, new byte[0], story, "192.0.2.1:50001", "-d", "tcp.port==0-65535,mqtt", "-Tndjson", file.toString());
        assertTrue(run.out().startsWith("{\"frame\":1,"), run.out() + run.err());
    }

    @Test
    void aClientThatGetsALaneBackIsStillConnected(@TempDir Path folder) throws IOException {
        MadeCapture capture = new MadeCapture(folder.resolve("made.pcapng"));
        for (int i = 1; i < 7; i++) {
            capture.open(i);
            capture.up(i, "100d 0004 4d515454 04 02 003c 0001 6" + i);
            capture.down(i, "20020000");
        }
        for (int i : new int[] {1, 2, 3, 2, 1}) {
            capture.up(i, "c000");
            capture.down(i, "d000");
        }
        capture.end();
        Run run = run(80, new byte[0], "--ladder", "--color=never", capture.file.toString());
        String end = """
                               │       a
               25    0.018000  │◄──────┤       │       │   PINGREQ
               26    0.019000  ├──────►│       │       │   PINGRESP (1.00 ms)
                               │       │       b
               27    0.020000  │◄──────┼───────┤       │   PINGREQ
               28    0.021000  ├───────┼──────►│       │   PINGRESP (1.00 ms)
                               │       │       │       c
               29    0.022000  │◄──────┼───────┼───────┤   PINGREQ
               30    0.023000  ├───────┼───────┼──────►│   PINGRESP (1.00 ms)
               31    0.024000  │◄──────┼───────┤       │   PINGREQ
               32    0.025000  ├───────┼──────►│       │   PINGRESP (1.00 ms)
               33    0.026000  │◄──────┤       │       │   PINGREQ
               34    0.027000  ├──────►│       │       │   PINGRESP (1.00 ms)
            """;
        assertTrue(run.out().endsWith(end), run.out());
    }

    /// Simple Packet Blocks of pcapng have no times.
    @ParameterizedTest
    @ValueSource(strings = {"--ladder", "--flows", "--stats", "--diagnose"})
    void aCaptureWithoutTimesHasNoneInJson(String report, @TempDir Path folder) throws IOException {
        MadeCapture capture = new MadeCapture(folder.resolve("made.pcapng"));
        capture.takeOver();
        capture.end();
        Run run = run(0, capture.withoutTimes(), report, "-Tndjson", "-");
        assertEquals("", run.err());
        assertTrue(run.out().contains("192.0.2.9:1883") || run.out().contains("packets"), run.out());
        assertFalse(run.out().contains("\"time\""), run.out());
    }

    @Test
    void theFileMayStandBehindLadder() {
        String file = Captures.FOLDER.resolve("first-look.pcapng").toString();
        Run behind = run(80, new byte[0], "--color", "never", "--ladder", file);
        assertEquals(text(80, "first-look.pcapng", "--ladder"), behind.out());
        assertEquals(2, run(80, new byte[0], "--ladder").status());
    }

    @Test
    void whoIsNotThereIsNamedWithWhoIs() {
        String file = Captures.FOLDER.resolve("first-look.pcapng").toString();
        for (String option : List.of("--ladder", "--follow")) {
            Run run = run(80, new byte[0], option, "nobody\u001b", file);
            assertEquals(
                    "mqttlab: there is no client 'nobody\\u001b' in this capture; there are: dashboard,"
                            + " kitchen-sensor\n",
                    run.err());
            assertEquals(1, run.status());
        }
    }

    @Test
    void messagesOfAClientInOrder() {
        assertEquals("""
               18    0.585809  → home/kitchen/temperature  QoS 0, 4 bytes
                  21.5
               22    1.586375  → home/kitchen/climate  QoS 1 id 1, 30 bytes
                  {"celsius":21.5,"humidity":48}
               30    2.586923  → home/kitchen/alarm  QoS 2 id 2, 10 bytes
                  smoke 🔥
            """, text(80, "first-look.pcapng", "--follow", "kitchen-sensor"));
    }

    @Test
    void messagesAsObjects() {
        JsonNode all = json("first-look.pcapng", "--follow", "dashboard");
        assertEquals(4, all.size());
        JsonNode climate = all.get(1);
        assertEquals(24, climate.get("frame").asInt());
        assertEquals("received", climate.get("direction").asString());
        assertEquals("home/kitchen/climate", climate.get("topic").asString());
        assertEquals("{\"celsius\":21.5,\"humidity\":48}", climate.get("text").asString());
    }

    @Test
    void payloadsThatAreNoText() {
        String out = text(80, "v311-payloads.pcap", "--follow", "binary", "-Y", "mqtt.topic == \"jpeg\"");
        assertTrue(out.contains("      0000  ff d8 ff e0 00 10 4a 46  49 46 00"), out);
    }

    @Test
    void aDiagnosis() {
        assertEquals("""
            Stream 9: "silent", 127.0.0.1:49291 → 127.0.0.1:1883, MQTT 5.0, 5.31 s
              - The server closed the connection (FIN) without DISCONNECT: the client had been
                silent for 5.31 s, while its Keep Alive of 1 s allows 1.50 s (frame 88).
            """, text(84, "v5-disconnect.pcapng", "--diagnose", "-Y", "tcp.stream == 9"));
        assertEquals("""
            Stream 4: "same", 127.0.0.1:32833 → 127.0.0.1:1883, MQTT 5.0, 0.13 ms
              - The server ended the connection: Topic Alias invalid (0x94); the client had broken a rule, \
            Topic Alias at byte 11 (frames 43, 44).
              - The client breaks a rule at byte 11: Topic Alias: expected that a client's Topic Alias is at most the \
            server's Topic Alias Maximum; found 3, Topic Alias Maximum is 2 [MQTT-3.2.2-17, 3.3.2-9 of 5.0]; \
            the server has to close the connection for it (frame 43).
            """, text(0, "v5-disconnect.pcapng", "--diagnose", "-Y", "tcp.stream == 4"));
    }

    @Test
    void aDiagnosisAsObject() {
        JsonNode diagnosis = json("v5-disconnect.pcapng", "--diagnose");
        assertEquals(13, diagnosis.get("connections").size());
        JsonNode taken = diagnosis.get("connections").get(3);
        assertEquals("same", taken.get("client_id").asString());
        JsonNode end = taken.get("sentences").get(0);
        assertEquals("end", end.get("about").asString());
        assertTrue(end.get("text").asString().endsWith("connected anew from 127.0.0.1 (stream 4)."), end.toString());
        assertEquals("[38]", end.get("frames").toString());
    }

    @Test
    void whatTheServerPassedOn() {
        JsonNode forwarding =
                json("v311-qos.pcap", "--diagnose").get("forwarding").get(0);
        assertEquals(3, forwarding.get("messages").asInt());
        assertEquals(9, forwarding.get("copies").asInt());
        assertEquals(3, forwarding.get("most_copies").asInt());
        // QoS 1 and 2 to the first subscriber, 2 to the second.
        assertEquals(3, forwarding.get("lower_qos").asInt());
        // Frame 77 to 83, which the messages' QoS 2 keeps waiting for PUBREL.
        assertEquals(83, forwarding.get("worst_frame").asInt());
        assertEquals(0.000095, forwarding.get("worst_delay").asDouble());
    }

    @Test
    void aMessageSaysWhichItPassesOn() {
        String tree = text(80, "first-look.pcapng", "-V", "-Y", "frame.number == 19");
        assertTrue(tree.contains("            [Forwards frame 18 after 0.193 ms]\n"), tree);
        JsonNode packet =
                json("first-look.pcapng", "-Y", "mqttlab.forwarded_from == 18").get(0);
        assertEquals(19, packet.get("frame").asInt());
        assertEquals(18, packet.get("forwards").get("frame").asInt());
        assertEquals(0.000192857, packet.get("forwards").get("after").asDouble());
        String late = "mqttlab.forwarding_time > 0.0002";
        assertEquals("34\n", text(0, "first-look.pcapng", "-Y", late, "-T", "fields", "-e", "frame.number"));
    }

    private static List<String[]> stories() {
        return List.of(new String[] {"--ladder"}, new String[] {"--diagnose"}, new String[] {"--ladder", "-t", "ad"});
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 80, 120, 200})
    void linesFitTheTerminal(int columns) throws IOException {
        for (Path capture : Captures.all()) {
            for (String[] story : stories()) {
                String out = text(columns, capture.getFileName().toString(), story);
                out.lines().forEach(line -> assertTrue(width(line) <= columns, line));
                out.lines().forEach(line -> assertEquals(line.stripTrailing(), line));
            }
        }
    }

    private static int width(String line) {
        return TerminalWidth.of(new TextBuffer().add(line));
    }

    @Test
    void colourChangesNothingButColour() {
        for (String[] story : stories()) {
            String plain = text(100, "v5-disconnect.pcapng", story);
            String[] args = Stream.concat(
                            Arrays.stream(story),
                            Stream.of(
                                    "--color",
                                    "always",
                                    Captures.FOLDER
                                            .resolve("v5-disconnect.pcapng")
                                            .toString()))
                    .toArray(String[]::new);
            String colored = run(100, new byte[0], args).out();
            assertTrue(colored.contains("\u001b["), colored);
            assertEquals(plain, colored.replaceAll("\u001b\\[[0-9]+m", ""));
        }
    }

    @Test
    void everyCaptureIsOneJsonValue() throws IOException {
        for (Path capture : Captures.all()) {
            String name = capture.getFileName().toString();
            assertTrue(json(name, "--diagnose").isObject(), name);
            assertTrue(json(name, "--ladder").isArray(), name);
        }
    }

    @Test
    void oneStoryAtATime() {
        String file = Captures.FOLDER.resolve("first-look.pcapng").toString();
        assertEquals(2, run(80, new byte[0], file, "--diagnose", "--flows").status());
        assertEquals(2, run(80, new byte[0], file, "--diagnose", "-V").status());
        assertEquals(2, run(80, new byte[0], file, "--follow", "x", "--ladder").status());
    }

    /// A capture of raw IPv4 (link type 101): both sides of connections from ports 10000, 10001, ...
    private static final class Capture {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final int[][] sequences = new int[64][2];
        private int frames;

        Capture() {
            little(0xa1b2c3d4, 4);
            little(0x0004_0002, 4);
            little(0, 8);
            little(1 << 18, 4);
            little(101, 4);
        }

        Capture open(int connection) {
            frame(connection, 0, 0x02, new byte[0]);
            frame(connection, 1, 0x12, new byte[0]);
            return this;
        }

        Capture sends(int connection, int side, byte[] data) {
            frame(connection, side, 0x18, data);
            return this;
        }

        private void frame(int connection, int side, int flags, byte[] data) {
            little(frames++, 4);
            little(0, 4);
            little(40 + data.length, 4);
            little(40 + data.length, 4);
            int length = 40 + data.length;
            out.writeBytes(new byte[] {0x45, 0, (byte) (length >> 8), (byte) length, 0, 0, 0, 0, 64, 6, 0, 0});
            byte[] client = {10, 0, 0, 1};
            byte[] server = {10, 0, 0, 2};
            out.writeBytes(side == 0 ? client : server);
            out.writeBytes(side == 0 ? server : client);
            big(side == 0 ? 10_000 + connection : 1883, 2);
            big(side == 0 ? 1883 : 10_000 + connection, 2);
            big(sequences[connection][side], 4);
            big(sequences[connection][1 - side], 4);
            out.writeBytes(new byte[] {0x50, (byte) flags, 1, 0, 0, 0, 0, 0});
            out.writeBytes(data);
            sequences[connection][side] += data.length + ((flags & 0x03) != 0 ? 1 : 0);
        }

        private void little(long value, int bytes) {
            for (int i = 0; i < bytes; i++) {
                out.write((int) (value >>> 8 * i));
            }
        }

        private void big(int value, int bytes) {
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(value >>> 8 * i);
            }
        }

        Run run(int columns, String... args) {
            String[] all = Stream.concat(Stream.of("-"), Arrays.stream(args)).toArray(String[]::new);
            return StoryTest.run(columns, out.toByteArray(), all);
        }
    }

    private static byte[] connect(byte[] clientId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x10);
        out.write(12 + clientId.length);
        out.writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, (byte) clientId.length});
        out.writeBytes(clientId);
        return out.toByteArray();
    }

    private static byte[] publish(byte[] topic, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x30);
        out.write(2 + topic.length + payload.length);
        out.write(0);
        out.write(topic.length);
        out.writeBytes(topic);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    @Test
    void nothingFromOutsideReachesTheTerminal() {
        byte[] nasty = "\u001b[2J\r\n\u202e\"x/\u0007y".getBytes(StandardCharsets.UTF_8);
        Capture capture = new Capture()
                .open(0)
                .sends(0, 0, connect(nasty))
                .sends(0, 1, CONNACK)
                .sends(0, 0, publish(nasty, nasty))
                .sends(0, 1, publish(nasty, nasty));
        for (String[] story : List.of(new String[] {"--ladder"}, new String[] {"--diagnose"}, new String[] {
            "--follow", "\u001b[2J\r\n\u202e\"x/\u0007y"
        })) {
            String text = capture.run(80, append(story, "--color", "never")).out();
            assertTrue(text.lines().count() >= 2, text);
            assertTrue(text.chars().noneMatch(c -> c < 0x20 && c != '\n' || c == 0x202e), text);
            String json = capture.run(80, append(story, "-T", "ndjson")).out();
            assertTrue(json.chars().noneMatch(c -> c < 0x20 && c != '\n' || c == 0x202e), json);
            json.lines().forEach(line -> new ObjectMapper().readTree(line));
        }
    }

    private static String[] append(String[] story, String... more) {
        return Stream.concat(Arrays.stream(story), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void moreClientsThanLanes() {
        Capture capture = new Capture();
        for (int i = 0; i < 60; i++) {
            byte[] name = ("client-" + i).getBytes(StandardCharsets.UTF_8);
            capture.open(i).sends(i, 0, connect(name)).sends(i, 1, CONNACK);
        }
        Run run = capture.run(80, "--ladder", "--color", "never");
        for (int i = 0; i < 60; i++) {
            assertTrue(run.out().contains(" client-" + i + "\n"), "client " + i + " has no name\n" + run.out());
        }
        run.out().lines().forEach(line -> assertTrue(width(line) <= 80, line));
    }

    @Property(tries = 300)
    void anyBytesGiveAStory(@ForAll @Size(max = 300) byte[] up, @ForAll @Size(max = 300) byte[] down) {
        Capture capture = new Capture()
                .open(0)
                .sends(0, 0, connect(new byte[] {'c'}))
                .sends(0, 1, CONNACK)
                .sends(0, 0, up)
                .sends(0, 1, down);
        for (String[] story :
                List.of(new String[] {"--ladder"}, new String[] {"--diagnose"}, new String[] {"--follow", "c"})) {
            Run text = capture.run(80, story);
            assertEquals(0, text.status(), text.err());
            Run json = capture.run(80, append(story, "-T", "json"));
            assertEquals(0, json.status(), json.err());
            new ObjectMapper().readTree(json.out());
        }
    }
}
