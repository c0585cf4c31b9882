package mqttlab.cli.report;

import java.util.BitSet;
import mqttlab.cli.dissection.Sighting;
import mqttlab.cli.text.Json;
import mqttlab.cli.text.Page;

/// A capture in numbers: what kinds of packets, how large, how fast, how soon answered, about what.
public final class Stats implements Survey {

    final Traffic traffic = new Traffic();
    final Latencies latencies = new Latencies();
    final TopicCounts topics;
    final Series series = new Series();
    final Sizes sizes = new Sizes();
    private final BitSet streams = new BitSet();

    public Stats() {
        this(new TopicCounts());
    }

    Stats(TopicCounts topics) {
        this.topics = topics;
    }

    @Override
    public void packet(Sighting seen) {
        streams.set(seen.streamNumber());
        traffic.packet(seen);
        latencies.packet(seen);
        topics.packet(seen);
        series.add(seen.time(), seen.length());
        sizes.add(seen.length());
    }

    int connections() {
        return streams.cardinality();
    }

    @Override
    public void print(Page page) {
        new StatsText(page, this).print();
    }

    @Override
    public void print(Json json) {
        new StatsJson(json, this).print();
    }
}
