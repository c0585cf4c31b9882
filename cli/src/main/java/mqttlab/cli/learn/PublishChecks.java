package mqttlab.cli.learn;

import java.util.List;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;

/// Stage 3: who publishes knows nothing of who subscribes.
final class PublishChecks {

    private PublishChecks() {}

    static Outcome subscribed(Sight sight, Past past) {
        if (sight.packet() instanceof Publish it && sight.isFromClient()) {
            return Outcome.near("early", it.topic());
        }
        if (!(sight.packet() instanceof SubAck it)) {
            return Outcome.NOTHING;
        }
        List<Link.Asked> granted = past.link(sight).granted();
        return granted.isEmpty() || it.codes().getLast() >= 0x80
                ? Outcome.near("refused")
                : Outcome.done(granted.getLast().frame(), sight.frame());
    }

    static Outcome delivered(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it)) {
            return Outcome.NOTHING;
        }
        if (sight.isFromClient()) {
            return isWanted(it.topic(), past) ? Outcome.NOTHING : Outcome.near("unwanted", it.topic(), filters(past));
        }
        Sent source = past.source(sight, it);
        return source == null ? Outcome.NOTHING : Outcome.done(source.sight().frame(), sight.frame());
    }

    private static boolean isWanted(String topic, Past past) {
        return past.links().stream().anyMatch(link -> link.matching(topic) != null);
    }

    private static String filters(Past past) {
        List<String> filters = past.links().stream()
                .flatMap(link -> link.granted().stream())
                .map(asked -> asked.request().filter())
                .distinct()
                .toList();
        return String.join(", ", filters);
    }

    static Outcome lowered(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it)) {
            return Outcome.NOTHING;
        }
        if (sight.isFromClient()) {
            return it.qos() == 0 ? Outcome.near("zero") : Outcome.NOTHING;
        }
        Sent source = past.source(sight, it);
        if (source == null || source.message().qos() == 0) {
            return Outcome.NOTHING;
        }
        return it.qos() < source.message().qos()
                ? Outcome.done(source.sight().frame(), sight.frame())
                : Outcome.near("same", it.qos());
    }
}
