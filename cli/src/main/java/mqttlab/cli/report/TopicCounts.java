package mqttlab.cli.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.cli.dissection.Sighting;

/// Counts the messages of each topic; when there are very many topics, those that are new are counted as one.
final class TopicCounts {

    static final int MOST_TOPICS = 100_000;
    static final int MOST_CHARACTERS = 8_000_000;

    private final int mostTopics;
    private final int mostCharacters;
    private final Map<String, TopicCount> topics = new HashMap<>();
    private final TopicCount beyond = new TopicCount("");
    private final TopicCount unknown = new TopicCount("");
    private int characters;

    TopicCounts() {
        this(MOST_TOPICS, MOST_CHARACTERS);
    }

    TopicCounts(int mostTopics, int mostCharacters) {
        this.mostTopics = mostTopics;
        this.mostCharacters = mostCharacters;
    }

    /// Counts a packet if it is a PUBLISH.
    void packet(Sighting seen) {
        if (Publication.is(seen)) {
            String topic = Publication.topic(seen);
            (topic == null ? unknown : of(topic)).add(seen);
        }
    }

    private TopicCount of(String topic) {
        TopicCount count = topics.get(topic);
        if (count != null) {
            return count;
        }
        if (topics.size() == mostTopics || topic.length() > mostCharacters - characters) {
            return beyond;
        }
        characters += topic.length();
        TopicCount created = new TopicCount(topic);
        topics.put(topic, created);
        return created;
    }

    /// The topics that are counted each by itself, in no order.
    List<TopicCount> all() {
        return new ArrayList<>(topics.values());
    }

    int mostTopics() {
        return mostTopics;
    }

    /// In the names of all topics together.
    int mostCharacters() {
        return mostCharacters;
    }

    int size() {
        return topics.size();
    }

    /// All messages of topics for which there was no room.
    TopicCount beyond() {
        return beyond;
    }

    /// All messages with an alias that nobody knows, or of which too little was seen.
    TopicCount unknown() {
        return unknown;
    }

    TopicCount sum() {
        TopicCount sum = new TopicCount("");
        sum.add(beyond);
        sum.add(unknown);
        for (TopicCount each : topics.values()) {
            sum.add(each);
        }
        return sum;
    }
}
