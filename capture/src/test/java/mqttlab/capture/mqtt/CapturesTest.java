package mqttlab.capture.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import mqttlab.capture.file.CaptureReader;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.IpAddress;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.mqtt.MqttPacket.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The captures of `testdata/pcaps`: each frame with MQTT has the cells that tshark 4.0.17 prints for it.
class CapturesTest {

    private static final Path CAPTURES = Path.of("../testdata/pcaps");

    private static final List<String> COLUMNS = List.of(
            "frame.number",
            "frame.time_epoch",
            "frame.len",
            "ip.src",
            "ip.dst",
            "ipv6.src",
            "ipv6.dst",
            "tcp.srcport",
            "tcp.dstport",
            "tcp.stream",
            "mqtt.msgtype",
            "mqtt.len");

    private static List<String> index() throws IOException {
        return Files.readAllLines(CAPTURES.resolve("index.tsv"));
    }

    static Stream<String> captures() throws IOException {
        // There tshark loses its place in the stream; below is what it does not see.
        return index().stream().skip(1).filter(row -> !row.startsWith("v311-split-length."));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyFrameIsReadAsTsharkReadsIt(String row) throws IOException {
        String[] cells = row.split("\t", -1);
        PortRules rules = new PortRules();
        if (cells[4].startsWith("-d ")) {
            rules.add(cells[4].substring(3));
        }
        Rows rows = Rows.of(cells[0], rules);
        assertEquals(String.join("\n", tshark(cells[0])), String.join("\n", rows.inOrder()));
        assertEquals(Integer.parseInt(cells[2]), rows.frames);
    }

    @Test
    void anotherPortIsFoundByContent() throws IOException {
        assertEquals(
                tshark("v311-other-port.pcap"),
                Rows.of("v311-other-port.pcap", new PortRules()).inOrder());
    }

    @Test
    void aLengthOverTwoSegmentsIsRead() throws IOException {
        Rows rows = Rows.of("v311-split-length.pcap", new PortRules());
        assertEquals(List.of("1", "2", "3", "12", "13", "3", "12", "13", "14"), rows.types);
    }

    /// The columns that are compared, of tshark's rows for a capture.
    private static List<String> tshark(String capture) throws IOException {
        String name = capture.substring(0, capture.indexOf('.')) + ".fields.tsv";
        boolean isPacked = capture.endsWith(".gz");
        try (InputStream file = new FileInputStream(
                        CAPTURES.resolve(name + (isPacked ? ".gz" : "")).toFile());
                InputStream in = isPacked ? new GZIPInputStream(file) : file) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> header = List.of(lines.getFirst().split("\t", -1));
            List<String> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                rows.add(String.join(
                        "\t",
                        COLUMNS.stream().map(c -> cells[header.indexOf(c)]).toList()));
            }
            return rows;
        }
    }

    /// The same columns, as found here.
    private static final class Rows implements MqttSink {

        private final Map<Long, Map<String, String>> rows = new LinkedHashMap<>();
        private final List<String> types = new ArrayList<>();
        private int frames;

        static Rows of(String capture, PortRules rules) throws IOException {
            Rows rows = new Rows();
            MqttExtractor extractor = new MqttExtractor(rules, MqttLimits.USUAL, rows);
            try (CaptureReader reader = CaptureReader.open(CAPTURES.resolve(capture))) {
                while (reader.next()) {
                    extractor.accept(reader.frame());
                }
            }
            extractor.finish();
            return rows;
        }

        List<String> inOrder() {
            return rows.values().stream()
                    .map(row -> String.join("\t", COLUMNS.stream().map(row::get).toList()))
                    .toList();
        }

        @Override
        public void packet(MqttPacket p) {
            TcpSegment segment = p.segment();
            boolean wasNeverSent = p.form() == Form.INCOMPLETE
                    && segment.frame().length() == segment.frame().capturedLength();
            if (wasNeverSent) {
                return; // which tshark does not show
            }
            Map<String, String> row = rows.computeIfAbsent(segment.frame().number(), _ -> row(segment));
            String type = String.valueOf(p.bytes()[p.offset()] >> 4 & 15);
            types.add(type);
            row.merge("mqtt.msgtype", type, (a, b) -> a + "," + b);
            row.merge("mqtt.len", String.valueOf(remainingLength(p)), (a, b) -> a + "," + b);
        }

        private static long remainingLength(MqttPacket p) {
            int digits = 1;
            while (p.bytes()[p.offset() + digits] < 0) {
                digits++;
            }
            return p.length() + p.missing() - 1 - digits;
        }

        private static Map<String, String> row(TcpSegment s) {
            CapturedFrame frame = s.frame();
            Map<String, String> row = new HashMap<>();
            row.put("frame.number", String.valueOf(frame.number()));
            row.put(
                    "frame.time_epoch",
                    "%d.%09d".formatted(frame.time() / 1_000_000_000, frame.time() % 1_000_000_000));
            row.put("frame.len", String.valueOf(frame.length()));
            for (String column : COLUMNS.subList(3, 7)) {
                row.put(column, "");
            }
            for (int i = 0; i < s.ipCount(); i++) {
                String protocol = s.ipVersion(i) == 4 ? "ip" : "ipv6";
                String source = address(s.ipVersion(i), s.ipSourceHigh(i), s.ipSourceLow(i));
                String destination = address(s.ipVersion(i), s.ipDestinationHigh(i), s.ipDestinationLow(i));
                row.merge(protocol + ".src", source, (a, b) -> a.isEmpty() ? b : a + "," + b);
                row.merge(protocol + ".dst", destination, (a, b) -> a.isEmpty() ? b : a + "," + b);
            }
            row.put("tcp.srcport", String.valueOf(s.sourcePort()));
            row.put("tcp.dstport", String.valueOf(s.destinationPort()));
            row.put("tcp.stream", String.valueOf(s.stream()));
            return row;
        }

        private static String address(int version, long high, long low) {
            StringBuilder text = new StringBuilder();
            IpAddress.append(text, version, high, low);
            return text.toString();
        }

        @Override
        public void frameDone(CapturedFrame frame) {
            frames++;
        }
    }
}
