package mqttlab.cli.lint;

import mqttlab.cli.command.Output;
import mqttlab.cli.view.FindingJson;
import mqttlab.packet.TextBuffer;

/// An object for each finding, on a line of its own.
final class LintJson implements LintPrinter {

    private final Output output;
    private final TextBuffer out = new TextBuffer();

    LintJson(Output output) {
        this.output = output;
    }

    @Override
    public void finding(Found found) {
        out.clear();
        out.add("{\"file\":");
        out.json(found.file());
        out.add(",\"client\":");
        out.json(found.client());
        out.add(',');
        FindingJson.members(out, found.unit(), found.number(), found.finding());
        out.add("}\n");
        output.write(out.array(), 0, out.size());
    }
}
