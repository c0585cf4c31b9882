package mqttlab.cli.view;

import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.dissection.Watched;
import mqttlab.finding.Finding;
import mqttlab.packet.Direction;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// An object for each packet, as `decode` prints it, with the frame and connection it came with.
final class JsonView implements View {

    private static final long SECOND = 1_000_000_000;

    private final Output output;
    private final boolean isArray;
    private final PacketJson json;
    private final @Nullable PayloadReader payloads;
    private final TextBuffer out = new TextBuffer();
    private long count;

    /// @param isArray whether all objects are one array; else each is a line
    /// @param payloads null to leave them undecoded
    JsonView(Streams streams, boolean isArray, @Nullable PayloadReader payloads) {
        this.output = streams.out();
        this.isArray = isArray;
        this.payloads = payloads;
        this.json = new PacketJson(payloads);
    }

    @Override
    public void begin() {
        output.print(isArray ? "[" : "");
    }

    @Override
    public void packet(Seen seen) {
        start();
        TcpSegment segment = seen.segment();
        out.add("{\"frame\":").add(segment.frame().number());
        if (seen.firstFrame() != segment.frame().number()) {
            out.add(",\"first_frame\":").add(seen.firstFrame());
        }
        if (segment.frame().time() != CapturedFrame.NO_TIME) {
            out.add(",\"time\":");
            time(segment.frame().time());
        }
        out.add(",\"stream\":").add(seen.stream().number());
        out.add(",\"source\":\"").add(Places.source(segment));
        out.add("\",\"destination\":\"").add(Places.destination(segment));
        Direction direction = seen.direction();
        out.add("\",\"sender\":\"");
        out.add(direction == null ? "unknown" : direction == Direction.CLIENT_TO_SERVER ? "client" : "server");
        out.add("\",");
        String comment = segment.frame().comment();
        if (comment != null) {
            out.add("\"comment\":").json(comment).add(',');
        }
        if (seen.form() == MqttPacket.Form.INCOMPLETE) {
            out.add("\"missing\":").add(seen.missing()).add(',');
        }
        json.members(out, seen.trace(), seen.packet(), seen.version());
        links(seen);
        FindingJson.array(out, "frame", PacketId.frame(seen.id()), seen.findings());
        finish();
    }

    private void links(Seen seen) {
        if (seen.request() != Seen.NONE) {
            link("answers", seen.request(), seen.requestNanos());
        }
        if (seen.response() != Seen.NONE) {
            link("answered_by", seen.response(), seen.responseNanos());
        }
        if (seen.original() != Seen.NONE) {
            out.add(",\"repeats\":{\"frame\":")
                    .add(PacketId.frame(seen.original()))
                    .add('}');
        }
        if (seen.forwarded() != Seen.NONE) {
            link("forwards", seen.forwarded(), seen.forwardingNanos());
        }
        out.add(seen.isUnanswered() ? ",\"unanswered\":true" : "");
    }

    private void link(String name, long packet, long nanos) {
        out.add(",\"")
                .add(name)
                .add("\":{\"frame\":")
                .add(PacketId.frame(packet))
                .add(",\"after\":");
        time(nanos);
        out.add('}');
    }

    @Override
    public void finding(Watched connection, Finding finding) {
        start();
        out.add("{\"event\":\"finding\",");
        FindingJson.members(out, "frame", PacketId.frame(finding.packet()), finding);
        finish();
    }

    @Override
    public void hidden(Seen seen) {
        if (payloads != null) {
            payloads.learn(seen.trace(), seen.packet());
        }
    }

    private void time(long time) {
        out.add(Math.floorDiv(time, SECOND)).add('.');
        String nanos = Long.toString(SECOND + Math.floorMod(time, SECOND));
        out.add(nanos.substring(1));
    }

    @Override
    public void event(StreamEvent event) {
        start();
        if (event instanceof StreamEvent.Remark remark) {
            out.add("{\"event\":\"comment\",\"frame\":").add(remark.frame()).add(",\"comment\":");
            out.json(remark.comment()).add(",\"stream\":").add(event.stream().number());
            finish();
            return;
        }
        out.add("{\"event\":\"");
        if (Places.event(out, event)) {
            out.add("\",\"stream\":").add(event.stream().number());
            finish();
        }
    }

    private void start() {
        out.clear();
        if (isArray) {
            out.add(count == 0 ? "" : ",\n ");
        }
    }

    private void finish() {
        count++;
        out.add(isArray ? "}" : "}\n");
        output.write(out.array(), 0, out.size());
    }

    @Override
    public void flush() {
        output.flush();
    }

    @Override
    public void end() {
        output.print(isArray ? "]\n" : "");
    }
}
