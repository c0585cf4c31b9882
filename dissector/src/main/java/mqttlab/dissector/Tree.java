package mqttlab.dissector;

import java.util.List;
import mqttlab.finding.Finding;
import mqttlab.finding.Wording;
import mqttlab.packet.Derived;
import mqttlab.packet.Field;
import mqttlab.packet.PacketType;
import mqttlab.packet.Show;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// A packet as a tree for people, a line for each field: where it stands, what it is called, what it says. What
/// breaks a
/// rule is said where it stands.
///
/// ```
/// PUBLISH, 12 bytes, MQTT 3.1.1
///    0  1  Fixed Header: 0x30
///            0011 .... = Packet Type: PUBLISH (3)
///            .... 0... = DUP: 0
///            .... .00. = QoS: at most once (0)
///            .... ...0 = RETAIN: 0
///    1  1  Remaining Length: 10
///    2  2  Topic Name Length: 3
///    4  3  Topic Name: "a/b"
///    7  5  Payload (5 bytes): "hello"
/// ```
public final class Tree {

    /// How much of a long text or payload is shown.
    private static final int SHOWN = 240;

    private final Paint paint;
    private final boolean explain;
    private final boolean hex;
    private final @Nullable Below below;

    /// Says more about a field, in lines of its own.
    public interface Below {
        /// Appends lines, or nothing, below that of a field, which begins behind `indent` spaces.
        void print(TextBuffer out, Field field, int indent);
    }

    /// @param explain whether each field is followed by its meaning and section
    /// @param hex whether the bytes follow, in the colours of their fields
    public Tree(Paint paint, boolean explain, boolean hex) {
        this(paint, explain, hex, null);
    }

    /// The same with more to say about some fields.
    public Tree(Paint paint, boolean explain, boolean hex, @Nullable Below below) {
        this.paint = paint;
        this.explain = explain;
        this.hex = hex;
        this.below = below;
    }

    /// Appends the tree of the packet in `trace`, whose version is known as said, with what is wrong with it alone.
    public void print(TextBuffer out, Trace trace, KnownVersion version) {
        print(out, trace, version, trace.problems().isEmpty() ? List.of() : Finding.all(trace, null, 0, 0));
    }

    /// The same with what was found about the packet, instead.
    public void print(TextBuffer out, Trace trace, KnownVersion version, List<Finding> findings) {
        title(out, trace, version);
        Anchors anchors = new Anchors(trace, findings);
        int leaf = -1;
        for (int i = 0; i < trace.size(); i++) {
            leaf += trace.isLeaf(i) ? 1 : 0;
            line(out, trace, i, leaf);
            if (below != null) {
                below.print(out, trace.field(i), indent(trace, i));
            }
            for (Finding finding : anchors.at(i)) {
                finding(out, finding, indent(trace, i));
            }
        }
        for (Finding finding : anchors.nowhere()) {
            finding(out, finding, FIRST_COLUMNS);
        }
        for (Trace.Generated generated : trace.generated()) {
            generated(out, generated);
        }
        if (hex) {
            HexDump.print(out, trace, paint);
        }
    }

    private static final int FIRST_COLUMNS = 12;

    private void title(TextBuffer out, Trace trace, KnownVersion version) {
        PacketType type = trace.type();
        paint.bold(out);
        out.add(type == null ? "Reserved packet type" : type.name());
        paint.end(out);
        int length = trace.packet().length();
        out.add(", ")
                .add(length)
                .add(length == 1 ? " byte, " : " bytes, ")
                .add(trace.version().toString());
        if (!version.how().isEmpty()) {
            out.add(" (").add(version.how()).add(')');
        }
        if (explain && type != null) {
            out.add(": ").add(type.meaning());
        }
        out.add('\n');
    }

    private static int indent(Trace trace, int entry) {
        boolean isBits = trace.field(entry).mask() != 0;
        return FIRST_COLUMNS + 2 * (trace.depth(entry) - (isBits ? 1 : 0)) + (isBits ? 2 : 0);
    }

    private void line(TextBuffer out, Trace trace, int entry, int leaf) {
        Field field = trace.field(entry);
        int indent = indent(trace, entry);
        if (field.mask() != 0) {
            out.spaces(indent);
            bits(out, field.mask(), (int) trace.value(entry));
            out.add(" = ");
        } else {
            boolean isLeaf = trace.isLeaf(entry);
            if (isLeaf) {
                paint.field(out, leaf);
            }
            out.add(trace.offset(entry), 5).add(trace.length(entry), 5);
            if (isLeaf) {
                paint.end(out);
            }
            out.spaces(indent - 10);
        }
        out.add(field.label());
        value(out, trace, entry);
        out.add('\n');
        if (explain) {
            explain(out, trace, field, indent);
        }
    }

    private static void value(TextBuffer out, Trace trace, int entry) {
        Field field = trace.field(entry);
        if (field.kind() == Field.Kind.GROUP) {
            return;
        }
        int length = trace.length(entry);
        boolean isPayload = field.kind() == Field.Kind.BYTES;
        if (isPayload) {
            out.add(" (").add(length).add(length == 1 ? " byte)" : " bytes)");
            if (length == 0) {
                return;
            }
        }
        out.add(": ");
        String name = field.nameOf(trace.value(entry));
        if (name != null) {
            out.add(name).add(" (");
            Show.value(out, trace, entry);
            out.add(')');
        } else {
            Show.value(out, trace, entry, SHOWN);
        }
    }

    /// `.... .01.` for bits 2 and 1 with the value 1.
    private static void bits(TextBuffer out, int mask, int value) {
        int placed = value << Integer.numberOfTrailingZeros(mask);
        for (int bit = 7; bit >= 0; bit--) {
            boolean isOurs = (mask >>> bit & 1) != 0;
            out.add(isOurs ? (char) ('0' + (placed >>> bit & 1)) : '.');
            if (bit == 4) {
                out.add(' ');
            }
        }
    }

    private void explain(TextBuffer out, Trace trace, Field field, int indent) {
        if (field.meaning().isEmpty()) {
            return;
        }
        paint.faint(out);
        out.spaces(indent + 2).add(field.meaning());
        String section = field.section(trace.version());
        if (!section.isEmpty()) {
            out.add(" (section ").add(section).add(')');
        }
        paint.end(out);
        out.add('\n');
    }

    private void finding(TextBuffer out, Finding finding, int indent) {
        out.spaces(indent);
        paint.red(out);
        out.add(
                switch (finding.severity()) {
                    case VIOLATION -> "! ";
                    case WARNING -> "! warning: ";
                    case NOTE -> "! note: ";
                });
        Wording.sentence(out, finding);
        paint.end(out);
        out.add('\n');
    }

    private void generated(TextBuffer out, Trace.Generated generated) {
        Field field = generated.field();
        if (field.id() == Derived.UNKNOWN_VERSION.id()) {
            return; // The title says so already.
        }
        out.spaces(FIRST_COLUMNS).add('[').add(field.label());
        if (field.kind() == Field.Kind.TEXT) {
            out.add(": \"").escaped(generated.text()).add('"');
        }
        out.add("]\n");
    }
}
