package mqttlab.cli.learn;

import java.util.List;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Direction;
import mqttlab.packet.PubAck;
import mqttlab.packet.Publish;
import org.jspecify.annotations.Nullable;

/// Stage 5: a PUBACK is lost on its way through a relay, so the message comes again. A relay has two connections for
/// one of a client, with the same client identifier.
final class LostPubAck {

    /// What was sent through the relay, and what came of it; of one lesson.
    private @Nullable Sight first;
    private int packetId;
    private @Nullable Sight answer;

    private LostPubAck() {}

    static List<Step> steps() {
        LostPubAck it = new LostPubAck();
        return List.of(new Step("through", it::through), new Step("lost", it::lost), new Step("again", it::again));
    }

    /// A PUBLISH with QoS 1 has come on both connections.
    private Outcome through(Sight sight, Past past) {
        if (sight.packet() instanceof PubAck) {
            // The server's PUBACK for who publishes, straight or not, is none of a subscriber.
            boolean isStraight = sight.isFromClient() && !isRelayed(sight, past);
            return isStraight ? Outcome.near("straight") : Outcome.NOTHING;
        }
        if (!(sight.packet() instanceof Publish it) || !isRelayed(sight, past)) {
            return Outcome.NOTHING;
        }
        if (it.qos() != 1) {
            return Outcome.near(it.qos() == 0 ? "zero" : "two");
        }
        for (Sent each : past.messages()) {
            boolean isSame = each.message().packetId() == it.packetId()
                    && each.sight().client().equals(sight.client())
                    && each.sight().direction() == sight.direction()
                    && each.message().payload().equals(it.payload());
            if (isSame && each.sight().stream() != sight.stream()) {
                first = sight;
                packetId = it.packetId();
                return Outcome.done(each.sight().frame(), sight.frame());
            }
        }
        return Outcome.NOTHING;
    }

    /// Whether the client has, or had, a connection on either side of a relay.
    private static boolean isRelayed(Sight sight, Past past) {
        return past.links(sight.client()).stream().anyMatch(link -> link.port() != sight.port());
    }

    /// Its PUBACK has come on one connection, and what the same side sent later on the other.
    private Outcome lost(Sight sight, Past past) {
        Sight sent = first;
        if (sent == null || !sight.client().equals(sent.client()) || sight.direction() == sent.direction()) {
            return Outcome.NOTHING;
        }
        Sight seen = answer;
        if (sight.packet() instanceof PubAck it && it.packetId() == packetId) {
            if (seen == null || seen.stream() == sight.stream()) {
                answer = sight;
                return Outcome.NOTHING;
            }
            answer = null;
            return Outcome.near("passed", seen.frame(), sight.frame());
        }
        if (seen != null && sight.stream() != seen.stream() && sight.port() != seen.port()) {
            return Outcome.done(seen.frame(), sight.frame());
        }
        return Outcome.NOTHING;
    }

    /// The same message is sent again, on a later connection.
    private Outcome again(Sight sight, Past past) {
        Sight sent = first;
        if (sent == null || !sight.client().equals(sent.client())) {
            return Outcome.NOTHING;
        }
        if (sight.packet() instanceof ConnAck it && !it.sessionPresent() && isFromServer(sent)) {
            return Outcome.near("new");
        }
        boolean isSame = sight.packet() instanceof Publish it
                && it.dup()
                && it.packetId() == packetId
                && sight.direction() == sent.direction();
        return isSame ? Outcome.done(sent.frame(), sight.frame()) : Outcome.NOTHING;
    }

    private static boolean isFromServer(Sight sight) {
        return sight.direction() == Direction.SERVER_TO_CLIENT;
    }
}
