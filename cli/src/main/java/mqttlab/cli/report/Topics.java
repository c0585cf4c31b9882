package mqttlab.cli.report;

import mqttlab.cli.dissection.Sighting;
import mqttlab.cli.text.Json;
import mqttlab.cli.text.Page;

/// The topics of a capture, as a tree of their levels.
public final class Topics implements Survey {

    private final TopicCounts counts;

    public Topics() {
        this(new TopicCounts());
    }

    Topics(TopicCounts counts) {
        this.counts = counts;
    }

    @Override
    public void packet(Sighting seen) {
        counts.packet(seen);
    }

    @Override
    public void print(Page page) {
        new TopicsText(page, counts).print();
    }

    @Override
    public void print(Json json) {
        new TopicsJson(json, counts).print();
    }
}
