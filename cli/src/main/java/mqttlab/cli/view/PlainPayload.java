package mqttlab.cli.view;

import mqttlab.cli.text.Json;
import mqttlab.packet.Bytes;
import mqttlab.packet.Derived;
import mqttlab.packet.Publish;
import mqttlab.packet.Show;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;

/// The payload of a message for people as it is, all of it: text where it is text, else a dump of its bytes.
final class PlainPayload {

    private static final int PER_LINE = 16;

    /// The message's topic, also where an alias stands for it.
    static String topic(Trace trace, Publish it) {
        for (Trace.Generated generated : trace.generated()) {
            if (it.topic().isEmpty() && generated.field().id() == Derived.TOPIC.id()) {
                return generated.text();
            }
        }
        return it.topic().isEmpty() ? "[unknown topic]" : it.topic();
    }

    /// Appends lines, each behind `indent` spaces; none for an empty payload.
    void lines(TextBuffer out, Publish message, int indent) {
        byte[] bytes = message.payload().toArray();
        if (Show.isText(bytes, 0, bytes.length)) {
            text(out, bytes, indent);
        } else {
            dump(out, bytes, indent);
        }
    }

    /// Text keeps its lines; everything else that is not to be printed is escaped.
    private static void text(TextBuffer out, byte[] bytes, int indent) {
        int from = 0;
        while (from < bytes.length) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            out.spaces(indent).escaped(bytes, from, to, '\\').add('\n');
            from = to + 1;
        }
    }

    private static void dump(TextBuffer out, byte[] bytes, int indent) {
        for (int line = 0; line < bytes.length; line += PER_LINE) {
            int end = Math.min(bytes.length, line + PER_LINE);
            out.spaces(indent).hex(line, 4).add(' ');
            for (int i = line; i < line + PER_LINE; i++) {
                out.add(i == line + PER_LINE / 2 ? "  " : " ");
                if (i < end) {
                    out.hex(bytes[i], 2);
                } else {
                    out.spaces(2);
                }
            }
            out.add("  ");
            for (int i = line; i < end; i++) {
                out.add(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            out.add('\n');
        }
    }

    /// Adds the member `text` or `hex`.
    void members(Json json, Publish message) {
        Bytes payload = message.payload();
        byte[] bytes = payload.toArray();
        if (Show.isText(bytes, 0, bytes.length)) {
            json.member("text", payload.text());
        } else {
            json.member("hex", payload.toString());
        }
    }
}
