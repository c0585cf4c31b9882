package mqttlab.cli.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mqttlab.cli.command.Output;
import mqttlab.conversation.Abstention;
import mqttlab.dissector.Paint;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Finding;
import mqttlab.finding.Reaction;
import mqttlab.finding.SeverityCounts;
import mqttlab.finding.Statement;
import mqttlab.finding.Wording;
import mqttlab.packet.PacketType;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.TextBuffer;

/// Findings by connection, each with the statement that it breaks and with what follows; and what was not judged.
final class LintGroups implements LintPrinter {

    /// What is kept of a connection until it ends.
    private static final int MOST = 1000;

    private final Output output;
    private final Paint paint;
    private final boolean isFiltered;
    private final Map<Integer, List<Found>> open = new TreeMap<>();
    private final TextBuffer out = new TextBuffer();

    /// @param isFiltered whether not all packets are looked at
    LintGroups(Output output, Paint paint, boolean isFiltered) {
        this.output = output;
        this.paint = paint;
        this.isFiltered = isFiltered;
    }

    @Override
    public void finding(Found found) {
        List<Found> group = open.computeIfAbsent(found.finding().stream(), _ -> new ArrayList<>());
        if (group.size() >= MOST) {
            print(group, "so far");
            group.clear();
        }
        group.add(found);
    }

    @Override
    public void connection(String file, int stream, String title, Set<Abstention> abstentions) {
        heading(file, title);
        List<Found> group = open.remove(stream);
        if (group == null) {
            output.print(isFiltered ? "  nothing found in the packets that pass the filter\n" : "  nothing found\n");
        } else {
            print(group);
        }
        for (Abstention abstention : abstentions) {
            output.print("  not judged: ").print(abstention.text()).print("\n");
        }
        output.println();
    }

    /// What later connections told of those that were over.
    @Override
    public void end(String file) {
        open.values().forEach(group -> print(group, "noticed after its end"));
        open.clear();
    }

    private void heading(String file, String title) {
        out.clear();
        paint.bold(out);
        out.escaped(file).add(", ").add(title);
        paint.end(out);
        out.add('\n');
        output.write(out.array(), 0, out.size());
    }

    /// Some of a connection's findings, under a heading of their own.
    private void print(List<Found> group, String which) {
        Found first = group.getFirst();
        TextBuffer title = new TextBuffer()
                .add(first.unit().equals("frame") ? "stream " + first.finding().stream() : "packets as bytes");
        LintLines.offender(title, null, first.client());
        heading(first.file(), title.add(", ").add(which).toString());
        print(group);
        output.println();
    }

    private void print(List<Found> group) {
        for (Found found : group) {
            out.clear();
            finding(found.finding(), found.unit(), found.number());
            output.write(out.array(), 0, out.size());
        }
    }

    private void finding(Finding finding, String unit, long number) {
        out.add("  ").add(unit).add(' ').add(number).add(": ");
        paint.red(out);
        out.add(finding.severity().toString());
        paint.end(out);
        if (finding.offender() != null) {
            out.add(" by the ").add(finding.offender().toString());
        }
        LintLines.place(out, finding);
        out.add(", ")
                .add(finding.field().label())
                .add(" (")
                .add(finding.field().name())
                .add(")\n");
        line("expected that", finding.demands());
        line("found", finding.found());
        if (!finding.citation().isEmpty()) {
            Statement statement =
                    Catalogue.of(finding.version()).find(finding.citation().place());
            String words = statement == null ? "" : ", section " + statement.section() + ": " + statement.summary();
            line("standard", Wording.place(finding) + words);
        }
        for (String also : finding.citation().also()) {
            Statement statement = Catalogue.of(finding.version()).find(also);
            line("", also + (statement == null ? "" : ": " + statement.summary()));
        }
        if (!finding.reaction().equals(Reaction.NONE)) {
            line("receiver", reaction(finding));
        }
    }

    private void line(String name, String text) {
        out.add("      ").add(name).spaces(14 - name.length()).add(text).add('\n');
    }

    /// With the name of the reason code, where DISCONNECT has it, or one of the others.
    private static String reaction(Finding finding) {
        String text = finding.reaction().text();
        for (PacketType type : List.of(PacketType.DISCONNECT, PacketType.CONNACK, PacketType.PUBACK)) {
            ReasonCode name = ReasonCode.of(type, finding.reaction().code());
            if (name != null) {
                return text + " " + name.text();
            }
        }
        return text;
    }

    @Override
    public void end(SeverityCounts counts, int files) {
        out.clear();
        LintPrinter.summary(out, counts, files);
        output.write(out.array(), 0, out.add('\n').size());
    }
}
