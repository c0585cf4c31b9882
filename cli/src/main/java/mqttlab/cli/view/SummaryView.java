package mqttlab.cli.view;

import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.dissection.Watched;
import mqttlab.cli.text.TerminalWidth;
import mqttlab.dissector.HexDump;
import mqttlab.dissector.Paint;
import mqttlab.dissector.Summary;
import mqttlab.finding.Finding;
import mqttlab.finding.Severity;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// A line for each packet: frame, time, from where to where, and what matters most in it.
final class SummaryView implements View {

    /// As wide as 192.168.100.100:65535; wider places make the column wider.
    private static final int IPV4_AND_PORT = 21;

    private final Output output;
    private final int columns;
    private final Paint paint;
    private final TimeColumn time;
    private final boolean hex;
    private final @Nullable PayloadReader payloads;
    private final TextBuffer out = new TextBuffer();
    private final TextBuffer line = new TextBuffer();
    private final FindingList list;
    private int sourceWidth = IPV4_AND_PORT;
    private int destinationWidth = IPV4_AND_PORT;

    /// @param payloads null to leave them undecoded
    SummaryView(Streams streams, Paint paint, TimeColumn time, boolean hex, @Nullable PayloadReader payloads) {
        this.output = streams.out();
        this.columns = streams.terminal().columns();
        this.paint = paint;
        this.time = time;
        this.hex = hex;
        this.payloads = payloads;
        this.list = new FindingList(paint);
    }

    @Override
    public void packet(Seen seen) {
        out.clear();
        place(out, seen);
        Summary.print(out, seen.trace(), seen.packet());
        if (payloads != null) {
            payloads.read(seen.trace(), seen.packet());
            payloads.line(out);
        }
        output.write(out.array(), 0, TerminalWidth.cut(out, columns));
        output.println();
        comment(seen);
        findings(seen);
        if (hex) {
            out.clear();
            HexDump.print(out, seen.trace(), paint);
            output.write(out.array(), 0, out.size());
        }
    }

    @Override
    public void hidden(Seen seen) {
        if (payloads != null) {
            payloads.learn(seen.trace(), seen.packet());
        }
    }

    private void comment(Seen seen) {
        String comment = seen.segment().frame().comment();
        if (comment != null) {
            line.clear();
            line.add("      -- ").escaped(comment);
            out.clear();
            paint.faint(out);
            out.addAll(line.array(), 0, TerminalWidth.cut(line, columns));
            paint.end(out);
            output.write(out.array(), 0, out.add('\n').size());
        }
    }

    /// A line for each that the summary does not have.
    private void findings(Seen seen) {
        list.count(seen.findings());
        int alone = seen.trace().problems().size();
        for (int i = 0; i < seen.findings().size(); i++) {
            Finding finding = seen.findings().get(i);
            if (i >= alone || finding.severity() != Severity.VIOLATION) {
                line.clear();
                FindingList.line(line.add(FindingList.MARK), finding);
                out.clear();
                paint.red(out);
                out.addAll(line.array(), 0, TerminalWidth.cut(line, columns));
                paint.end(out);
                output.write(out.array(), 0, out.add('\n').size());
            }
        }
    }

    @Override
    public void finding(Watched connection, Finding finding) {
        list.add(finding);
    }

    @Override
    public void end() {
        list.print(output);
    }

    @Override
    public void flush() {
        output.flush();
    }

    private void place(TextBuffer out, Seen seen) {
        out.add(seen.segment().frame().number(), 5).add(' ');
        time.print(out, seen);
        String source = Places.source(seen.segment());
        String destination = Places.destination(seen.segment());
        sourceWidth = Math.max(sourceWidth, source.length());
        destinationWidth = Math.max(destinationWidth, destination.length());
        out.add("  ").add(source).spaces(sourceWidth - source.length()).add(" → ");
        out.add(destination).spaces(destinationWidth - destination.length()).add("  ");
    }

    @Override
    public void event(StreamEvent event) {
        out.clear();
        paint.faint(out);
        out.add("      -- ");
        if (Places.event(out, event)) {
            paint.end(out);
            output.write(out.array(), 0, out.add('\n').size());
        }
    }
}
