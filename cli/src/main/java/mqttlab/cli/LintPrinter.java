package mqttlab.cli;

import java.util.Set;
import mqttlab.conversation.Abstention;
import mqttlab.conversation.Observer;
import mqttlab.finding.Finding;
import mqttlab.finding.Severity;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;

/// Prints the findings of `mqttlab lint`.
interface LintPrinter {

    /// A finding and where it stands.
    ///
    /// @param unit what packets are counted in: "frame" or "packet"
    /// @param client the client's identifier, or "" where it is not known
    record Found(String file, String unit, long number, String client, Finding finding) {}

    default void begin() {}

    void finding(Found found);

    /// A connection is over, and all of its findings are told.
    default void connection(String file, int stream, String title, Set<Abstention> abstentions) {}

    /// All inputs were read.
    ///
    /// @param counts by [Severity]
    default void end(long[] counts, int files) {}

    /// Appends what a connection is called, behind its ends.
    static void title(TextBuffer title, Observer observer) {
        if (!observer.clientId().isEmpty()) {
            title.add(", client \"").escaped(observer.clientId()).add('"');
        }
        Version version = observer.version();
        boolean isKnown = !observer.abstentions().contains(Abstention.NO_VERSION);
        title.add(", ").add(isKnown ? version.toString() : "version unknown");
    }

    /// Appends "3 violations, 1 warning", or "nothing".
    static void counts(TextBuffer out, long[] counts) {
        String before = "";
        for (Severity severity : Severity.values()) {
            long count = counts[severity.ordinal()];
            if (count > 0) {
                out.add(before).add(count).add(' ').add(severity.toString()).add(count == 1 ? "" : "s");
                before = ", ";
            }
        }
        out.add(before.isEmpty() ? "nothing found" : "");
    }
}
