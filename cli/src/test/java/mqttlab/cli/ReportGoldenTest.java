package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import mqttlab.packet.PacketType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What reports count, against what tshark 4.0.17 printed for the captures of testdata/pcaps: packets and bytes of
/// each type, direction and connection; messages of each topic; times of answers.
class ReportGoldenTest {

    private static final Path PCAPS = Path.of("..", "testdata", "pcaps");

    /// Where tshark misses packets, or not all bytes of each are in the capture (testdata/pcaps/tshark-errs.tsv).
    private static final Set<String> OTHERS =
            Set.of("v311-cut-off.pcap", "v311-split-length.pcap", "v311-snaplen.pcap", "v5-midstream.pcap");

    /// Where tshark gives packets a wrong topic.
    private static final Set<String> OTHER_TOPICS =
            Set.of("v311-payloads.pcap", "v5-payloads.pcap", "v5-topic-alias.pcapng");

    /// A packet as tshark has it. The topic is that of a PUBLISH.
    private record Row(String stream, boolean isToServer, int type, long bytes, String id, String topic, double time) {}

    static Stream<String> captures() throws IOException {
        return Files.readAllLines(PCAPS.resolve("index.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1)[0])
                .filter(capture -> !OTHERS.contains(capture));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void countsTypes(String capture) throws IOException {
        Map<String, String> theirs = new TreeMap<>();
        for (Row row : rows(capture)) {
            count(theirs, way(row) + " " + PacketType.of(row.type), row.bytes);
        }
        Map<String, String> ours = new TreeMap<>();
        JsonNode stats = json(capture, "--stats");
        for (JsonNode type : stats.get("types")) {
            for (String way : List.of("to_server", "to_client")) {
                if (type.has(way)) {
                    ours.put(way + " " + type.get("type").asString(), tally(type.get(way)));
                }
            }
        }
        assertEquals(theirs, ours);
        assertEquals(rows(capture).size(), stats.get("packets").asLong());
    }

    @ParameterizedTest
    @MethodSource("captures")
    void countsConnections(String capture) throws IOException {
        Map<String, String> theirs = new TreeMap<>();
        for (Row row : rows(capture)) {
            theirs.putIfAbsent(row.stream + " to_server", "0 0");
            theirs.putIfAbsent(row.stream + " to_client", "0 0");
            count(theirs, row.stream + " " + way(row), row.bytes);
        }
        Map<String, String> ours = new TreeMap<>();
        for (JsonNode flow : json(capture, "--flows")) {
            for (String way : List.of("to_server", "to_client")) {
                ours.put(flow.get("stream").asString() + " " + way, tally(flow.get(way)));
            }
        }
        assertEquals(theirs, ours);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void countsTopics(String capture) throws IOException {
        if (OTHER_TOPICS.contains(capture)) {
            return;
        }
        Map<String, String> theirs = new TreeMap<>();
        for (Row row : rows(capture)) {
            if (row.type == 3) {
                count(theirs, row.topic, row.bytes);
            }
        }
        Map<String, String> ours = new TreeMap<>();
        JsonNode topics = json(capture, "--topics");
        collect(topics, ours);
        assertEquals(theirs, ours);
        assertEquals(theirs.size(), topics.get("topics").asInt());
    }

    private static void collect(JsonNode level, Map<String, String> into) {
        if (level.has("topic")) {
            JsonNode own = level.has("own") ? level.get("own") : level;
            into.put(
                    level.get("topic").asString(),
                    own.get("messages").asLong() + " " + own.get("bytes").asLong());
        }
        if (level.has("levels")) {
            level.get("levels").forEach(each -> collect(each, into));
        }
    }

    /// Answers to QoS 1 and SUBSCRIBE, found by packet identifiers alone: no capture has these sent again.
    @ParameterizedTest
    @MethodSource("captures")
    void takesTheTimeOfAnswers(String capture) throws IOException {
        Map<String, Double> asked = new HashMap<>();
        Map<String, List<Double>> theirs = new TreeMap<>();
        for (Row row : rows(capture)) {
            int request = row.type == 4 ? 3 : row.type == 9 ? 8 : row.type == 11 ? 10 : 0;
            String way = row.isToServer ? "server" : "client";
            if (request > 0) {
                Double before = asked.remove(row.stream + " " + request + " " + row.id + " " + way);
                if (before != null) {
                    String name = PacketType.of(request) + " " + PacketType.of(row.type) + " " + way;
                    theirs.computeIfAbsent(name, _ -> new ArrayList<>()).add(row.time - before);
                }
            } else if (!row.id.isEmpty()) {
                String peer = row.isToServer ? "client" : "server";
                asked.put(row.stream + " " + row.type + " " + row.id + " " + peer, row.time);
            }
        }
        int checked = 0;
        for (JsonNode kind : json(capture, "--stats").get("answers")) {
            String name = kind.get("request").asString() + " "
                    + kind.get("response").asString() + " "
                    + kind.get("asked_by").asString();
            List<Double> times = theirs.get(name);
            if (name.matches("(PUBLISH PUBACK|SUBSCRIBE|UNSUBSCRIBE).*")) {
                times.sort(null);
                assertEquals(times.size(), kind.get("count").asInt(), name);
                assertEquals(times.getLast(), kind.get("max").asDouble(), 1e-6, name);
                double median = times.get((times.size() + 1) / 2 - 1);
                assertEquals(median, kind.get("p50").asDouble(), 1e-6 + median / 1000, name);
                checked++;
            }
        }
        assertEquals(theirs.size(), checked, theirs.keySet().toString());
    }

    private static void count(Map<String, String> counts, String key, long bytes) {
        String[] before = counts.getOrDefault(key, "0 0").split(" ");
        counts.put(key, Long.parseLong(before[0]) + 1 + " " + (Long.parseLong(before[1]) + bytes));
    }

    private static String tally(JsonNode tally) {
        return tally.get("packets").asLong() + " " + tally.get("bytes").asLong();
    }

    private static String way(Row row) {
        return row.isToServer ? "to_server" : "to_client";
    }

    private static JsonNode json(String capture, String report) {
        List<mqttlab.cli.command.Row> commands = List.of(new mqttlab.cli.command.Row("pcap", "", PcapCommand::new));
        String file = PCAPS.resolve(capture).toString();
        Run run = Run.of(commands, new byte[0], "pcap", file, report, "-T", "json");
        assertEquals(0, run.status(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    private static List<Row> rows(String capture) throws IOException {
        List<String> lines = golden(capture).lines().toList();
        List<String> columns = List.of(lines.getFirst().split("\t", -1));
        Map<String, String> servers = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            Map<String, String> cell = new HashMap<>();
            for (int i = 0; i < cells.length; i++) {
                cell.put(columns.get(i), cells[i]);
            }
            frame(cell, servers, rows);
        }
        return rows;
    }

    private static void frame(Map<String, String> cell, Map<String, String> servers, List<Row> rows) {
        List<String> types = list(cell.get("mqtt.msgtype"));
        List<String> lengths = list(cell.get("mqtt.len"));
        List<String> ids = new ArrayList<>(list(cell.get("mqtt.msgid")));
        List<String> topics = new ArrayList<>(list(cell.get("mqtt.topic")));
        String stream = cell.get("tcp.stream");
        if (types.contains("1")) {
            servers.put(stream, cell.get("tcp.dstport"));
        }
        String server = servers.getOrDefault(stream, "1883");
        List<String> flags = list(cell.get("mqtt.hdrflags"));
        for (int i = 0; i < types.size(); i++) {
            int type = Integer.parseInt(types.get(i));
            long length = Long.parseLong(lengths.get(i));
            boolean hasId = type >= 4 && type <= 11 || type == 3 && (Integer.decode(flags.get(i)) & 6) != 0;
            rows.add(new Row(
                    stream,
                    server.equals(cell.get("tcp.dstport")),
                    type,
                    1 + (length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : 4) + length,
                    hasId ? ids.removeFirst() : "",
                    type == 3 && !topics.isEmpty() ? topics.removeFirst() : "",
                    Double.parseDouble(cell.get("frame.time_epoch").substring(5))));
            if (type == 8 || type == 10) {
                long later = types.stream()
                        .skip(i + 1)
                        .filter(List.of("3", "8", "10")::contains)
                        .count();
                topics.subList(0, (int) (topics.size() - later)).clear();
            }
        }
    }

    private static List<String> list(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(",", -1));
    }

    private static String golden(String capture) throws IOException {
        String name = capture.substring(0, capture.indexOf('.'));
        Path plain = PCAPS.resolve(name + ".fields.tsv");
        if (Files.exists(plain)) {
            return Files.readString(plain);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(PCAPS.resolve(name + ".fields.tsv.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
