package mqttlab.cli.view;

import java.util.List;
import mqttlab.cli.command.Output;
import mqttlab.dissector.HexDump;
import mqttlab.dissector.KnownVersion;
import mqttlab.dissector.Paint;
import mqttlab.dissector.Tree;
import mqttlab.fields.Rows;
import mqttlab.finding.Finding;
import mqttlab.packet.Packet;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// Prints packets that were decoded from bytes, one after the other.
public abstract class PacketPrinter {

    /// A packet and where it stood in the input.
    ///
    /// @param number from 1
    /// @param findings what is wrong with it alone
    public record Decoded(
            int number,
            int offset,
            Trace trace,
            @Nullable Packet packet,
            KnownVersion version,
            List<Finding> findings) {}

    private final Output output;
    private final TextBuffer out = new TextBuffer();
    private int printed;

    private PacketPrinter(Output output) {
        this.output = output;
    }

    /// Appends the packet, the `printed`th from 0.
    abstract void append(TextBuffer out, Decoded decoded, int printed);

    String first() {
        return "";
    }

    String last() {
        return "";
    }

    public final void begin() {
        output.print(first());
    }

    public final void print(Decoded decoded) {
        out.clear();
        append(out, decoded, printed++);
        output.write(out.array(), 0, out.size());
    }

    public final void end() {
        output.print(last());
    }

    /// @param isOneOfMany whether each tree is to say which packet it shows
    /// @param payloads what the tree shows below payloads, or null
    public static PacketPrinter tree(Output output, Tree tree, boolean isOneOfMany, @Nullable PayloadReader payloads) {
        return new PacketPrinter(output) {
            @Override
            void append(TextBuffer out, Decoded decoded, int printed) {
                if (isOneOfMany) {
                    out.add(printed == 0 ? "" : "\n").add("Packet ").add((long) decoded.number());
                    out.add(", at byte ").add((long) decoded.offset()).add(": ");
                }
                if (payloads != null) {
                    payloads.read(decoded.trace(), decoded.packet());
                }
                tree.print(out, decoded.trace(), decoded.version(), decoded.findings());
            }
        };
    }

    /// @param isArray whether all objects are one array; else each is a line
    /// @param payloads null to leave them undecoded
    public static PacketPrinter json(Output output, boolean isArray, @Nullable PayloadReader payloads) {
        PacketJson json = new PacketJson(payloads);
        return new PacketPrinter(output) {
            @Override
            String first() {
                return isArray ? "[" : "";
            }

            @Override
            void append(TextBuffer out, Decoded decoded, int printed) {
                out.add(isArray && printed > 0 ? ",\n {" : "{")
                        .add("\"packet\":")
                        .add((long) decoded.number());
                out.add(",\"offset\":").add((long) decoded.offset()).add(',');
                json.members(out, decoded.trace(), decoded.packet(), decoded.version());
                FindingJson.array(out, "packet", decoded.number(), decoded.findings());
                out.add(isArray ? "}" : "}\n");
            }

            @Override
            String last() {
                return isArray ? "]\n" : "";
            }
        };
    }

    public static PacketPrinter fields(Output output, Rows<Decoded> rows) {
        return new PacketPrinter(output) {
            @Override
            String first() {
                TextBuffer out = new TextBuffer();
                rows.header(out);
                return out.toString();
            }

            @Override
            void append(TextBuffer out, Decoded decoded, int printed) {
                rows.add(decoded);
                rows.end(out);
            }
        };
    }

    public static PacketPrinter hex(Output output, Paint paint) {
        return new PacketPrinter(output) {
            @Override
            void append(TextBuffer out, Decoded decoded, int printed) {
                HexDump.print(out, decoded.trace(), paint);
            }
        };
    }
}
