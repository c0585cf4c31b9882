package mqttlab.cli.report;

import mqttlab.cli.dissection.Sighting;
import mqttlab.cli.text.Json;

/// The messages of one topic, or of several together.
final class TopicCount {

    final String topic;
    final Tally tally = new Tally();
    /// Those with RETAIN set.
    long retained;

    TopicCount(String topic) {
        this.topic = topic;
    }

    void add(Sighting seen) {
        tally.add(seen.length());
        retained += Publication.isRetained(seen) ? 1 : 0;
    }

    void add(TopicCount other) {
        tally.add(other.tally);
        retained += other.retained;
    }

    void subtract(TopicCount other) {
        tally.packets -= other.tally.packets;
        tally.bytes -= other.tally.bytes;
        retained -= other.retained;
    }

    void members(Json json) {
        json.member("messages", tally.packets).member("bytes", tally.bytes).member("retained", retained);
    }
}
