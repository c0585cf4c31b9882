package mqttlab.cli.learn;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Publish;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Version;
import mqttlab.packet.Will;
import org.jspecify.annotations.Nullable;

/// Stage 4: what a broker does besides passing on.
final class BrokerChecks {

    private BrokerChecks() {}

    /// One message goes to two clients.
    static Outcome two(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it)) {
            return Outcome.NOTHING;
        }
        if (sight.isFromClient()) {
            return subscribers(it, past) == 1 ? Outcome.near("one") : Outcome.NOTHING;
        }
        Sent source = past.source(sight, it);
        if (source == null) {
            return Outcome.NOTHING;
        }
        List<Sent> copies = new ArrayList<>();
        for (Sent each : past.messages()) {
            boolean isCopy = each.sight().isFromServer()
                    && each.sight().frame() > source.sight().frame()
                    && each.message().topic().equals(it.topic())
                    && each.message().payload().equals(it.payload());
            boolean isOther = copies.stream().noneMatch(copy -> copy.sight().stream() == each.sight().stream());
            if (isCopy && isOther) {
                copies.add(each);
            }
        }
        return copies.size() < 2
                ? Outcome.NOTHING
                : Outcome.done(
                        source.sight().frame(),
                        copies.getFirst().sight().frame(),
                        copies.get(1).sight().frame());
    }

    private static long subscribers(Publish message, Past past) {
        return past.links().stream()
                .filter(link -> link.matching(message.topic()) != null)
                .map(Link::client)
                .distinct()
                .count();
    }

    /// The first of two connections with one identifier is ended.
    static Outcome takeover(Sight sight, Past past) {
        if (sight.packet() instanceof Disconnect it && sight.isFromServer()) {
            return it.reasonCode() == ReasonCode.SESSION_TAKEN_OVER.value()
                    ? Outcome.done(sight.frame())
                    : Outcome.NOTHING;
        }
        if (!(sight.packet() instanceof Connect connect)) {
            return Outcome.NOTHING;
        }
        List<Link> same = past.links(connect.clientId());
        if (same.size() > 1) {
            boolean isTold = same.get(same.size() - 2).version() == Version.V5;
            return isTold ? Outcome.NOTHING : Outcome.near("version");
        }
        return connect.will() == null ? alone(connect, past) : Outcome.NOTHING;
    }

    /// A client came, and not as the one that was given a will to be taken over.
    private static Outcome alone(Connect connect, Past past) {
        for (Link link : past.links()) {
            Connect other = link.connect();
            if (other != null && other.will() != null) {
                return Outcome.near("alone", connect.clientId(), link.client());
            }
        }
        return Outcome.NOTHING;
    }

    /// A will is published.
    static Outcome will(Sight sight, Past past) {
        if (sight.packet() instanceof Disconnect it && sight.isFromClient()) {
            Connect connect = past.link(sight).connect();
            return connect != null && connect.will() != null && it.reasonCode() == 0
                    ? Outcome.near("polite")
                    : Outcome.NOTHING;
        }
        // A takeover publishes it too, perhaps before it says so: then it went by while another step was on.
        for (Sent sent : past.messages()) {
            Link owner = sent.sight().isFromServer() ? owner(sent, past) : null;
            if (owner != null) {
                return Outcome.done(owner.frame(), sent.sight().frame());
            }
        }
        return Outcome.NOTHING;
    }

    /// The connection whose will this message is, which no client has published; or null.
    private static @Nullable Link owner(Sent sent, Past past) {
        Publish message = sent.message();
        if (past.source(sent.sight(), message) != null) {
            return null;
        }
        for (Link link : past.links()) {
            Connect connect = link.connect();
            Will will = connect == null ? null : connect.will();
            boolean isIt = will != null
                    && will.topic().equals(message.topic())
                    && will.payload().equals(message.payload());
            if (isIt && link.frame() < sent.sight().frame()) {
                return link;
            }
        }
        return null;
    }
}
