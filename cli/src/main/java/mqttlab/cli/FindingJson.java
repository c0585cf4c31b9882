package mqttlab.cli;

import java.nio.charset.StandardCharsets;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.packet.TextBuffer;

/// Findings as JSON. docs/json.md describes the form.
final class FindingJson {

    private FindingJson() {}

    /// Appends the members of a finding's object.
    ///
    /// @param unit what packets are counted in: "frame" or "packet"
    static void members(TextBuffer out, String unit, long number, Finding finding) {
        out.add('"').add(unit).add("\":").add(number);
        out.add(",\"stream\":").add(finding.stream());
        out.add(",\"offset\":").add(finding.offset());
        out.add(",\"length\":").add(finding.length());
        out.add(",\"field\":\"").add(finding.field().name());
        out.add("\",\"severity\":\"").add(finding.severity().toString());
        Party offender = finding.offender();
        out.add("\",\"offender\":\"").add(offender == null ? "unknown" : offender.toString());
        out.add("\",\"version\":\"").add(finding.version().number());
        out.add("\",\"statement\":\"").add(finding.statement());
        out.add("\",\"section\":\"").add(finding.section());
        out.add("\",\"found\":");
        text(out, finding.found());
        out.add(",\"demands\":");
        text(out, finding.demands());
        out.add(",\"reaction\":");
        text(out, finding.reaction().text());
    }

    static void text(TextBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.add('"').json(bytes, 0, bytes.length).add('"');
    }
}
