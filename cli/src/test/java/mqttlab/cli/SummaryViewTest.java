package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A line for each packet, and for what is wrong with it.
class SummaryViewTest {

    private static final List<Row> COMMANDS = List.of(new Row("pcap", "", PcapCommand::new));

    private static List<String> findings(int columns, String color) {
        String capture = Captures.FOLDER.resolve("v5-disconnect.pcapng").toString();
        Run run = Run.of(COMMANDS, new Terminal(columns, false), new byte[0], "pcap", capture, "--color", color);
        assertEquals("", run.err());
        return run.out()
                .lines()
                .filter(line -> uncolored(line).startsWith("      ! "))
                .toList();
    }

    private static String uncolored(String line) {
        return line.replaceAll("\u001b\\[[0-9]+m", "");
    }

    /// What is missing is told of the connections that are shown.
    @ParameterizedTest
    @ValueSource(strings = {"text", "ndjson", "fields"})
    void gapsAreThoseOfWhatIsShown(String format) {
        assertTrue(all(format, "mqtt").contains("missing in the capture (stream 0)"));
        assertFalse(all(format, "tcp.stream == 99").contains("missing in the capture"));
        assertFalse(all(format, "tcp.stream == 1").contains("(stream 0)"));
    }

    private static String all(String format, String filter) {
        String capture = Captures.FOLDER.resolve("v311-snaplen.pcap").toString();
        List<String> args = new ArrayList<>(List.of("pcap", capture, "-T", format, "-Y", filter));
        if (format.equals("fields")) {
            args.addAll(List.of("-e", "frame.number"));
        }
        Run run = Run.of(COMMANDS, new byte[0], args.toArray(String[]::new));
        return run.out() + run.err();
    }

    /// Also where the line is cut, and colours take no columns.
    @Test
    void colourEndsWithTheLine() {
        List<String> plain = findings(60, "never");
        List<String> colored = findings(60, "always");
        assertEquals(6, plain.size());
        for (int i = 0; i < plain.size(); i++) {
            assertEquals(60, plain.get(i).length());
            assertTrue(colored.get(i).endsWith("\u001b[0m"), colored.get(i));
            assertEquals(plain.get(i), uncolored(colored.get(i)));
        }
    }
}
