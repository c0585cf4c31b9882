package mqttlab.cli.learn;

import mqttlab.packet.ConnAck;
import mqttlab.packet.Publish;

/// Stage 10: a connection that nobody else can read. The journal has it in clear, as both ends have.
final class TlsChecks {

    private TlsChecks() {}

    static Outcome connected(Sight sight, Past past) {
        if (!(sight.packet() instanceof ConnAck it)) {
            return Outcome.NOTHING;
        }
        if (!past.isSecure(sight.port())) {
            return Outcome.near("clear", sight.port());
        }
        return it.code() == 0 ? Outcome.done(past.link(sight).frame(), sight.frame()) : Outcome.near("refused");
    }

    /// A message comes by TLS, wherever it was published.
    static Outcome delivered(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it) || !sight.isFromServer()) {
            return Outcome.NOTHING;
        }
        Sent source = past.source(sight, it);
        if (source == null) {
            return Outcome.NOTHING;
        }
        return past.isSecure(sight.port())
                ? Outcome.done(source.sight().frame(), sight.frame())
                : Outcome.near("clear", sight.port());
    }
}
