package mqttlab.cli.view;

import java.io.PrintStream;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.fields.Rows;
import mqttlab.packet.TextBuffer;

/// Columns for other programs: a row for each frame that has packets to show, as `tshark -T fields` prints it. What
/// the capture lacks is said on standard error.
final class FieldsView implements View {

    private static final int BLOCK = 1 << 14;

    private final Output output;
    private final PrintStream err;
    private final Rows<Seen> rows;
    private final TextBuffer out = new TextBuffer();
    private long frame = -1;

    FieldsView(Streams streams, Rows<Seen> rows) {
        this.output = streams.out();
        this.err = streams.err();
        this.rows = rows;
    }

    @Override
    public void begin() {
        rows.header(out);
    }

    @Override
    public void packet(Seen seen) {
        long number = seen.segment().frame().number();
        if (number != frame) {
            endRow();
            frame = number;
        }
        rows.add(seen);
    }

    private void endRow() {
        if (frame >= 0) {
            rows.end(out);
        }
        if (out.size() >= BLOCK) {
            print();
        }
    }

    @Override
    public void event(StreamEvent event) {
        TextBuffer text = new TextBuffer().add("mqttlab: ");
        if (Places.event(text, event)) {
            err.println(text);
        }
    }

    @Override
    public void end() {
        endRow();
        frame = -1;
        print();
    }

    @Override
    public void flush() {
        endRow();
        frame = -1;
        print();
        output.flush();
    }

    private void print() {
        output.write(out.array(), 0, out.size());
        out.clear();
    }
}
