package mqttlab.cli.lint;

import mqttlab.cli.command.Streams;
import mqttlab.dissector.Paint;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.finding.SeverityCounts;
import mqttlab.finding.Wording;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// A line for each finding, in the form of compilers: `FILE:FRAME: violation by client "x": ...`.
final class LintLines implements LintPrinter {

    private final Streams streams;
    private final Paint paint;
    private final TextBuffer out = new TextBuffer();

    LintLines(Streams streams, Paint paint) {
        this.streams = streams;
        this.paint = paint;
    }

    @Override
    public void finding(Found found) {
        out.clear();
        paint.bold(out);
        out.escaped(found.file()).add(':').add(found.number()).add(": ");
        paint.end(out);
        who(found);
        place(out, found.finding());
        out.add(": ");
        Wording.sentence(out, found.finding());
        out.add('\n');
        streams.out().write(out.array(), 0, out.size());
    }

    private void who(Found found) {
        Finding finding = found.finding();
        paint.red(out);
        out.add(finding.severity().toString());
        paint.end(out);
        offender(out, finding.offender(), found.client());
    }

    /// Appends who broke it: ` by client "x"`, ` by server of client "x"`.
    static void offender(TextBuffer out, @Nullable Party offender, String client) {
        if (offender != null) {
            out.add(" by ").add(offender.toString());
        }
        if (!client.isEmpty()) {
            out.add(offender == Party.CLIENT ? " \"" : ", client \"")
                    .escaped(client)
                    .add('"');
        }
    }

    /// Appends where in the packet it is.
    static void place(TextBuffer out, Finding finding) {
        if (finding.hasPlace()) {
            out.add(" at byte ").add(finding.offset());
        }
    }

    @Override
    public void end(SeverityCounts counts, int files) {
        out.clear();
        out.add("mqttlab: ");
        LintPrinter.summary(out, counts, files);
        streams.out().flush();
        streams.err().println(out);
    }
}
