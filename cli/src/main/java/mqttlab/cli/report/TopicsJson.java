package mqttlab.cli.report;

import java.util.List;
import mqttlab.cli.report.TopicLevels.Level;
import mqttlab.cli.text.Json;

/// Topics as JSON. docs/json.md describes the form.
final class TopicsJson {

    private final Json json;
    private final TopicCounts counts;
    private final TopicLevels levels;

    TopicsJson(Json json, TopicCounts counts) {
        this.json = json;
        this.counts = counts;
        levels = new TopicLevels(counts.all());
    }

    void print() {
        json.object();
        counts.sum().members(json);
        json.member("topics", counts.size());
        others("unknown", counts.unknown());
        others("beyond", counts.beyond());
        levels(levels.children(levels.root()));
        json.endObject();
    }

    private void levels(List<Level> children) {
        json.name("levels").array();
        for (Level level : children) {
            json.object().member("level", levels.name(level));
            level.sum().members(json);
            List<Level> below = levels.children(level);
            if (levels.isTopic(level)) {
                TopicCount own = levels.own(level);
                json.member("topic", own.topic);
                if (!below.isEmpty()) {
                    json.name("own").object();
                    own.members(json);
                    json.endObject();
                }
            }
            if (!below.isEmpty()) {
                levels(below);
            }
            json.endObject();
        }
        json.endArray();
    }

    private void others(String name, TopicCount count) {
        if (count.tally.packets > 0) {
            json.name(name).object();
            count.members(json);
            json.endObject();
        }
    }
}
