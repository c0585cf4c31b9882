package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Terminal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// `pcap --flows`, `--stats` and `--topics` from the command line to what is printed.
class ReportTest {

    private static final List<Row> COMMANDS = List.of(new Row("pcap", "", PcapCommand::new));
    private static final List<String> REPORTS = List.of("--flows", "--stats", "--topics");

    private static Run run(String capture, String... options) {
        return run(0, capture, options);
    }

    private static Run run(int columns, String capture, String... options) {
        String[] args = Stream.concat(
                        Stream.of("pcap", Captures.FOLDER.resolve(capture).toString()), Arrays.stream(options))
                .toArray(String[]::new);
        return Run.of(COMMANDS, new Terminal(columns, false), new byte[0], args);
    }

    private static String text(int columns, String capture, String... options) {
        Run run = run(columns, capture, options);
        assertEquals("", run.err());
        assertEquals(0, run.status());
        return run.out();
    }

    private static JsonNode json(String capture, String... options) {
        String[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "-T";
        all[options.length + 1] = "json";
        return new ObjectMapper().readTree(text(0, capture, all));
    }

    @Test
    void aConnectionIsALine() {
        assertEquals("""
            stream  client id     client           server          MQTT   →  bytes  ←  bytes  keep alive    lasted  end
                 0  subscriber-0  127.0.0.1:45954  127.0.0.1:1883  3.1.1  3     40  5     69        60 s    497 ms  client: DISCONNECT
                 1  subscriber-1  127.0.0.1:45966  127.0.0.1:1883  3.1.1  5     48  5     73        60 s    737 ms  client: DISCONNECT
                 2  subscriber-2  127.0.0.1:45970  127.0.0.1:1883  3.1.1  6     52  6     77        60 s    981 ms  client: DISCONNECT
                 3  publisher-0   127.0.0.1:45974  127.0.0.1:1883  3.1.1  3     47  1      4        60 s  0.289 ms  client: DISCONNECT
                 4  publisher-1   127.0.0.1:45990  127.0.0.1:1883  3.1.1  3     49  2      8        60 s   5.18 ms  client: DISCONNECT
                 5  publisher-2   127.0.0.1:46000  127.0.0.1:1883  3.1.1  4     53  3     12        60 s  0.430 ms  client: DISCONNECT
            """, text(200, "v311-qos.pcap", "--flows", "--color", "never"));
    }

    /// What each script of testdata did to its connections: testdata/traffic.
    @ParameterizedTest
    @CsvSource({
        "v5-disconnect.pcapng, 0, client: DISCONNECT",
        "v5-disconnect.pcapng, 2, client: Administrative action",
        "v5-disconnect.pcapng, 3, taken over by stream 4",
        "v5-disconnect.pcapng, 4, server: Topic Alias invalid",
        "v5-disconnect.pcapng, 9, server: FIN",
        "v5-disconnect.pcapng, 10, server: Server shutting down",
        "v311-will.pcap, 1, client: FIN",
        "v311-will.pcap, 2, client: RST",
        "v311-refused.pcap, 1, refused: not authorized",
        "v311-refused.pcap, 4, refused: identifier rejected",
        "v5-refused.pcap, 1, refused: Not authorized",
    })
    void aConnectionSaysHowItEnded(String capture, int stream, String end) {
        String line = text(0, capture, "--flows")
                .lines()
                .filter(each -> each.stripLeading().startsWith(stream + " "))
                .findFirst()
                .orElseThrow();
        assertTrue(line.endsWith("  " + end), line);
    }

    /// What docs/reports.md shows is what is printed, in as many columns as it says.
    @Test
    void theDocumentationShowsWhatIsPrinted() throws IOException {
        String shown = Files.readString(Path.of("..", "docs", "reports.md"));
        int blocks = 0;
        for (String block : shown.split("    \\$ mqttlab pcap testdata/pcaps/", -1)) {
            if (blocks++ > 0) {
                List<String> words = words(block.substring(0, block.indexOf('\n')));
                words.addAll(List.of("--color", "never"));
                String[] options = words.subList(1, words.size()).toArray(String[]::new);
                String printed = text(116, words.getFirst(), options).indent(4);
                String text = block.substring(block.indexOf('\n') + 1);
                assertTrue(text.startsWith(printed.replaceAll("(?m)^ +$", "")), printed);
            }
        }
        assertEquals(8, blocks);
    }

    /// As a shell splits them.
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("'([^']*)'|\\S+").matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group() : matcher.group(1));
        }
        return words;
    }

    @Test
    void aCutCaptureLeavesConnectionsOpen() {
        JsonNode flow = json("v311-qos.pcap", "--flows", "-c", "40").get(0);
        assertEquals("open", flow.get("end").get("how").asString());
        assertEquals(3, flow.get("to_client").get("packets").asInt());
    }

    @Test
    void findingsAreCountedBySeverity() {
        JsonNode flows = json("v5-disconnect.pcapng", "--flows");
        assertEquals(
                "{\"violation\":1,\"warning\":0,\"note\":0}",
                flows.get(5).get("findings").toString());
        assertEquals(
                "{\"violation\":0,\"warning\":1,\"note\":0}",
                flows.get(11).get("findings").toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 80, 120, 200})
    void linesFitTheTerminal(int columns) throws IOException {
        for (Path capture : Captures.all()) {
            for (String report : REPORTS) {
                String out = text(columns, capture.getFileName().toString(), report, "--color", "never");
                out.lines().forEach(line -> assertTrue(line.length() <= columns, line));
                out.lines().forEach(line -> assertEquals(line.stripTrailing(), line));
            }
        }
    }

    @Test
    void colourChangesNothingButColour() {
        for (String report : REPORTS) {
            String plain = text(100, "v5-disconnect.pcapng", report, "--color", "never");
            String colored = text(100, "v5-disconnect.pcapng", report, "--color", "always");
            assertTrue(colored.contains("\u001b["), colored);
            assertEquals(plain, colored.replaceAll("\u001b\\[[0-9]+m", ""));
        }
    }

    @Test
    void everyCaptureIsOneJsonValue() throws IOException {
        for (Path capture : Captures.all()) {
            String name = capture.getFileName().toString();
            assertTrue(json(name, "--flows").isArray(), name);
            assertTrue(json(name, "--stats").isObject(), name);
            assertTrue(json(name, "--topics").isObject(), name);
        }
    }

    @Test
    void onlyWhatPassesTheFilterIsCounted() {
        String filter = "mqtt.msgtype == PUBLISH && mqtt.qos == 1";
        JsonNode flows = json("v311-qos.pcap", "--flows", "-Y", filter);
        assertEquals(List.of(1, 2, 4), streams(flows));
        assertEquals(1, flows.get(0).get("to_client").get("packets").asInt() - 1);
        assertEquals(0, flows.get(0).get("to_server").get("packets").asInt());
        assertEquals("subscriber-1", flows.get(0).get("client_id").asString());

        JsonNode stats = json("v311-qos.pcap", "--stats", "-Y", filter);
        assertEquals(4, stats.get("packets").asInt());
        assertEquals(3, stats.get("connections").asInt());
        assertEquals(0, stats.get("answers").size());

        JsonNode topics = json("v311-qos.pcap", "--topics", "-Y", filter);
        assertEquals(4, topics.get("messages").asInt());
    }

    private static List<Integer> streams(JsonNode flows) {
        return flows.valueStream().map(flow -> flow.get("stream").asInt()).toList();
    }

    @Test
    void nothingPasses() {
        assertEquals("no connections\n", text(80, "v311-qos.pcap", "--flows", "-Y", "mqtt.len == 99"));
        assertEquals("no messages\n", text(80, "v311-qos.pcap", "--topics", "-Y", "mqtt.len == 99"));
        assertEquals(
                "0 packets, 0 bytes, 0 connections\n", text(80, "v311-qos.pcap", "--stats", "-Y", "mqtt.len == 99"));
    }

    /// Read off the times of its frames, as tshark shows them: QoS 2 in frames 77 to 84 and 83 to 88, the client's
    /// PUBACK in 64 (for 61), 65 (for 59) and 85 (for 82).
    @Test
    void answersAreTimedForEachSide() {
        String out = text(0, "v311-qos.pcap", "--stats");
        assertTrue(out.contains("CONNECT → CONNACK   client        6  0.046 ms   2.74 ms   2.74 ms   2.74 ms\n"), out);
        assertTrue(out.contains("PUBLISH → PUBACK    server        3  0.178 ms   4.87 ms   4.87 ms   4.87 ms\n"), out);
        assertTrue(out.contains("PUBREC → PUBREL     client        1  0.022 ms  0.022 ms  0.022 ms  0.022 ms\n"), out);
        assertTrue(out.contains("PUBLISH → PUBCOMP   client        1  0.108 ms  0.108 ms  0.108 ms  0.108 ms\n"), out);
        assertTrue(out.contains("PUBLISH → PUBCOMP   server        1  0.171 ms  0.171 ms  0.171 ms  0.171 ms\n"), out);
    }

    @Test
    void aliasesCountForTheirTopics() {
        assertEquals("""
             messages    bytes retained  topic
                    4       92           from
                    2       46           ├─ broker
                    2       46           └─ client
                   14      370           long
                   10      265           ├─ name/of
                    6      155           │  ├─ a/topic
                    4      110           │  └─ another
                    4      105           └─ third/name
                    1       17           (topic not known)
                   19      479           5 topics
            """, text(0, "v5-topic-alias.pcapng", "--topics"));
    }

    @Test
    void moreTopicsThanAreNamedAreSummed() {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        for (int i = 0; i < 12; i++) {
            for (int times = 0; times <= i; times++) {
                packets.writeBytes(
                        publish(("t/" + (char) ('a' + i) + "x".repeat(12 - i)).getBytes(StandardCharsets.UTF_8)));
            }
        }
        byte[] capture = capture(connected(new byte[] {'c'}, packets.toByteArray()));
        JsonNode topics = new ObjectMapper()
                .readTree(of(capture, "--stats", "-T", "json").out())
                .get("topics");
        assertEquals(12, topics.get("count").asInt());
        assertEquals("t/lx", topics.get("by_messages").get(0).get("topic").asString());
        assertEquals(10, topics.get("by_messages").size());
        // Packets have 4 bytes beside their topics: 10 of 10 bytes are more than 12 of 8.
        assertEquals("t/jxxx", topics.get("by_bytes").get(0).get("topic").asString());
        String text = of(capture, "--stats", "--color", "never").out();
        assertTrue(text.contains("       3     55  (all others)\n"), text);
    }

    @Test
    void ratesAddUpToAllPackets() {
        JsonNode stats = json("v311-session.pcap", "--stats");
        JsonNode rates = stats.get("rates");
        assertEquals(
                71,
                rates.get("packets").valueStream().mapToLong(JsonNode::asLong).sum());
        assertEquals(
                705,
                rates.get("bytes").valueStream().mapToLong(JsonNode::asLong).sum());
        double covered = rates.get("packets").size() * rates.get("interval").asDouble();
        assertEquals(
                stats.get("duration").asDouble(), covered, rates.get("interval").asDouble());
    }

    @Test
    void reportsTakeNoOptionsOfPackets() {
        assertEquals(2, run("v311-qos.pcap", "--flows", "-V").status());
        assertEquals(2, run("v311-qos.pcap", "--stats", "-x").status());
        assertEquals(
                2,
                run("v311-qos.pcap", "--topics", "-T", "fields", "-e", "mqtt.topic")
                        .status());
        Run two = run("v311-qos.pcap", "--flows", "--stats");
        assertEquals(2, two.status());
        assertTrue(two.err().contains("--flows and --stats: one at a time"), two.err());
    }

    /// A capture of raw IPv4 (link type 101) with one connection: the client's bytes, from its first on.
    private static byte[] capture(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        little(out, 0xa1b2c3d4, 4);
        little(out, 0x0004_0002, 4);
        little(out, 0, 8);
        little(out, 1 << 18, 4);
        little(out, 101, 4);
        frame(out, 0, 0x02, new byte[0]);
        frame(out, 1, 0x18, data);
        return out.toByteArray();
    }

    private static void frame(ByteArrayOutputStream out, int sequence, int flags, byte[] data) {
        little(out, sequence, 4);
        little(out, 0, 4);
        little(out, 40 + data.length, 4);
        little(out, 40 + data.length, 4);
        int length = 40 + data.length;
        out.writeBytes(new byte[] {0x45, 0, (byte) (length >> 8), (byte) length, 0, 0, 0, 0, 64, 6, 0, 0});
        out.writeBytes(new byte[] {10, 0, 0, 1, 10, 0, 0, 2, 0x27, 0x10, 0x07, 0x5b});
        out.writeBytes(new byte[] {0, 0, 0, (byte) sequence, 0, 0, 0, 0, 0x50, (byte) flags, 1, 0, 0, 0, 0, 0});
        out.writeBytes(data);
    }

    private static void little(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }

    private static byte[] publish(byte[] topic) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x30);
        for (int left = topic.length + 2; left > 0; left >>= 7) {
            out.write(left > 0x7f ? left & 0x7f | 0x80 : left);
        }
        out.write(topic.length >> 8);
        out.write(topic.length);
        out.writeBytes(topic);
        return out.toByteArray();
    }

    private static byte[] connected(byte[] clientId, byte[]... packets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x10);
        out.write(12 + clientId.length);
        out.writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, (byte) clientId.length});
        out.writeBytes(clientId);
        for (byte[] packet : packets) {
            out.writeBytes(packet);
        }
        return out.toByteArray();
    }

    private static Run of(byte[] capture, String... options) {
        String[] args =
                Stream.concat(Stream.of("pcap", "-"), Arrays.stream(options)).toArray(String[]::new);
        return Run.of(COMMANDS, new Terminal(80, false), capture, args);
    }

    @Test
    void nothingFromOutsideReachesTheTerminal() {
        byte[] nasty = "\u001b[2J\r\n\u202e\"x/\u0007y".getBytes(StandardCharsets.UTF_8);
        byte[] capture = capture(connected(nasty, publish(nasty)));
        for (String report : REPORTS) {
            String text = of(capture, report, "--color", "never").out();
            assertTrue(text.chars().noneMatch(c -> c < 0x20 && c != '\n' || c == 0x202e), text);
            String json = of(capture, report, "-T", "json").out();
            assertTrue(json.chars().noneMatch(c -> c < 0x20 && c != '\n' || c == 0x202e), json);
        }
        JsonNode flows =
                new ObjectMapper().readTree(of(capture, "--flows", "-T", "json").out());
        assertEquals(
                "\u001b[2J\r\n\u202e\"x/\u0007y", flows.get(0).get("client_id").asString());
        JsonNode topics = new ObjectMapper()
                .readTree(of(capture, "--topics", "-T", "json").out());
        assertEquals(
                "\u001b[2J\r\n\u202e\"x",
                topics.get("levels").get(0).get("level").asString());
    }

    @Test
    void aTopicOfVeryManyLevels() {
        byte[] slashes = new byte[60_000];
        Arrays.fill(slashes, (byte) '/');
        byte[] capture = capture(connected(new byte[] {'c'}, publish(slashes)));
        assertEquals(0, of(capture, "--topics").status());
        String json = of(capture, "--topics", "-T", "json").out();
        assertTrue(json.contains("\"messages\":1"), json.substring(0, 100));
        assertTrue(json.length() < 3 * slashes.length, "" + json.length());
    }

    @Property(tries = 300)
    void anyBytesGiveAReport(@ForAll @Size(max = 300) byte[] bytes) {
        byte[] capture = capture(connected(new byte[] {'c'}, bytes));
        for (String report : REPORTS) {
            Run text = of(capture, report);
            assertEquals(0, text.status(), text.err());
            Run json = of(capture, report, "-T", "json");
            assertEquals(0, json.status(), json.err());
            new ObjectMapper().readTree(json.out());
        }
    }

    @Property(tries = 100)
    void aDamagedFileIsReportedAsFarAsItGoes(@ForAll long seed) throws IOException {
        byte[] whole = Files.readAllBytes(Captures.FOLDER.resolve("v5-disconnect.pcapng"));
        byte[] cut = Arrays.copyOf(whole, Math.floorMod(seed, whole.length - 64) + 64);
        for (String report : REPORTS) {
            Run run = of(cut, report, "-T", "json");
            assertTrue(run.status() <= 1, run.err());
            new ObjectMapper().readTree(run.out());
        }
    }
}
