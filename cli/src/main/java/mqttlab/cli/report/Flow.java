package mqttlab.cli.report;

import java.util.List;
import mqttlab.cli.dissection.Sighting;
import mqttlab.finding.Finding;
import mqttlab.finding.Severity;
import mqttlab.finding.SeverityCounts;
import org.jspecify.annotations.Nullable;

/// What was seen of one connection.
final class Flow {

    final int stream;
    private final Tally[] tallies = {new Tally(), new Tally(), new Tally()};
    private final SeverityCounts findings = new SeverityCounts();
    private @Nullable ClosedConnection closed;
    private int takenOverBy = -1;
    private boolean isWanted;

    Flow(int stream) {
        this.stream = stream;
    }

    void packet(Sighting seen) {
        isWanted = true;
        tally(Way.of(seen.direction())).add(seen.length());
        List<Finding> found = seen.findings();
        for (int i = 0; i < found.size(); i++) {
            finding(found.get(i));
        }
    }

    void finding(Finding finding) {
        isWanted = true;
        findings.count(finding);
    }

    void closed(ClosedConnection connection) {
        closed = connection;
        takenOver(connection.takenOverBy());
    }

    void takenOver(int by) {
        takenOverBy = Math.max(takenOverBy, by);
    }

    /// Whether there is a packet, or a finding, that it is to be listed for.
    boolean isWanted() {
        return isWanted;
    }

    Tally tally(Way way) {
        return tallies[way.ordinal()];
    }

    long findings(Severity severity) {
        return findings.of(severity);
    }

    /// Null as long as it is open.
    @Nullable
    ClosedConnection closed() {
        return closed;
    }

    /// The connection for which the server gave it up, or -1.
    int takenOverBy() {
        return takenOverBy;
    }
}
