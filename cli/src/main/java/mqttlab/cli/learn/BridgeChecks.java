package mqttlab.cli.learn;

import mqttlab.packet.Publish;

/// Stage 9: pages speak MQTT through a bridge, which is one client to the broker: it subscribes, and publishes what
/// pages say.
final class BridgeChecks {

    private static final String BELOW = "lab/";
    private static final String PAGE = "lab/page";

    private BridgeChecks() {}

    static Outcome heard(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it)) {
            return Outcome.NOTHING;
        }
        if (sight.isFromClient()) {
            boolean isWanted = past.links().stream().anyMatch(link -> link.matching(it.topic()) != null);
            return isWanted ? Outcome.NOTHING : Outcome.near("nobody", it.topic());
        }
        Sent source = past.source(sight, it);
        return source == null || !it.topic().startsWith(BELOW)
                ? Outcome.NOTHING
                : Outcome.done(source.sight().frame(), sight.frame());
    }

    static Outcome published(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it) || !sight.isFromClient()) {
            return Outcome.NOTHING;
        }
        if (past.link(sight).granted().isEmpty()) {
            return Outcome.near("pub");
        }
        return it.topic().equals(PAGE) ? Outcome.done(sight.frame()) : Outcome.near("topic", it.topic());
    }
}
