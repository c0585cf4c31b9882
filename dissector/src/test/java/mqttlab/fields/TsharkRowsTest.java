package mqttlab.fields;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mqttlab.filter.Catalogue;
import mqttlab.filter.Frame;
import mqttlab.filter.Term;
import mqttlab.filter.Tshark;
import mqttlab.packet.TextBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows are those of tshark, for all of its MQTT fields.
class TsharkRowsTest {

    /// Correlation Data, of which tshark prints what stands before the first zero byte: nothing.
    private static final String BINARY = "00fffe800d0a";

    @TempDir
    Path folder;

    @Test
    void printsTheSameCells() throws IOException, InterruptedException {
        Tshark tshark = Tshark.in(folder);
        List<String> names = names();
        List<String> theirs = new ArrayList<>(List.of("-Y", "mqtt", "-T", "fields", "-E", "header=y"));
        names.forEach(name -> theirs.addAll(List.of("-e", name)));
        List<String> expected =
                tshark.run(theirs.toArray(String[]::new)).lines().toList();
        List<String> rows = rows(tshark.frames(), names).lines().toList();
        assertTrue(rows.size() > 200, "only " + rows.size() + " rows");
        for (int i = 0; i < expected.size(); i++) {
            String sameBackslash = expected.get(i).replace("back\\slash", "back\\\\slash");
            assertEquals(sameBackslash, rows.get(i).replace(BINARY, ""));
        }
        assertEquals(expected.size(), rows.size());
    }

    /// The columns that are written down beside every capture.
    private static List<String> names() throws IOException {
        String header = Files.readAllLines(Path.of("../testdata/pcaps/v5-qos.fields.tsv"))
                .getFirst();
        List<String> names = new ArrayList<>(List.of("frame.number"));
        for (String name : header.split("\t", -1)) {
            if (name.startsWith("mqtt.")) {
                names.add(name);
            }
        }
        assertEquals(77, names.size());
        return names;
    }

    private static String rows(List<Frame> frames, List<String> names) {
        Catalogue<Frame> catalogue = Frame.terms();
        List<Term<Frame>> terms = new ArrayList<>();
        for (String name : names) {
            terms.add(Objects.requireNonNull(catalogue.find(name), name));
        }
        Rows<Frame> rows = new Rows<>(terms, Layout.DEFAULT.with("header=y"));
        TextBuffer out = new TextBuffer();
        rows.header(out);
        for (Frame frame : frames) {
            rows.add(frame);
            rows.end(out);
        }
        return out.toString();
    }
}
