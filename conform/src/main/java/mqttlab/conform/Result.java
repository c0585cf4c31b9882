package mqttlab.conform;

import java.util.List;
import mqttlab.packet.Version;

/// A conversation that was held in one version, and what came of it.
///
/// @param said all packets, in order; none where it was skipped
public record Result(Scenario scenario, Version version, Outcome outcome, List<Utterance> said, long nanos) {}
