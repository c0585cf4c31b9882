package mqttlab.cli.lint;

import java.util.Set;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.conversation.Abstention;
import mqttlab.conversation.Observer;
import mqttlab.dissector.Paint;
import mqttlab.finding.Finding;
import mqttlab.finding.SeverityCounts;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;

/// Prints the findings of `mqttlab lint`.
public interface LintPrinter {

    /// How input is called that is no file.
    String STANDARD_INPUT = "standard input";

    /// A finding and where it stands.
    ///
    /// @param unit what packets are counted in: "frame" or "packet"
    /// @param client the client's identifier, or "" where it is not known
    record Found(String file, String unit, long number, String client, Finding finding) {}

    /// A line for each finding.
    static LintPrinter lines(Streams streams, Paint paint) {
        return new LintLines(streams, paint);
    }

    /// Findings by connection, with what explains them.
    ///
    /// @param isFiltered whether not all packets are looked at
    static LintPrinter groups(Output output, Paint paint, boolean isFiltered) {
        return new LintGroups(output, paint, isFiltered);
    }

    /// An object for each finding, on a line of its own.
    static LintPrinter ndjson(Output output) {
        return new LintJson(output);
    }

    /// Findings for code-scanning tools.
    ///
    /// @param program the version of `mqttlab`
    static LintPrinter sarif(Output output, String program) {
        return new LintSarif(output, program);
    }

    default void begin() {}

    void finding(Found found);

    /// A connection is over, and all of its findings are told.
    default void connection(String file, int stream, String title, Set<Abstention> abstentions) {}

    /// An input was read to its end: of its connections nothing more is told.
    default void end(String file) {}

    /// All inputs were read.
    default void end(SeverityCounts counts, int files) {}

    /// Appends what a connection is called, behind its ends.
    static void title(TextBuffer title, Observer observer) {
        if (!observer.clientId().isEmpty()) {
            title.add(", client \"").escaped(observer.clientId()).add('"');
        }
        Version version = observer.version();
        boolean isKnown = !observer.abstentions().contains(Abstention.NO_VERSION);
        title.add(", ").add(isKnown ? version.toString() : "version unknown");
    }

    /// Appends "3 violations, 1 warning in 2 inputs".
    static void summary(TextBuffer out, SeverityCounts counts, int files) {
        if (counts.isEmpty()) {
            out.add("nothing found");
        }
        counts.append(out);
        out.add(" in ").add(files).add(files == 1 ? " input" : " inputs");
    }
}
