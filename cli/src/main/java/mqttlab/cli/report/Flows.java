package mqttlab.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.cli.dissection.Sighting;
import mqttlab.cli.text.Json;
import mqttlab.cli.text.Page;
import mqttlab.finding.Finding;

/// The connections of a capture: who, how much, what was wrong, and how each ended. One with no packet that passes
/// the filter, also by what is noticed of it later, is not listed.
public final class Flows implements Survey {

    private final Map<Integer, Flow> flows = new LinkedHashMap<>();

    private Flow flow(int stream) {
        return flows.computeIfAbsent(stream, Flow::new);
    }

    @Override
    public void packet(Sighting seen) {
        flow(seen.streamNumber()).packet(seen);
    }

    @Override
    public void finding(Finding finding) {
        flow(finding.stream()).finding(finding);
    }

    @Override
    public void closed(ClosedConnection connection) {
        flow(connection.stream()).closed(connection);
    }

    @Override
    public void takenOver(int stream, int by) {
        flow(stream).takenOver(by);
    }

    private List<Flow> sorted() {
        List<Flow> sorted = new ArrayList<>(flows.values());
        sorted.removeIf(flow -> !flow.isWanted());
        sorted.sort((a, b) -> Integer.compare(a.stream, b.stream));
        return sorted;
    }

    @Override
    public void print(Page page) {
        FlowsText.print(page, sorted());
    }

    @Override
    public void print(Json json) {
        FlowsJson.print(json, sorted());
    }
}
