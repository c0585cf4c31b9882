package mqttlab.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The help of a command as a page for man(1).
final class ManPage {

    private final StringBuilder out = new StringBuilder();

    private ManPage() {}

    /// The page of the program, which lists its commands.
    static String ofProgram(List<CommandSpec> commands, String version) {
        ManPage page = new ManPage();
        page.head("mqttlab", "Show, check and speak MQTT", version);
        page.line(".B mqttlab").line(".I COMMAND").line("[OPTIONS]");
        page.line(".SH COMMANDS");
        for (CommandSpec command : commands) {
            String name = command.name().replace(' ', '-');
            page.line(".TP")
                    .line(".BR " + escape(name) + " (1)")
                    .text(command.usageMessage().description()[0]);
        }
        return page.out.toString();
    }

    static String of(CommandSpec command, String version) {
        ManPage page = new ManPage();
        String summary = command.usageMessage().description()[0];
        page.head(command.name().replace(' ', '-'), summary.substring(0, summary.length() - 1), version);
        page.line(".B " + escape(command.name())).line("[OPTIONS]");
        for (PositionalParamSpec each : command.positionalParameters()) {
            page.line(".I " + escape(label(each)));
        }
        page.line(".SH DESCRIPTION").text(summary);
        for (PositionalParamSpec each : command.positionalParameters()) {
            page.line(".TP").line(".I " + escape(each.paramLabel())).text(each.description()[0]);
        }
        page.line(".SH OPTIONS");
        for (OptionSpec each : command.options()) {
            if (!each.hidden()) {
                page.option(each);
            }
        }
        page.line(".SH \"SEE ALSO\"").line(".BR mqttlab (1)");
        return page.out.toString();
    }

    private static String label(PositionalParamSpec it) {
        return it.arity().min() == 0 ? "[" + it.paramLabel() + "]" : it.paramLabel() + "...";
    }

    private void head(String name, String summary, String version) {
        line(".TH " + name.toUpperCase(java.util.Locale.ROOT) + " 1 \"\" \"mqttlab " + escape(version) + "\"");
        line(".SH NAME").line(escape(name) + " \\- " + escape(summary));
        line(".SH SYNOPSIS");
    }

    private void option(OptionSpec it) {
        line(".TP");
        StringBuilder names = new StringBuilder();
        for (String name : it.names()) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append("\\fB")
                    .append(escape(name))
                    .append("\\fR");
        }
        if (it.arity().max() > 0) {
            names.append(" \\fI").append(escape(it.paramLabel())).append("\\fR");
        }
        line(names.toString());
        text(it.description()[0].replace("%%", "%"));
    }

    private ManPage line(String roff) {
        out.append(roff).append('\n');
        return this;
    }

    /// A line that begins with a dot or an apostrophe would be a request.
    private void text(String text) {
        String escaped = escape(text);
        line(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}
