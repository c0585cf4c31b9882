package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Traces as text, and what must hold for each of them.
final class Traces {

    private Traces() {}

    static Trace of(byte[] bytes, Version version, @Nullable Direction direction) {
        Trace trace = new Trace();
        Codec.trace(trace, bytes, 0, bytes.length, version, direction);
        return trace;
    }

    /// A line for each entry: offset, length, name, value; a line with an exclamation mark for each problem.
    static String text(Trace trace) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < trace.size(); i++) {
            String indent = "  ".repeat(trace.depth(i));
            String name = trace.field(i).name();
            String value = Show.value(trace, i);
            out.append("%d %d %s%s %s"
                            .formatted(trace.offset(i), trace.length(i), indent, name, value)
                            .stripTrailing())
                    .append('\n');
        }
        trace.problems().forEach(it -> out.append("! ").append(text(it)).append('\n'));
        return out.toString();
    }

    /// The problems, each in a line of text.
    static List<String> problems(Trace trace) {
        return trace.problems().stream().map(Traces::text).toList();
    }

    static String text(Problem problem) {
        return "%d %d %s: %s".formatted(problem.offset(), problem.length(), problem.rule(), problem.found());
    }

    /// Only the entries' names, for a look at their order.
    static List<String> names(Trace trace) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < trace.size(); i++) {
            names.add(trace.field(i).name());
        }
        return names;
    }

    /// What broke a rule that a codec may not let pass.
    static List<Problem> offences(Trace trace) {
        return trace.problems().stream().filter(it -> !it.rule().mayPass()).toList();
    }

    /// Traces and reads the bytes, whatever they are: both find the same packet, or the same rule broken first.
    static Trace checkAgainstRead(byte[] bytes, Version version, @Nullable Direction direction) {
        Trace trace = new Trace();
        Packet traced = Codec.trace(trace, bytes, 0, bytes.length, version, direction);
        check(trace);
        checkInTheMiddle(bytes, traced, trace, version, direction);
        List<Problem> offences = offences(trace);
        try {
            assertEquals(Codec.read(bytes, 0, bytes.length, version, direction), traced);
            assertEquals(List.of(), offences.stream().map(Traces::text).toList());
        } catch (MalformedPacketException e) {
            assertTrue(!offences.isEmpty(), () -> "read throws " + e.getMessage() + ", but not in " + text(trace));
            Problem first = offences.getFirst();
            assertEquals(first.rule(), e.problem().rule());
            assertEquals(first.rule().reasonCode(), e.reasonCode());
            assertTrue(e.problem().offset() >= first.offset(), e::getMessage);
        }
        return trace;
    }

    /// What stands before and behind the packet makes no difference.
    private static void checkInTheMiddle(
            byte[] bytes, @Nullable Packet traced, Trace trace, Version version, @Nullable Direction direction) {
        byte[] wide = new byte[bytes.length + 300];
        Arrays.fill(wide, (byte) 1);
        System.arraycopy(bytes, 0, wide, 7, bytes.length);
        Trace inside = new Trace();
        assertEquals(traced, Codec.trace(inside, wide, 7, 7 + bytes.length, version, direction));
        assertEquals(text(trace), text(inside));
        assertEquals(trace.packet(), inside.packet());
    }

    /// Leaves tile the packet, entries lie within those around them, problems within the packet.
    static void check(Trace trace) {
        int packet = trace.packet().length();
        int next = 0;
        int[] around = new int[32];
        for (int i = 0; i < trace.size(); i++) {
            int from = trace.offset(i);
            int to = from + trace.length(i);
            int depth = trace.depth(i);
            assertTrue(trace.length(i) >= 0, () -> "open: " + text(trace));
            if (trace.isLeaf(i)) {
                assertEquals(next, from, () -> "leaves do not tile: " + text(trace));
                next = to;
            }
            assertTrue(depth <= (i == 0 ? 0 : trace.depth(i - 1) + 1), () -> "too deep: " + text(trace));
            if (depth > 0) {
                int parent = around[depth - 1];
                boolean inside = trace.offset(parent) <= from && to <= trace.offset(parent) + trace.length(parent);
                assertTrue(inside, () -> "not inside: " + text(trace));
                assertTrue(!trace.isLeaf(parent) || trace.field(i).mask() != 0, () -> "in a leaf: " + text(trace));
            }
            around[depth] = i;
        }
        assertEquals(packet, next, () -> "bytes without a leaf: " + text(trace));
        for (Problem problem : trace.problems()) {
            boolean inside = problem.offset() >= 0 && problem.offset() + problem.length() <= packet;
            assertTrue(inside && problem.length() >= 0, () -> "outside: " + text(trace));
            assertTrue(!problem.citation(trace.version()).isEmpty(), () -> "no citation: " + text(trace));
        }
    }
}
