package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import mqttlab.cli.command.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// `pcap -T fields` against what tshark 4.0.17 printed for the captures of testdata/pcaps: every frame, all 76 MQTT
/// fields. Where tshark is wrong, testdata/pcaps/tshark-errs.tsv says so and why.
class GoldenFieldsTest {

    private static final Path PCAPS = Path.of("..", "testdata", "pcaps");

    /// The rows of a table by the number of their frame, and in them the cells by the name of their column.
    private record Table(List<String> columns, Map<String, Map<String, String>> rows) {

        static Table parse(String text) {
            List<String> lines = text.lines().toList();
            List<String> columns = List.of(lines.getFirst().split("\t", -1));
            Map<String, Map<String, String>> rows = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    row.put(columns.get(i), cells[i]);
                }
                rows.put(cells[0], row);
            }
            return new Table(columns, rows);
        }
    }

    /// Cells in which tshark is wrong.
    private record Exemption(String frames, List<String> fields) {

        boolean covers(String frame, String field) {
            return (fields.contains("*") || fields.contains(field)) && covers(Integer.parseInt(frame));
        }

        boolean isWholeRow(String frame) {
            return fields.contains("*") && covers(Integer.parseInt(frame));
        }

        private boolean covers(int frame) {
            if (frames.equals("*")) {
                return true;
            }
            for (String range : frames.split(",", -1)) {
                String[] ends = range.split("-", -1);
                if (frame >= Integer.parseInt(ends[0]) && frame <= Integer.parseInt(ends[ends.length - 1])) {
                    return true;
                }
            }
            return false;
        }
    }

    static Stream<String> captures() throws IOException {
        return Files.readAllLines(PCAPS.resolve("index.tsv")).stream().skip(1).map(line -> line.split("\t", -1)[0]);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void printsTheCellsOfTshark(String capture) throws IOException {
        Table golden = Table.parse(golden(capture));
        Table ours = Table.parse(ours(capture, golden.columns()));
        List<Exemption> exemptions = exemptions(capture);

        List<String> differences = new ArrayList<>();
        int exempted = 0;
        TreeSet<String> frames = new TreeSet<>(golden.rows().keySet());
        frames.addAll(ours.rows().keySet());
        for (String frame : frames) {
            if (exemptions.stream().anyMatch(each -> each.isWholeRow(frame))) {
                exempted++;
                continue;
            }
            Map<String, String> theirRow = golden.rows().getOrDefault(frame, Map.of());
            Map<String, String> ourRow = ours.rows().getOrDefault(frame, Map.of());
            for (String column : golden.columns()) {
                String theirs = theirRow.get(column);
                String mine = ourRow.get(column);
                boolean isExempt = exemptions.stream().anyMatch(each -> each.covers(frame, column));
                exempted += isExempt ? 1 : 0;
                if (!isExempt && !Objects.equals(theirs, mine)) {
                    differences.add("frame " + frame + ", " + column + ": tshark <" + theirs + "> ours <" + mine + ">");
                }
            }
        }
        assertEquals(List.of(), differences);
        assertTrue(exemptions.isEmpty() || exempted > 0, "tshark-errs.tsv names frames that are not there");
    }

    /// Of packets that are known to be incomplete when later frames were read; as tshark 4.0 has it of these frames, in
    /// which it shows no MQTT.
    @ParameterizedTest
    @CsvSource({
        "v311-cut-off.pcap, 8,  0.000104000, 27",
        "v311-cut-off.pcap, 17, 0.000044000, 3",
        "v311-snaplen.pcap, 32, 0.000026000, 64",
        "v311-snaplen.pcap, 33, 0.000029000, 64"
    })
    void aPacketToldLaterHasTheCellsOfItsFrame(String capture, String frame, String delta, String length) {
        assertEquals(
                delta + "\t" + length + "\n",
                cells(capture, "frame.number == " + frame, "n", List.of("frame.time_delta", "tcp.len")));
    }

    /// `tshark -Y 'mqtt.msgtype == 3' -T fields -e frame.number -e frame.time_delta_displayed`.
    @Test
    void nothingIsShownBeforeTheFirst() {
        List<String> columns = List.of("frame.number", "frame.time_delta_displayed");
        String cells = cells("v311-qos.pcap", "mqtt.msgtype == 3", "n", columns);
        assertTrue(cells.startsWith("38\t0.000000000\n39\t0.000025000\n41\t0.000018000\n"), cells);
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

    private static String ours(String capture, List<String> columns) {
        return cells(capture, "mqtt", "y", columns);
    }

    private static String cells(String capture, String filter, String header, List<String> columns) {
        List<String> args =
                new ArrayList<>(List.of("pcap", PCAPS.resolve(capture).toString(), "-Y", filter, "-T", "fields"));
        args.addAll(List.of("-E", "header=" + header, "-E", "separator=/t"));
        for (String column : columns) {
            args.addAll(List.of("-e", column));
        }
        List<Row> commands = List.of(new Row("pcap", "", PcapCommand::new));
        Run run = Run.of(commands, new byte[0], args.toArray(String[]::new));
        assertEquals(0, run.status(), run.err());
        return run.out();
    }

    private static List<Exemption> exemptions(String capture) throws IOException {
        List<Exemption> all = new ArrayList<>();
        for (String line : Files.readAllLines(PCAPS.resolve("tshark-errs.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals(capture)) {
                all.add(new Exemption(cells[1], Arrays.asList(cells[2].split(",", -1))));
            }
        }
        return all;
    }
}
