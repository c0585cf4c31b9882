package mqttlab.cli.report;

import java.util.List;
import mqttlab.cli.dissection.Sighting;
import mqttlab.cli.text.Amounts;
import mqttlab.cli.text.Durations;
import mqttlab.cli.text.Page;
import mqttlab.cli.text.Table;
import mqttlab.cli.text.Table.Column;
import mqttlab.dissector.KnownVersion;
import mqttlab.finding.Severity;
import mqttlab.packet.TextBuffer;

/// Connections as lines of a table.
final class FlowsText implements Table.Rows {

    // @formatter:off
    private static final Column[] COLUMNS = {
        Column.number("stream", 0),
        Column.text("client id", 12, 0),
        Column.text("client", 0, 5),
        Column.text("server", 0, 7),
        Column.text("MQTT", 0, 2),
        Column.number("→", 0),
        Column.number("bytes", 4),
        Column.number("←", 0),
        Column.number("bytes", 4),
        Column.number("?", 0),
        Column.alarm("viol.", 0),
        Column.number("warn.", 3),
        Column.number("notes", 8),
        Column.number("keep alive", 6),
        Column.number("lasted", 1),
        Column.text("end", 26, 0)
    };
    // @formatter:on

    private final List<Flow> flows;

    private FlowsText(List<Flow> flows) {
        this.flows = flows;
    }

    static void print(Page page, List<Flow> flows) {
        if (flows.isEmpty()) {
            page.line(new TextBuffer().add("no connections"));
        } else {
            new Table(COLUMNS).print(page, new FlowsText(flows));
        }
    }

    @Override
    public int count() {
        return flows.size();
    }

    @Override
    public void fill(int row, TextBuffer[] cells) {
        Flow flow = flows.get(row);
        cells[0].add(flow.stream);
        tally(flow.tally(Way.TO_SERVER), cells[5], cells[6]);
        tally(flow.tally(Way.TO_CLIENT), cells[7], cells[8]);
        positive(cells[9], flow.tally(Way.UNKNOWN).packets);
        positive(cells[10], flow.findings(Severity.VIOLATION));
        positive(cells[11], flow.findings(Severity.WARNING));
        positive(cells[12], flow.findings(Severity.NOTE));
        ClosedConnection connection = flow.closed();
        if (connection != null) {
            fill(connection, flow.takenOverBy(), cells);
        }
    }

    private static void fill(ClosedConnection connection, int takenOverBy, TextBuffer[] cells) {
        cells[1].escaped(connection.clientId());
        cells[2].add(connection.client());
        cells[3].add(connection.server());
        cells[4].add(connection.version().version().number());
        cells[4].add(connection.version().source() == KnownVersion.Source.ASSUMED ? "?" : "");
        if (connection.keepAlive() >= 0) {
            cells[13].add(connection.keepAlive()).add(" s");
        }
        if (connection.begin() != Sighting.NO_TIME && connection.end() != Sighting.NO_TIME) {
            Durations.add(cells[14], Math.max(0, connection.end() - connection.begin()));
        }
        Partings.add(cells[15], connection, takenOverBy);
    }

    private static void tally(Tally tally, TextBuffer packets, TextBuffer bytes) {
        Amounts.add(packets, tally.packets);
        Amounts.add(bytes, tally.bytes);
    }

    private static void positive(TextBuffer out, long count) {
        if (count > 0) {
            Amounts.add(out, count);
        }
    }
}
