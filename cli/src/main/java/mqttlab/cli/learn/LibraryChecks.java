package mqttlab.cli.learn;

import java.util.Locale;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;

/// Stage 7: a program answers from a callback. What comes in goes out in capitals, by the same connection.
final class LibraryChecks {

    private static final String IN = "lab/java/in";
    private static final String OUT = "lab/java/out";

    private LibraryChecks() {}

    static Outcome subscribed(Sight sight, Past past) {
        if (!(sight.packet() instanceof SubAck)) {
            return Outcome.NOTHING;
        }
        Link link = past.link(sight);
        Link.Asked asked = link.matching(IN);
        if (asked != null) {
            return Outcome.done(asked.frame(), sight.frame());
        }
        return link.granted().isEmpty()
                ? Outcome.near("refused")
                : Outcome.near("topic", link.granted().getLast().request().filter());
    }

    static Outcome answered(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it)
                || !sight.isFromClient()
                || !it.topic().equals(OUT)) {
            return Outcome.NOTHING;
        }
        Sent asked = null;
        for (Sent each : past.messages()) {
            boolean isDelivery =
                    each.sight().isFromServer() && each.message().topic().equals(IN);
            asked = isDelivery && each.sight().stream() == sight.stream() ? each : asked;
        }
        if (asked == null) {
            return past.link(sight).matching(IN) == null ? Outcome.near("other") : Outcome.near("early");
        }
        String before = asked.message().payload().text();
        String capitals = before.toUpperCase(Locale.ROOT);
        if (before.equals(capitals)) {
            return Outcome.near("capitals", before);
        }
        return it.payload().text().equals(capitals)
                ? Outcome.done(asked.sight().frame(), sight.frame())
                : Outcome.near("same", it.payload().text(), capitals);
    }
}
