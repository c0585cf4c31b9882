package mqttlab.cli.conform;

import java.util.List;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.cli.text.Page;
import mqttlab.conform.Runner;
import mqttlab.conform.Verdicts;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Statement;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;

/// One statement, and the conversations that show it, as they are written.
final class Explanation {

    private final Page page;
    private final List<Runner.Task> tasks;
    private final List<Version> versions;
    private final TextBuffer line = new TextBuffer();

    Explanation(Page page, List<Runner.Task> tasks, List<Version> versions) {
        this.page = page;
        this.tasks = tasks;
        this.versions = versions;
    }

    void print(String number) {
        boolean isKnown = false;
        for (Version version : versions) {
            Statement statement = Catalogue.of(version).find(number);
            if (statement != null) {
                isKnown = true;
                print(version, statement);
            }
        }
        if (!isKnown) {
            throw new Failure(Status.USAGE, "--explain: there is no statement " + number);
        }
    }

    private void print(Version version, Statement statement) {
        page.heading(statement.id() + " of " + version.number() + ", " + statement.section() + " (" + statement.actor()
                + ")");
        line(statement.summary());
        int count = 0;
        for (Runner.Task task : tasks) {
            if (task.version() == version && task.scenario().proves(version).contains(statement.id())) {
                page.gap();
                line(task.scenario().place());
                task.scenario().text().forEach(text -> line("    " + text));
                count++;
            }
        }
        if (count == 0) {
            String why = Verdicts.notObservable(version).get(statement.id());
            line(why == null ? "No conversation shows it: it is for clients." : "Not observable: " + why);
        }
        page.gap();
    }

    private void line(String text) {
        page.print(line.add(text).add('\n'));
    }
}
