package mqttlab.cli.view;

import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.dissection.Watched;
import mqttlab.cli.text.Durations;
import mqttlab.dissector.Paint;
import mqttlab.dissector.Tree;
import mqttlab.finding.Finding;
import mqttlab.packet.Direction;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// Every field of each packet, below a line that says where it was seen.
final class TreeView implements View {

    private final Output output;
    private final Paint paint;
    private final TimeColumn time;
    private final Tree tree;
    private final @Nullable PayloadReader payloads;
    private final TextBuffer out = new TextBuffer();
    private final FindingList list;
    private boolean isFirst = true;

    /// @param payloads what the tree shows below payloads, or null
    TreeView(Streams streams, Paint paint, TimeColumn time, Tree tree, @Nullable PayloadReader payloads) {
        this.output = streams.out();
        this.paint = paint;
        this.time = time;
        this.tree = tree;
        this.payloads = payloads;
        this.list = new FindingList(paint);
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
        if (payloads != null) {
            payloads.read(seen.trace(), seen.packet());
        }
        tree.print(out, seen.trace(), seen.version(), seen.findings());
        links(seen);
        list.count(seen.findings());
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
    public void hidden(Seen seen) {
        if (payloads != null) {
            payloads.learn(seen.trace(), seen.packet());
        }
    }

    /// What it has to do with other packets.
    private void links(Seen seen) {
        String comment = seen.segment().frame().comment();
        if (comment != null) {
            out.spaces(12).add("[Comment: ").escaped(comment).add("]\n");
        }
        if (seen.original() != Seen.NONE) {
            out.spaces(12)
                    .add("[Sent before in frame ")
                    .add(PacketId.frame(seen.original()))
                    .add("]\n");
        }
        if (seen.request() != Seen.NONE) {
            link("[Answers frame ", seen.request(), seen.requestNanos());
        }
        if (seen.response() != Seen.NONE) {
            link("[Answered in frame ", seen.response(), seen.responseNanos());
        }
        if (seen.forwarded() != Seen.NONE) {
            link("[Forwards frame ", seen.forwarded(), seen.forwardingNanos());
        }
        if (seen.isUnanswered()) {
            out.spaces(12).add("[Not answered]\n");
        }
    }

    private void link(String words, long packet, long nanos) {
        out.spaces(12).add(words).add(PacketId.frame(packet)).add(" after ");
        Durations.add(out, nanos);
        out.add("]\n");
    }

    @Override
    public void finding(Watched connection, Finding finding) {
        list.add(finding);
    }

    @Override
    public void end() {
        list.print(output);
    }

    @Override
    public void flush() {
        output.flush();
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
