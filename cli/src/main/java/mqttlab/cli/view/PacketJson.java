package mqttlab.cli.view;

import java.util.Arrays;
import java.util.List;
import mqttlab.dissector.KnownVersion;
import mqttlab.dissector.Summary;
import mqttlab.packet.Field;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.Problem;
import mqttlab.packet.Show;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// A packet as a JSON object: every field with its bytes, so that `encode` can turn it back.
///
/// It is written here and not by a library because captures have millions of packets: what never changes of a field
/// is prepared once. docs/json.md describes the form.
public final class PacketJson {

    /// By field id: `{"name":"mqtt.topic","label":"Topic Name"`.
    private byte[][] prefixes = new byte[256][];

    private final TextBuffer scratch = new TextBuffer();
    private final @Nullable PayloadReader payloads;

    /// Leaves payloads undecoded.
    public PacketJson() {
        this(null);
    }

    /// @param payloads null to leave them undecoded
    PacketJson(@Nullable PayloadReader payloads) {
        this.payloads = payloads;
    }

    /// Appends the members of a packet's object, after whatever the caller has put into it.
    public void members(TextBuffer out, Trace trace, @Nullable Packet packet, KnownVersion version) {
        PacketType type = trace.type();
        out.add("\"type\":\"").add(type == null ? "Reserved" : type.name());
        out.add("\",\"version\":\"").add(trace.version().number());
        out.add("\",\"version_from\":\"").add(source(version));
        out.add("\",\"length\":").add(trace.packet().length());
        scratch.clear();
        Summary.print(scratch, trace, packet);
        out.add(",\"summary\":");
        text(out, scratch.array(), 0, scratch.size());
        if (payloads != null) {
            payloads.read(trace, packet);
        }
        out.add(",\"fields\":[");
        fields(out, trace);
        out.add(']');
        if (!trace.generated().isEmpty()) {
            generated(out, trace.generated());
        }
        if (!trace.problems().isEmpty()) {
            errors(out, trace, trace.problems());
        }
    }

    private static String source(KnownVersion version) {
        return switch (version.source()) {
            case OPTION -> "option";
            case CONNECT -> "CONNECT";
            case INFERRED -> "inferred";
            case ASSUMED -> "assumed";
        };
    }

    private void fields(TextBuffer out, Trace trace) {
        int depth = 0;
        for (int i = 0; i < trace.size(); i++) {
            if (i > 0) {
                int next = trace.depth(i);
                if (next > depth) {
                    out.add(",\"children\":[");
                } else {
                    for (out.add('}'); depth > next; depth--) {
                        out.add("]}");
                    }
                    out.add(',');
                }
                depth = next;
            }
            field(out, trace, i);
        }
        for (; trace.size() > 0 && depth >= 0; depth--) {
            out.add(depth > 0 ? "}]" : "}");
        }
    }

    private void field(TextBuffer out, Trace trace, int entry) {
        Field field = trace.field(entry);
        out.addAll(prefix(field));
        int from = trace.start() + trace.offset(entry);
        int to = from + trace.length(entry);
        if (field.mask() == 0) {
            out.add(",\"offset\":").add(trace.offset(entry)).add(",\"length\":").add(trace.length(entry));
        }
        if (trace.isLeaf(entry)) {
            out.add(",\"raw\":\"").hex(trace.array(), from, to).add('"');
        }
        switch (field.kind()) {
            case GROUP -> {
                boolean isEmpty = entry + 1 == trace.size() || trace.depth(entry + 1) <= trace.depth(entry);
                out.add(isEmpty ? ",\"children\":[]" : "");
            }
            case NUMBER, HEX -> out.add(",\"value\":").add(trace.value(entry));
            case FLAG -> out.add(",\"value\":").add(trace.value(entry));
            case TEXT -> {
                out.add(",\"value\":");
                text(out, trace.array(), from, to);
            }
            case BYTES, DATA -> {
                if (Show.isText(trace.array(), from, to)) {
                    out.add(",\"text\":");
                    text(out, trace.array(), from, to);
                }
            }
        }
        String meaning = field.nameOf(trace.value(entry));
        if (meaning != null) {
            out.add(",\"meaning\":");
            out.json(meaning);
        }
        if (payloads != null) {
            payloads.json(out, field);
        }
    }

    private byte[] prefix(Field field) {
        if (field.id() >= prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, field.id() * 2);
        }
        byte[] prefix = prefixes[field.id()];
        if (prefix == null) {
            TextBuffer text =
                    new TextBuffer().add("{\"name\":\"").add(field.name()).add('"');
            if (field.alias() != null) {
                text.add(",\"alias\":\"").add(field.alias()).add('"');
            }
            text.add(",\"label\":\"").add(field.label()).add('"');
            if (field.mask() != 0) {
                text.add(",\"mask\":").add(field.mask());
            }
            prefix = Arrays.copyOf(text.array(), text.size());
            prefixes[field.id()] = prefix;
        }
        return prefix;
    }

    private void generated(TextBuffer out, List<Trace.Generated> all) {
        out.add(",\"generated\":[");
        for (int i = 0; i < all.size(); i++) {
            out.add(i == 0 ? "" : ",").addAll(prefix(all.get(i).field())).add(",\"value\":");
            out.json(all.get(i).text());
            out.add('}');
        }
        out.add(']');
    }

    private void errors(TextBuffer out, Trace trace, List<Problem> problems) {
        Version version = trace.version();
        out.add(",\"errors\":[");
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            out.add(i == 0 ? "{" : ",{").add("\"offset\":").add(problem.offset());
            out.add(",\"length\":").add(problem.length());
            out.add(",\"field\":\"").add(problem.field().name());
            out.add("\",\"severity\":\"").add(problem.rule().isAdvice() ? "advice" : "error");
            out.add("\",\"found\":");
            out.json(problem.found());
            out.add(",\"expected\":");
            out.json(problem.rule().demand());
            out.add(",\"citation\":");
            out.json(problem.citation(version));
            out.add(",\"reason_code\":").add(problem.rule().reasonCode()).add('}');
        }
        out.add(']');
    }

    /// Appends a JSON string. What is ill-formed becomes U+FFFD (the field's raw bytes tell what stood there).
    private static void text(TextBuffer out, byte[] bytes, int from, int to) {
        out.add('"').json(bytes, from, to).add('"');
    }
}
