package mqttlab.finding;

import java.util.List;
import mqttlab.packet.TextBuffer;

/// Findings in words.
public final class Wording {

    /// What the number of a statement begins with; left out behind the first.
    private static final String NUMBER = "MQTT-";

    private Wording() {}

    /// Appends what is wrong: `Requested QoS: expected that the requested QoS is 0, 1 or 2; found 3
    /// [MQTT-3.8.3-4 of 3.1.1]`. What was found is escaped already.
    public static void sentence(TextBuffer out, Finding finding) {
        out.add(finding.field().label()).add(": expected that ").add(finding.demands());
        // Of bytes that are not there, the problem says what the field needs.
        out.add(finding.found().startsWith("needs ") ? "; it " : "; found ").add(finding.found());
        String citation = citation(finding);
        if (!citation.isEmpty()) {
            out.add(" [").add(citation).add(']');
        }
    }

    /// Where the standard says so, with its version, and the other statements that are broken by it: "MQTT-2.2.1-3 of
    /// 5.0", "MQTT-3.2.2-17, 3.3.2-9 of 5.0", "section 2.2.3 of 3.1.1"; "" where it does not.
    public static String citation(Finding finding) {
        return citation(finding, finding.citation().also());
    }

    /// The same without the others.
    public static String place(Finding finding) {
        return citation(finding, List.of());
    }

    private static String citation(Finding finding, List<String> others) {
        Citation citation = finding.citation();
        if (citation.isEmpty()) {
            return "";
        }
        TextBuffer text =
                new TextBuffer().add(citation.isNumbered() ? "" : "section ").add(citation.place());
        for (int i = 0; i < others.size(); i++) {
            text.add(", ").add(others.get(i).substring(NUMBER.length()));
        }
        return text.add(" of ").add(finding.version().number()).toString();
    }
}
