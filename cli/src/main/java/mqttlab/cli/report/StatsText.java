package mqttlab.cli.report;

import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.report.Latencies.Kind;
import mqttlab.cli.text.Amounts;
import mqttlab.cli.text.Durations;
import mqttlab.cli.text.Page;
import mqttlab.cli.text.Sparkline;
import mqttlab.cli.text.Table;
import mqttlab.cli.text.Table.Column;
import mqttlab.packet.TextBuffer;

/// Statistics for people.
final class StatsText {

    private static final int USUAL_WIDTH = 80;
    private static final int WIDEST_SPARKLINE = 128;
    private static final int LABEL = 11;
    /// Behind a sparkline: `  mean 12345, peak 12345`.
    private static final int REMARK = 24;
    private static final int BAR = 40;

    /// A row of a table, kept: there are few.
    private interface Row {
        void fill(TextBuffer[] cells);
    }

    private final Page page;
    private final Stats stats;
    private final TextBuffer line = new TextBuffer();

    StatsText(Page page, Stats stats) {
        this.page = page;
        this.stats = stats;
    }

    void print() {
        Tally sum = stats.traffic.sum();
        head(sum);
        if (sum.packets == 0) {
            return;
        }
        types();
        messages();
        latencies();
        topics();
        rates(sum);
        sizes();
    }

    private void head(Tally sum) {
        count(sum.packets, "packet", "packets");
        line.add(", ");
        count(sum.bytes, "byte", "bytes");
        line.add(", ");
        count(stats.connections(), "connection", "connections");
        if (!stats.series.isEmpty()) {
            Durations.add(line.add(", "), stats.series.duration());
        }
        page.line(line);
    }

    private void count(long count, String one, String many) {
        Amounts.add(line, count);
        line.add(' ').add(count == 1 ? one : many);
    }

    private void types() {
        List<Row> rows = new ArrayList<>();
        for (int type = 0; type < Traffic.TYPES; type++) {
            if (stats.traffic.has(type)) {
                int number = type;
                rows.add(cells -> {
                    cells[0].add(Traffic.name(number));
                    for (Way way : Way.values()) {
                        tally(cells, way, stats.traffic.of(number, way));
                    }
                });
            }
        }
        rows.add(cells -> {
            cells[0].add("all");
            for (Way way : Way.values()) {
                tally(cells, way, stats.traffic.sum(way));
            }
        });
        table(
                rows,
                Column.text("packets", 0, 0),
                Column.number("to server", 0),
                Column.number("bytes", 0),
                Column.number("to client", 0),
                Column.number("bytes", 0),
                Column.number("unknown", 0),
                Column.number("bytes", 0));
    }

    private static void tally(TextBuffer[] cells, Way way, Tally tally) {
        if (tally.packets > 0) {
            Amounts.add(cells[1 + 2 * way.ordinal()], tally.packets);
            Amounts.add(cells[2 + 2 * way.ordinal()], tally.bytes);
        }
    }

    private void messages() {
        Traffic traffic = stats.traffic;
        List<Row> rows = new ArrayList<>();
        for (int qos = 0; qos < Traffic.QOS; qos++) {
            int number = qos;
            message(rows, qos == 3 ? "QoS 3 (invalid)" : "QoS " + qos, way -> traffic.qos(number, way));
        }
        message(rows, "RETAIN", traffic::retained);
        message(rows, "DUP", traffic::duplicates);
        if (!rows.isEmpty()) {
            table(
                    rows,
                    Column.text("messages", 0, 0),
                    Column.number("to server", 0),
                    Column.number("to client", 0),
                    Column.number("unknown", 0));
        }
    }

    private interface Count {
        long of(Way way);
    }

    private static void message(List<Row> rows, String name, Count count) {
        long all = 0;
        for (Way way : Way.values()) {
            all += count.of(way);
        }
        if (all > 0) {
            rows.add(cells -> {
                cells[0].add(name);
                for (Way way : Way.values()) {
                    if (count.of(way) > 0) {
                        Amounts.add(cells[1 + way.ordinal()], count.of(way));
                    }
                }
            });
        }
    }

    private void latencies() {
        List<Row> rows = new ArrayList<>();
        for (Kind kind : stats.latencies.all()) {
            rows.add(cells -> {
                cells[0].add(kind.handshake().request()).add(" → ");
                cells[0].add(kind.handshake().response().name());
                cells[1].add(kind.asking().toString());
                Amounts.add(cells[2], kind.nanos().count());
                Durations.add(cells[3], kind.nanos().percentile(50));
                Durations.add(cells[4], kind.nanos().percentile(90));
                Durations.add(cells[5], kind.nanos().percentile(99));
                Durations.add(cells[6], kind.nanos().max());
            });
        }
        if (!rows.isEmpty()) {
            table(
                    rows,
                    Column.text("answers", 0, 0),
                    Column.text("asked by", 0, 0),
                    Column.number("count", 1),
                    Column.number("p50", 0),
                    Column.number("p90", 2),
                    Column.number("p99", 0),
                    Column.number("max", 0));
        }
    }

    private void topics() {
        TopTopics top = new TopTopics(stats.topics);
        if (stats.topics.sum().tally.packets == 0) {
            return;
        }
        List<TopicCount> byMessages = top.byMessages();
        topics(top.areSome() ? "topics with most messages" : "topics", byMessages, top.others(byMessages));
        if (top.areSome()) {
            List<TopicCount> byBytes = top.byBytes();
            topics("topics with most bytes", byBytes, top.others(byBytes));
        }
        if (stats.topics.beyond().tally.packets > 0) {
            line.add("There were more than ").add(stats.topics.size());
            page.line(line.add(" topics; those seen later were not told apart."));
        }
    }

    private void topics(String head, List<TopicCount> top, TopicCount others) {
        List<Row> rows = new ArrayList<>();
        for (TopicCount each : top) {
            rows.add(cells -> {
                topic(cells, each);
                cells[3].escaped(each.topic);
                cells[3].add(each.topic.isEmpty() ? "\"\"" : "");
            });
        }
        rest(rows, "(all others)", others);
        rest(rows, "(topic not known)", stats.topics.unknown());
        table(
                rows,
                Column.number("messages", 0),
                Column.number("bytes", 0),
                Column.number("retained", 0),
                Column.text(head, 24, 0));
    }

    private static void rest(List<Row> rows, String what, TopicCount count) {
        if (count.tally.packets > 0) {
            rows.add(cells -> {
                topic(cells, count);
                cells[3].add(what);
            });
        }
    }

    private static void topic(TextBuffer[] cells, TopicCount count) {
        Amounts.add(cells[0], count.tally.packets);
        Amounts.add(cells[1], count.tally.bytes);
        if (count.retained > 0) {
            Amounts.add(cells[2], count.retained);
        }
    }

    private void table(List<Row> rows, Column... columns) {
        page.gap();
        new Table(columns).print(page, new Table.Rows() {
            @Override
            public int count() {
                return rows.size();
            }

            @Override
            public void fill(int row, TextBuffer[] cells) {
                rows.get(row).fill(cells);
            }
        });
    }

    private void rates(Tally sum) {
        if (stats.series.duration() == 0) {
            return;
        }
        int width = page.columns() > 0 ? page.columns() : USUAL_WIDTH;
        int room = Math.clamp(width - LABEL - REMARK, 8, WIDEST_SPARKLINE);
        Series.Row row = stats.series.row(room);
        page.gap();
        Durations.add(line.add("rates, in steps of "), row.interval());
        page.heading(line.toString());
        line.clear();
        rate("packets/s", row.packets(), sum.packets, row);
        rate("bytes/s", row.bytes(), sum.bytes, row);
    }

    private void rate(String label, long[] values, long sum, Series.Row row) {
        line.add(label).spaces(LABEL - label.length());
        Sparkline.add(line, values);
        line.add("  mean ");
        Amounts.rate(line, sum * 1e9 / stats.series.duration());
        line.add(", peak ");
        Amounts.rate(line, row.peak(values));
        page.line(line);
    }

    private void sizes() {
        Sizes sizes = stats.sizes;
        line.add("half up to ").add(sizes.exact().percentile(50));
        line.add(" bytes, 99 % up to ").add(sizes.exact().percentile(99));
        String head = line.add(", all up to ").add(sizes.exact().max()).toString();
        line.clear();
        List<Row> rows = new ArrayList<>();
        for (int each = sizes.first(); each <= sizes.last(); each++) {
            int power = each;
            rows.add(cells -> {
                cells[0].add(1L << power).add('-').add((2L << power) - 1);
                Amounts.add(cells[1], sizes.count(power));
                Sparkline.bar(cells[2], sizes.count(power), sizes.most(), BAR);
            });
        }
        table(rows, Column.number("bytes", 0), Column.number("packets", 0), Column.text(head, 8, 0));
    }
}
