package mqttlab.cli.report;

import java.nio.charset.StandardCharsets;
import mqttlab.cli.dissection.Sighting;
import mqttlab.packet.Derived;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;
import mqttlab.packet.Publish;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// What can be said of a PUBLISH, also where its end is missing.
final class Publication {

    private Publication() {}

    static boolean is(Sighting seen) {
        return seen.trace().type() == PacketType.PUBLISH;
    }

    /// The topic, that of an alias too; null where neither was seen.
    static @Nullable String topic(Sighting seen) {
        Trace trace = seen.trace();
        String topic = "";
        if (seen.packet() instanceof Publish publish) {
            topic = publish.topic();
        } else {
            int entry = trace.find(Publish.TOPIC);
            if (entry >= 0) {
                int from = trace.start() + trace.offset(entry);
                topic = new String(trace.array(), from, trace.length(entry), StandardCharsets.UTF_8);
            }
        }
        return topic.isEmpty() ? ofAlias(trace) : topic;
    }

    private static @Nullable String ofAlias(Trace trace) {
        for (int i = 0; i < trace.generated().size(); i++) {
            Trace.Generated generated = trace.generated().get(i);
            if (generated.field().id() == Derived.TOPIC.id()) {
                return generated.text();
            }
        }
        return null;
    }

    /// 0 to 3.
    static int qos(Sighting seen) {
        return FixedHeader.QOS.get(first(seen));
    }

    static boolean isRetained(Sighting seen) {
        return FixedHeader.RETAIN.get(first(seen)) != 0;
    }

    static boolean isDuplicate(Sighting seen) {
        return FixedHeader.DUP.get(first(seen)) != 0;
    }

    private static int first(Sighting seen) {
        return seen.trace().array()[seen.trace().start()];
    }
}
