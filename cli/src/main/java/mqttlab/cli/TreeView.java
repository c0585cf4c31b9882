package mqttlab.cli;

import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.dissector.Paint;
import mqttlab.dissector.Tree;
import mqttlab.packet.Direction;
import mqttlab.packet.TextBuffer;

/// Every field of each packet, below a line that says where it was seen.
final class TreeView implements View {

    private final Output output;
    private final Paint paint;
    private final TimeColumn time;
    private final Tree tree;
    private final TextBuffer out = new TextBuffer();
    private boolean isFirst = true;

    TreeView(Streams streams, Paint paint, TimeColumn time, Tree tree) {
        this.output = streams.out();
        this.paint = paint;
        this.time = time;
        this.tree = tree;
    }

    @Override
    public void packet(Seen seen) {
        out.clear();
        out.add(isFirst ? "" : "\n");
        isFirst = false;
        paint.faint(out);
        out.add("Frame ").add(seen.segment().frame().number());
        if (seen.firstFrame() != seen.segment().frame().number()) {
            out.add(" (from ").add(seen.firstFrame()).add(')');
        }
        out.add(", ");
        time.print(out, seen);
        out.add(" s, stream ").add(seen.stream().number()).add(", ");
        out.add(Places.source(seen.segment())).add(" → ").add(Places.destination(seen.segment()));
        Direction direction = seen.direction();
        if (direction != null) {
            out.add(direction == Direction.CLIENT_TO_SERVER ? ", client to server" : ", server to client");
        }
        paint.end(out);
        out.add('\n');
        tree.print(out, seen.trace(), seen.version());
        if (seen.form() == MqttPacket.Form.INCOMPLETE) {
            out.add("            ! the capture does not have all of it");
            if (seen.missing() > 0) {
                out.add(": ").add(seen.missing()).add(" bytes are missing");
            }
            out.add('\n');
        }
        output.write(out.array(), 0, out.size());
    }

    @Override
    public void event(StreamEvent event) {
        out.clear();
        out.add(isFirst ? "-- " : "\n-- ");
        if (Places.event(out, event)) {
            isFirst = false;
            output.write(out.array(), 0, out.add('\n').size());
        }
    }
}
