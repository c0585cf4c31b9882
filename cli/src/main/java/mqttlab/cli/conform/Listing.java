package mqttlab.cli.conform;

import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.text.Page;
import mqttlab.conform.Runner;
import mqttlab.conform.Verdicts;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Statement;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;

/// The statements, each with the conversations that show it, or why none can.
final class Listing {

    private static final int VERSION = 7;
    private static final int NUMBER = 15;

    private final Page page;
    private final List<Runner.Task> tasks;
    private final List<Version> versions;
    private final TextBuffer line = new TextBuffer();

    Listing(Page page, List<Runner.Task> tasks, List<Version> versions) {
        this.page = page;
        this.tasks = tasks;
        this.versions = versions;
    }

    void print() {
        for (Version version : versions) {
            for (Statement statement : Catalogue.of(version).all()) {
                print(version, statement);
            }
        }
    }

    private void print(Version version, Statement statement) {
        List<String> titles = new ArrayList<>();
        for (Runner.Task task : tasks) {
            if (task.version() == version && task.scenario().proves(version).contains(statement.id())) {
                titles.add(task.scenario().title() + " (" + task.scenario().place() + ")");
            }
        }
        String why = Verdicts.notObservable(version).get(statement.id());
        if (titles.isEmpty() && why != null) {
            titles.add("not observable: " + why);
        }
        for (String title : titles) {
            line.add(version.number()).spaces(VERSION - version.number().length());
            line.add(statement.id()).spaces(Math.max(1, NUMBER - statement.id().length()));
            page.print(line.add(title).add('\n'));
        }
    }
}
