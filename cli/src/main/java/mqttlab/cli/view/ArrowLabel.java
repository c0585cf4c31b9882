package mqttlab.cli.view;

import mqttlab.cli.dissection.Seen;
import mqttlab.cli.text.Durations;
import mqttlab.cli.text.TerminalWidth;
import mqttlab.dissector.Summary;
import mqttlab.packet.Bytes;
import mqttlab.packet.Publish;
import mqttlab.packet.Show;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;

/// What stands beside an arrow: type, topic, identifier, QoS; of an answer, how long it took.
final class ArrowLabel {

    private static final int LEAST_TOPIC = 8;
    /// How much of a payload is shown.
    private static final int PAYLOAD = 60;

    private final TextBuffer label = new TextBuffer();
    private final TextBuffer part = new TextBuffer();

    /// The label, until the next is asked for.
    ///
    /// @param width the topic is cut where there is not room for it and what stands behind it
    TextBuffer of(Seen seen, int width) {
        label.clear();
        if (seen.packet() instanceof Publish publish) {
            publish(seen.trace(), publish, width);
            return label;
        }
        part.clear();
        Summary.print(part, seen.trace(), seen.packet());
        // Summaries have their types in a column.
        int space = 0;
        while (space < part.size() && part.array()[space] != ' ') {
            space++;
        }
        int rest = space;
        while (rest < part.size() && part.array()[rest] == ' ') {
            rest++;
        }
        label.addAll(part.array(), 0, space).add(rest < part.size() ? " " : "");
        return label.addAll(part.array(), rest, part.size());
    }

    private void publish(Trace trace, Publish it, int width) {
        label.add("PUBLISH ");
        TextBuffer flags = new TextBuffer(32).add(" QoS ").add(it.qos());
        if (it.qos() > 0) {
            flags.add(" id ").add(it.packetId());
        }
        flags.add(it.dup() ? " DUP" : "").add(it.retain() ? " RETAIN" : "");
        part.clear();
        part.escaped(PlainPayload.topic(trace, it));
        int most = Math.max(LEAST_TOPIC, width - label.size() - flags.size());
        if (TerminalWidth.of(part) > most) {
            part.truncate(TerminalWidth.cut(part, most - 1));
            part.add("…");
        }
        label.add(part).add(flags).add(' ');
        payload(it.payload());
    }

    private void payload(Bytes payload) {
        byte[] bytes = payload.slice(0, Math.min(PAYLOAD + 1, payload.length())).toArray();
        int shown = payload.length() > PAYLOAD ? Show.cut(bytes, PAYLOAD) : bytes.length;
        if (Show.isText(bytes, 0, shown)) {
            label.add('"').escaped(bytes, 0, shown).add('"');
        } else {
            shown = Math.min(PAYLOAD, payload.length());
            label.hex(bytes, 0, shown);
        }
        label.add(shown < payload.length() ? "..." : "");
    }

    /// What stands behind the label and is never cut: ` (0.85 ms)`.
    String end(Seen seen) {
        if (seen.request() == Seen.NONE) {
            return "";
        }
        part.clear();
        Durations.add(part.add(" ("), seen.requestNanos());
        return part.add(')').toString();
    }
}
