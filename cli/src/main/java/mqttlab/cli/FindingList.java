package mqttlab.cli;

import java.util.ArrayList;
import java.util.List;
import mqttlab.dissector.Paint;
import mqttlab.finding.Finding;
import mqttlab.finding.Severity;
import mqttlab.finding.Wording;
import mqttlab.packet.TextBuffer;

/// What stands at the end of a text about packets: how many findings there were, and those that were noticed when
/// their packets had been shown.
final class FindingList {

    private static final int MOST = 1000;

    private final Paint paint;
    private final long[] counts = new long[Severity.values().length];
    private final List<Finding> late = new ArrayList<>();
    private long more;

    FindingList(Paint paint) {
        this.paint = paint;
    }

    /// Counts what stands with its packet.
    void count(List<Finding> findings) {
        for (int i = 0; i < findings.size(); i++) {
            counts[findings.get(i).severity().ordinal()]++;
        }
    }

    void add(Finding finding) {
        counts[finding.severity().ordinal()]++;
        if (late.size() < MOST) {
            late.add(finding);
        } else {
            more++;
        }
    }

    void print(Output output) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        if (all == 0) {
            return;
        }
        TextBuffer out = new TextBuffer().add('\n');
        String before = "";
        for (Severity severity : Severity.values()) {
            long count = counts[severity.ordinal()];
            if (count > 0) {
                out.add(before).add(count).add(' ').add(severity.toString()).add(count == 1 ? "" : "s");
                before = ", ";
            }
        }
        out.add(late.isEmpty() ? "" : "; seen when their packets had been shown:")
                .add('\n');
        for (Finding finding : late) {
            out.add("frame ")
                    .add(PacketId.frame(finding.packet()))
                    .add(", stream ")
                    .add(finding.stream());
            line(out, paint, finding);
            out.add('\n');
        }
        if (more > 0) {
            out.add("... and ").add(more).add(" more: 'mqttlab lint' names all\n");
        }
        output.write(out.array(), 0, out.size());
    }

    /// Appends a finding as it stands below its packet.
    static void line(TextBuffer out, Paint paint, Finding finding) {
        paint.red(out);
        out.add("      ! ");
        if (finding.severity() != Severity.VIOLATION) {
            out.add(finding.severity().toString()).add(": ");
        }
        if (finding.offender() != null) {
            out.add(finding.offender().toString()).add(": ");
        }
        Wording.sentence(out, finding);
        paint.end(out);
    }
}
