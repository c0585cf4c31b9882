package mqttlab.dissector;

import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;

/// A packet's bytes, sixteen on a line, in the colours of the fields they belong to.
public final class HexDump {

    private static final int PER_LINE = 16;

    private HexDump() {}

    public static void print(TextBuffer out, Trace trace, Paint paint) {
        int length = trace.packet().length();
        int[] leafOf = paint == Paint.COLOR ? leaves(trace, length) : new int[0];
        for (int line = 0; line < length; line += PER_LINE) {
            int end = Math.min(length, line + PER_LINE);
            out.add("    ").hex(line, 4).add(' ');
            for (int i = line; i < line + PER_LINE; i++) {
                out.add(i == line + PER_LINE / 2 ? "  " : " ");
                if (i >= end) {
                    out.add("  ");
                    continue;
                }
                colored(out, paint, leafOf, i);
                out.hex(trace.array()[trace.start() + i], 2);
                paint.end(out);
            }
            out.add("  ");
            for (int i = line; i < end; i++) {
                int b = trace.array()[trace.start() + i];
                colored(out, paint, leafOf, i);
                out.add(b >= 0x20 && b < 0x7f ? (char) b : '.');
                paint.end(out);
            }
            out.add('\n');
        }
    }

    private static void colored(TextBuffer out, Paint paint, int[] leafOf, int i) {
        if (paint == Paint.COLOR) {
            paint.field(out, leafOf[i]);
        }
    }

    private static int[] leaves(Trace trace, int length) {
        int[] leafOf = new int[length];
        int leaf = -1;
        for (int entry = 0; entry < trace.size(); entry++) {
            if (trace.isLeaf(entry)) {
                leaf++;
                int from = trace.offset(entry);
                for (int i = from; i < from + trace.length(entry); i++) {
                    leafOf[i] = leaf;
                }
            }
        }
        return leafOf;
    }
}
