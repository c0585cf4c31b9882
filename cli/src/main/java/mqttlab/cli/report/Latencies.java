package mqttlab.cli.report;

import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.dissection.Sighting;
import mqttlab.finding.Party;
import mqttlab.packet.PacketType;
import org.jspecify.annotations.Nullable;

/// How long answers take, for each kind of handshake and each side that asks.
final class Latencies {

    /// @param asking the side that sent the first packet
    record Kind(Handshake handshake, Party asking, Distribution nanos) {}

    private final @Nullable Kind[] kinds = new Kind[Handshake.values().length * 2];

    void packet(Sighting seen) {
        PacketType type = seen.trace().type();
        if (type == null || seen.direction() == null || seen.time() == Sighting.NO_TIME) {
            return;
        }
        Party answering = Party.sending(seen.direction());
        Handshake handshake = Handshake.answeredBy(type);
        if (handshake != null && seen.requestNanos() != Sighting.NONE) {
            add(handshake, answering.peer(), seen.requestNanos());
        }
        if (seen.exchangeNanos() != Sighting.NONE) {
            add(Handshake.EXCHANGE, answering.peer(), seen.exchangeNanos());
        }
    }

    private void add(Handshake handshake, Party asking, long nanos) {
        int place = handshake.ordinal() * 2 + asking.ordinal();
        Kind kind = kinds[place];
        if (kind == null) {
            kind = new Kind(handshake, asking, new Distribution());
            kinds[place] = kind;
        }
        kind.nanos().add(nanos);
    }

    /// Those that were seen.
    List<Kind> all() {
        List<Kind> all = new ArrayList<>();
        for (Kind kind : kinds) {
            if (kind != null) {
                all.add(kind);
            }
        }
        return all;
    }
}
