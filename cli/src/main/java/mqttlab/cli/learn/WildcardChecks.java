package mqttlab.cli.learn;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Publish;
import mqttlab.packet.Subscribe;

/// Stage 6: what + and # match, and what not.
final class WildcardChecks {

    private static final List<String> WANTED = List.of("lab/kitchen/temperature", "lab/bath/temperature");
    private static final String UNWANTED = "lab/kitchen/humidity";

    private WildcardChecks() {}

    /// One subscription brings both temperatures, and not the humidity.
    static Outcome plus(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it)) {
            return Outcome.NOTHING;
        }
        if (sight.isFromServer() && it.topic().equals(UNWANTED)) {
            Link.Asked asked = past.link(sight).matching(it.topic());
            return Outcome.near("wide", asked == null ? "" : asked.request().filter());
        }
        for (Link link : past.links()) {
            Outcome outcome = plus(link, past);
            if (!outcome.equals(Outcome.NOTHING)) {
                return outcome;
            }
        }
        return Outcome.NOTHING;
    }

    private static Outcome plus(Link link, Past past) {
        List<Long> frames = new ArrayList<>();
        for (String topic : WANTED) {
            past.messages().stream()
                    .filter(sent -> sent.link() == link && sent.sight().isFromServer())
                    .filter(sent -> sent.message().topic().equals(topic))
                    .findFirst()
                    .ifPresent(sent -> frames.add(sent.sight().frame()));
        }
        if (frames.size() < WANTED.size() || link.matching(UNWANTED) != null) {
            return Outcome.NOTHING;
        }
        if (link.granted().size() > 1) {
            return Outcome.near("several", link.granted().size());
        }
        boolean isTried = past.messages().stream()
                .anyMatch(sent ->
                        sent.sight().isFromClient() && sent.message().topic().equals(UNWANTED));
        if (!isTried) {
            return Outcome.near("untried");
        }
        return Outcome.done(frames.getFirst(), frames.getLast());
    }

    /// A message comes whose topic is the filter without its last two characters.
    static Outcome parent(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it) || !sight.isFromServer()) {
            return Outcome.NOTHING;
        }
        for (Link.Asked asked : past.link(sight).granted()) {
            String filter = asked.request().filter();
            if (filter.equals(it.topic() + "/#")) {
                return Outcome.done(asked.frame(), sight.frame());
            }
            if (filter.endsWith("/#")) {
                return Outcome.near("below", it.topic(), filter.substring(0, filter.length() - 2));
            }
        }
        return Outcome.NOTHING;
    }

    /// A message comes whose topic begins with $.
    static Outcome dollar(Sight sight, Past past) {
        if (sight.packet() instanceof Subscribe it) {
            boolean isAll = it.requests().stream()
                    .anyMatch(request ->
                            request.filter().equals("#") || request.filter().startsWith("+/"));
            return isAll ? Outcome.near("all", it.requests().getFirst().filter()) : Outcome.NOTHING;
        }
        return sight.packet() instanceof Publish it
                        && sight.isFromServer()
                        && it.topic().startsWith("$")
                ? Outcome.done(sight.frame())
                : Outcome.NOTHING;
    }
}
