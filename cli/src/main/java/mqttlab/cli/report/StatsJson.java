package mqttlab.cli.report;

import java.util.List;
import mqttlab.cli.report.Latencies.Kind;
import mqttlab.cli.text.Json;

/// Statistics as JSON. docs/json.md describes the form.
final class StatsJson {

    private static final int MOST_INTERVALS = 256;

    private final Json json;
    private final Stats stats;

    StatsJson(Json json, Stats stats) {
        this.json = json;
        this.stats = stats;
    }

    void print() {
        json.object();
        stats.traffic.sum().members(json);
        json.member("connections", stats.connections());
        if (!stats.series.isEmpty()) {
            json.name("time").seconds(stats.series.begin());
            json.name("duration").seconds(stats.series.duration());
        }
        types();
        messages();
        latencies();
        topics();
        rates();
        sizes();
        json.endObject();
    }

    private void types() {
        json.name("types").array();
        for (int type = 0; type < Traffic.TYPES; type++) {
            if (stats.traffic.has(type)) {
                json.object().member("type", Traffic.name(type));
                for (Way way : Way.values()) {
                    Tally tally = stats.traffic.of(type, way);
                    if (tally.packets > 0) {
                        json.name(way.json()).object();
                        tally.members(json);
                        json.endObject();
                    }
                }
                json.endObject();
            }
        }
        json.endArray();
    }

    private void messages() {
        Traffic traffic = stats.traffic;
        json.name("messages").object();
        for (Way way : Way.values()) {
            if (way != Way.UNKNOWN || stats.traffic.sum(way).packets > 0) {
                json.name(way.json()).object();
                json.name("qos").array();
                for (int qos = 0; qos < Traffic.QOS; qos++) {
                    if (qos < 3 || traffic.qos(qos, way) > 0) {
                        json.number(traffic.qos(qos, way));
                    }
                }
                json.endArray();
                json.member("retain", traffic.retained(way)).member("dup", traffic.duplicates(way));
                json.endObject();
            }
        }
        json.endObject();
    }

    private void latencies() {
        json.name("answers").array();
        for (Kind kind : stats.latencies.all()) {
            json.object();
            json.member("request", kind.handshake().request());
            json.member("response", kind.handshake().response().name());
            json.member("asked_by", kind.asking().toString());
            json.member("count", kind.nanos().count());
            json.name("p50").seconds(kind.nanos().percentile(50));
            json.name("p90").seconds(kind.nanos().percentile(90));
            json.name("p99").seconds(kind.nanos().percentile(99));
            json.name("max").seconds(kind.nanos().max());
            json.endObject();
        }
        json.endArray();
    }

    private void topics() {
        TopTopics top = new TopTopics(stats.topics);
        json.name("topics").object().member("count", stats.topics.size());
        topics("by_messages", top.byMessages());
        topics("by_bytes", top.byBytes());
        others("unknown", stats.topics.unknown());
        others("beyond", stats.topics.beyond());
        json.endObject();
    }

    private void others(String name, TopicCount count) {
        if (count.tally.packets > 0) {
            json.name(name).object();
            count.members(json);
            json.endObject();
        }
    }

    private void topics(String name, List<TopicCount> top) {
        json.name(name).array();
        for (TopicCount each : top) {
            json.object().member("topic", each.topic);
            each.members(json);
            json.endObject();
        }
        json.endArray();
    }

    private void rates() {
        Series.Row row = stats.series.row(MOST_INTERVALS);
        json.name("rates").object().name("interval").seconds(row.interval());
        numbers("packets", row.packets());
        numbers("bytes", row.bytes());
        json.endObject();
    }

    private void numbers(String name, long[] values) {
        json.name(name).array();
        for (long value : values) {
            json.number(value);
        }
        json.endArray();
    }

    private void sizes() {
        json.name("sizes").array();
        for (int power = stats.sizes.first(); power <= stats.sizes.last(); power++) {
            json.object().member("from", 1L << power).member("to", (2L << power) - 1);
            json.member("packets", stats.sizes.count(power)).endObject();
        }
        json.endArray();
    }
}
