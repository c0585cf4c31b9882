package mqttlab.payload;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.jspecify.annotations.Nullable;

/// What the metric aliases of each edge node stand for: what its BIRTH messages said last. Sparkplug 3.0.0 section
/// 6.4.6.
final class SparkplugAliases {

    /// About as many characters are remembered; beyond them the edge nodes born longest ago are forgotten.
    private static final int MOST = 4 << 20;
    /// What a metric takes besides its name.
    private static final int OVERHEAD = 64;

    /// By edge node, in the order of their last births.
    private final SequencedMap<String, Edge> edges = new LinkedHashMap<>();
    private long size;

    /// A metric as its birth named it.
    record Known(String name, int datatype, String birth) {}

    /// The metrics of an edge node, by the device that has them (or the empty text) and their alias.
    private static final class Edge {
        final Map<String, Map<Long, Known>> devices = new HashMap<>();
        long size = OVERHEAD;
    }

    /// Takes note of a BIRTH: that of a node ends all that was said before of it and its devices.
    void learn(SparkplugTopic topic, Payload birth) {
        Edge edge = edges.remove(topic.edge());
        size -= edge == null ? 0 : edge.size;
        if (edge == null || topic.device().isEmpty()) {
            edge = new Edge();
        }
        put(edge, topic, birth);
        edges.put(topic.edge(), edge);
        size += edge.size;
        while (size > MOST) {
            size -= edges.pollFirstEntry().getValue().size;
        }
    }

    private static void put(Edge edge, SparkplugTopic topic, Payload birth) {
        Map<Long, Known> metrics = new HashMap<>();
        Map<Long, Known> before = edge.devices.put(topic.device(), metrics);
        edge.size -= before == null ? 0 : size(before);
        for (Metric metric : birth.getMetricsList()) {
            if (metric.hasAlias() && metric.hasName()) {
                metrics.put(metric.getAlias(), new Known(metric.getName(), metric.getDatatype(), topic.type()));
            }
        }
        edge.size += size(metrics);
    }

    private static long size(Map<Long, Known> metrics) {
        long size = OVERHEAD;
        for (Known known : metrics.values()) {
            size += OVERHEAD + known.name().length();
        }
        return size;
    }

    /// What an alias in a message of this topic stands for, or null where no birth was seen that says so. An alias is
    /// to be unique in its edge node; where it is not, that of the same device counts.
    @Nullable
    Known find(SparkplugTopic topic, long alias) {
        Edge edge = edges.get(topic.edge());
        if (edge == null) {
            return null;
        }
        Known known = find(edge, topic.device(), alias);
        return known == null ? find(edge, "", alias) : known;
    }

    private static @Nullable Known find(Edge edge, String device, long alias) {
        Map<Long, Known> metrics = edge.devices.get(device);
        return metrics == null ? null : metrics.get(alias);
    }
}
