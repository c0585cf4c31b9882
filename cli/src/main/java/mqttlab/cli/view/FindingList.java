package mqttlab.cli.view;

import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Output;
import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.text.Page;
import mqttlab.cli.text.Paragraph;
import mqttlab.dissector.Paint;
import mqttlab.finding.Finding;
import mqttlab.finding.Severity;
import mqttlab.finding.SeverityCounts;
import mqttlab.finding.Wording;
import mqttlab.packet.TextBuffer;

/// What stands at the end of a text about packets: how many findings there were, and those that were noticed when
/// their packets had been shown.
final class FindingList {

    /// What stands before a finding below its packet.
    static final String MARK = "      ! ";

    private static final int MOST = 1000;

    private final Paint paint;
    private final SeverityCounts counts = new SeverityCounts();
    private final List<Finding> late = new ArrayList<>();
    private long more;

    FindingList(Paint paint) {
        this.paint = paint;
    }

    /// Counts what stands with its packet.
    void count(List<Finding> findings) {
        for (int i = 0; i < findings.size(); i++) {
            counts.count(findings.get(i));
        }
    }

    void add(Finding finding) {
        counts.count(finding);
        if (late.size() < MOST) {
            late.add(finding);
        } else {
            more++;
        }
    }

    void print(Output output) {
        if (counts.isEmpty()) {
            return;
        }
        TextBuffer out = begin();
        for (Finding finding : late) {
            place(out, finding);
            paint.red(out);
            line(out.add(MARK), finding);
            paint.end(out);
            out.add('\n');
        }
        end(out);
        output.write(out.array(), 0, out.size());
    }

    /// The same, broken into lines where the page ends.
    void print(Page page) {
        if (counts.isEmpty()) {
            return;
        }
        page.print(begin());
        Paragraph paragraph = new Paragraph(page);
        for (Finding finding : late) {
            TextBuffer place = new TextBuffer();
            place(place, finding);
            TextBuffer text = new TextBuffer();
            line(text, finding);
            paragraph.print(place.add(MARK).toString(), text.toString(), Paragraph.Ink.RED);
        }
        TextBuffer out = new TextBuffer();
        end(out);
        page.print(out);
    }

    private TextBuffer begin() {
        TextBuffer out = new TextBuffer().add('\n');
        counts.append(out);
        out.add(late.isEmpty() ? "" : "; seen when their packets had been shown:");
        return out.add('\n');
    }

    private static void place(TextBuffer out, Finding finding) {
        out.add("frame ").add(PacketId.frame(finding.packet())).add(", stream ").add(finding.stream());
    }

    private void end(TextBuffer out) {
        if (more > 0) {
            out.add("... and ").add(more).add(" more: 'mqttlab lint' names all\n");
        }
    }

    /// Appends a finding in words, behind how bad it is and whose fault.
    static void line(TextBuffer out, Finding finding) {
        if (finding.severity() != Severity.VIOLATION) {
            out.add(finding.severity().toString()).add(": ");
        }
        if (finding.offender() != null) {
            out.add(finding.offender().toString()).add(": ");
        }
        Wording.sentence(out, finding);
    }
}
