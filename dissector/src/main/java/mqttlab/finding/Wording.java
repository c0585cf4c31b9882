package mqttlab.finding;

import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;

/// Findings in words.
public final class Wording {

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

    /// Where the standard says so, with its version: "MQTT-2.2.1-3 of 5.0", "section 2.2.3 of 3.1.1"; "" where it
    /// does not.
    public static String citation(Finding finding) {
        String place = finding.citation().place();
        if (place.isEmpty()) {
            return "";
        }
        String standard = finding.version() == Version.V5 ? " of 5.0" : " of 3.1.1";
        return (finding.citation().isNumbered() ? "" : "section ") + place + standard;
    }
}
