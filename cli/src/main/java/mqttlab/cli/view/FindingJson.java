package mqttlab.cli.view;

import java.util.List;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.packet.TextBuffer;

/// Findings as JSON. docs/json.md describes the form.
public final class FindingJson {

    private FindingJson() {}

    /// Appends the member `findings` behind others, or nothing where there are none.
    public static void array(TextBuffer out, String unit, long number, List<Finding> findings) {
        for (int i = 0; i < findings.size(); i++) {
            members(out.add(i == 0 ? ",\"findings\":[{" : ",{"), unit, number, findings.get(i));
            out.add('}');
        }
        out.add(findings.isEmpty() ? "" : "]");
    }

    /// Appends the members of a finding's object.
    ///
    /// @param unit what packets are counted in: "frame" or "packet"
    public static void members(TextBuffer out, String unit, long number, Finding finding) {
        out.add('"').add(unit).add("\":").add(number);
        out.add(",\"stream\":");
        if (unit.equals("packet")) {
            out.add("null");
        } else {
            out.add(finding.stream());
        }
        out.add(",\"offset\":").add(finding.offset());
        out.add(",\"length\":").add(finding.length());
        out.add(",\"field\":\"").add(finding.field().name());
        out.add("\",\"severity\":\"").add(finding.severity().toString());
        Party offender = finding.offender();
        out.add("\",\"offender\":\"").add(offender == null ? "unknown" : offender.toString());
        out.add("\",\"version\":\"").add(finding.version().number());
        out.add("\",\"statement\":\"").add(finding.statement());
        out.add("\",\"also\":[");
        List<String> also = finding.citation().also();
        for (int i = 0; i < also.size(); i++) {
            out.add(i == 0 ? "\"" : ",\"").add(also.get(i)).add('"');
        }
        out.add("],\"section\":\"").add(finding.section());
        out.add("\",\"found\":");
        out.json(finding.found());
        out.add(",\"demands\":");
        out.json(finding.demands());
        out.add(",\"reaction\":");
        out.json(finding.reaction().text());
    }
}
