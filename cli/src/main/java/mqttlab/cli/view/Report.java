package mqttlab.cli.view;

import mqttlab.cli.dissection.Dissection;
import mqttlab.cli.dissection.View;
import mqttlab.cli.report.Flows;
import mqttlab.cli.report.Stats;
import mqttlab.cli.report.Survey;
import mqttlab.cli.report.Topics;

/// What can be said of all packets together, in place of each.
enum Report implements Account {
    FLOWS("--flows", "A line for each connection: who, how much, what was wrong, and how it ended.", true),
    STATS("--stats", "Types, QoS, how soon answers come, topics, rates, sizes.", true),
    TOPICS("--topics", "The tree of topics, with messages and bytes.", false);

    private final String option;
    private final String meaning;
    private final boolean isWatching;

    /// @param isWatching whether it asks what packets have to do with each other
    Report(String option, String meaning, boolean isWatching) {
        this.option = option;
        this.meaning = meaning;
        this.isWatching = isWatching;
    }

    @Override
    public String option() {
        return option;
    }

    String meaning() {
        return meaning;
    }

    @Override
    public Dissection.Depth depth() {
        return isWatching ? Dissection.Depth.BEHIND : Dissection.Depth.ALONE;
    }

    @Override
    public View view(Stage stage) {
        return new ReportView(survey(), stage.page(), stage.isJson());
    }

    private Survey survey() {
        return switch (this) {
            case FLOWS -> new Flows();
            case STATS -> new Stats();
            case TOPICS -> new Topics();
        };
    }
}
