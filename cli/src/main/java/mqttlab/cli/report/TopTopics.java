package mqttlab.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The topics with the most messages, and those with the most bytes; all others together.
final class TopTopics {

    static final int MOST = 10;

    private static final Comparator<TopicCount> BY_NAME = (a, b) -> a.topic.compareTo(b.topic);
    private static final Comparator<TopicCount> BY_MESSAGES =
            ((Comparator<TopicCount>) (a, b) -> Long.compare(b.tally.packets, a.tally.packets)).thenComparing(BY_NAME);
    private static final Comparator<TopicCount> BY_BYTES =
            ((Comparator<TopicCount>) (a, b) -> Long.compare(b.tally.bytes, a.tally.bytes)).thenComparing(BY_NAME);

    private final TopicCounts counts;

    TopTopics(TopicCounts counts) {
        this.counts = counts;
    }

    List<TopicCount> byMessages() {
        return top(BY_MESSAGES);
    }

    List<TopicCount> byBytes() {
        return top(BY_BYTES);
    }

    private List<TopicCount> top(Comparator<TopicCount> order) {
        List<TopicCount> all = counts.all();
        all.sort(order);
        return new ArrayList<>(all.subList(0, Math.min(MOST, all.size())));
    }

    /// All but these, as far as topics are known.
    TopicCount others(List<TopicCount> top) {
        TopicCount others = counts.sum();
        others.subtract(counts.unknown());
        for (TopicCount each : top) {
            others.subtract(each);
        }
        return others;
    }

    /// Whether there are more topics than are named.
    boolean areSome() {
        return counts.size() > MOST;
    }
}
