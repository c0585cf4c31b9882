package mqttlab.cli.bridge;

import java.util.Arrays;
import java.util.List;
import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.view.FindingJson;
import mqttlab.cli.view.PacketJson;
import mqttlab.dissector.Summary;
import mqttlab.filter.FilterException;
import mqttlab.finding.Finding;
import mqttlab.packet.Direction;
import mqttlab.packet.PacketType;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// What the page of packets is sent, as JSON. docs/bridge.md describes it.
final class PacketTexts {

    private static final long SECOND = 1_000_000_000;

    private final PacketJson json = new PacketJson();
    private final TextBuffer summary = new TextBuffer();

    /// What a list has of a packet.
    byte[] row(long number, Seen seen) {
        TextBuffer out = new TextBuffer(512).add("{\"row\":{");
        place(out, number, seen);
        PacketType type = seen.trace().type();
        out.add(",\"type\":\"").add(type == null ? "Reserved" : type.name());
        out.add("\",\"length\":").add(seen.length());
        summary.clear();
        Summary.print(summary, seen.trace(), seen.packet());
        out.add(",\"summary\":\"").json(summary.array(), 0, summary.size()).add('"');
        if (!seen.findings().isEmpty()) {
            out.add(",\"findings\":").add(seen.findings().size());
        }
        comment(out, seen);
        return bytes(out.add("}}"));
    }

    /// What a relay has done to it.
    private static void comment(TextBuffer out, Seen seen) {
        String comment = seen.segment().frame().comment();
        if (comment != null) {
            out.add(",\"comment\":").json(comment);
        }
    }

    private static void place(TextBuffer out, long number, Seen seen) {
        out.add("\"number\":").add(number);
        out.add(",\"time\":");
        seconds(out, seen.time());
        int client = Math.max(0, seen.client());
        Direction direction = seen.direction();
        out.add(",\"stream\":").add(seen.stream().number());
        out.add(",\"client\":\"").add(Places.end(seen.stream(), client));
        out.add("\",\"server\":\"").add(Places.end(seen.stream(), 1 - client));
        out.add("\",\"clientid\":").json(seen.connection().clientId());
        out.add(",\"sender\":\"");
        out.add(direction == null ? "unknown" : direction == Direction.CLIENT_TO_SERVER ? "client" : "server");
        out.add('"');
    }

    /// All of a packet: its bytes, its fields, what is wrong with it, and what it has to do with others.
    ///
    /// @param late what was found after it was read
    /// @param answers the number of the packet that it answers, or 0
    /// @param original the packet that it repeats, or 0
    /// @param forwarded the packet whose message it passes on, or 0
    byte[] packet(long number, Seen seen, List<Finding> late, long answers, long original, long forwarded) {
        TextBuffer out = new TextBuffer(4096).add("{\"packet\":{");
        place(out, number, seen);
        if (seen.form() == MqttPacket.Form.INCOMPLETE) {
            out.add(",\"missing\":").add(seen.missing());
        }
        comment(out, seen);
        out.add(',');
        json.members(out, seen.trace(), seen.packet(), seen.version());
        out.add(",\"hex\":\"");
        byte[] all = seen.trace().packet().toArray();
        out.hex(all, 0, all.length).add('"');
        if (answers > 0) {
            out.add(",\"answers\":{\"number\":").add(answers).add(",\"after\":");
            seconds(out, Math.max(0, seen.requestNanos()));
            out.add('}');
        }
        link(out, "repeats", original);
        link(out, "forwards", forwarded);
        out.add(",\"findings\":[");
        String comma = "{";
        for (List<Finding> some : List.of(seen.findings(), late)) {
            for (Finding finding : some) {
                FindingJson.members(out.add(comma), "frame", PacketId.frame(seen.id()), finding);
                out.add('}');
                comma = ",{";
            }
        }
        return bytes(out.add("]}}"));
    }

    private static void link(TextBuffer out, String name, long number) {
        if (number > 0) {
            out.add(",\"").add(name).add("\":{\"number\":").add(number).add('}');
        }
    }

    /// What happened beside the packets, or null where it needs no words.
    byte @Nullable [] event(StreamEvent event) {
        TextBuffer text = new TextBuffer();
        if (!Places.event(text, event)) {
            return null;
        }
        TextBuffer out = new TextBuffer(128).add("{\"note\":\"");
        return bytes(out.json(text.array(), 0, text.size()).add("\"}"));
    }

    /// A finding of a packet that was listed before.
    static byte[] finding(long number, int count) {
        return bytes(new TextBuffer(64)
                .add("{\"found\":{\"number\":")
                .add(number)
                .add(",\"findings\":")
                .add(count)
                .add("}}"));
    }

    /// That a filter holds: the rows of what is kept, and of what comes, follow.
    static byte[] filter(String filter) {
        return bytes(new TextBuffer().add("{\"filter\":").json(filter).add('}'));
    }

    static byte[] hello(String source, int most) {
        return bytes(new TextBuffer()
                .add("{\"packets\":{\"source\":")
                .json(source)
                .add(",\"most\":")
                .add(most)
                .add("}}"));
    }

    static byte[] error(String what, String expected) {
        return bytes(new TextBuffer()
                .add("{\"error\":")
                .json(what)
                .add(",\"expected\":")
                .json(expected)
                .add('}'));
    }

    /// A filter that is none, and where it is wrong, in characters.
    static byte[] error(FilterException e) {
        return bytes(new TextBuffer()
                .add("{\"error\":")
                .json(String.valueOf(e.getMessage()))
                .add(",\"expected\":\"a display filter\",\"at\":")
                .add(e.offset())
                .add(",\"length\":")
                .add(e.length())
                .add('}'));
    }

    private static void seconds(TextBuffer out, long nanos) {
        out.add(Math.floorDiv(nanos, SECOND)).add('.');
        out.add(Long.toString(SECOND + Math.floorMod(nanos, SECOND)).substring(1));
    }

    private static byte[] bytes(TextBuffer out) {
        return Arrays.copyOf(out.array(), out.size());
    }
}
