package mqttlab.cli.dissection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import mqttlab.filter.Catalogue;
import mqttlab.filter.MqttTerms;
import mqttlab.filter.Term;
import mqttlab.filter.Type;
import mqttlab.filter.Value;
import org.jspecify.annotations.Nullable;

/// What filters and columns may ask of a packet beyond its own bytes: what it answers, what answers it, what it
/// passes on, what is wrong with it, whose it is. Wireshark has none of these.
public final class WatchTerms implements Catalogue<Seen> {

    private final Map<String, Term<Seen>> terms = new LinkedHashMap<>();
    private final FindingTerms<Seen> findings = new FindingTerms<>(Seen::findings);
    private Dissection.Depth depth = Dissection.Depth.ALONE;

    public WatchTerms() {
        text("mqttlab.clientid", seen -> seen.connection().clientId());
        number("mqttlab.response_in", Type.NUMBER, Seen::response, PacketId::frame);
        number("mqttlab.response_to", Type.NUMBER, Seen::request, PacketId::frame);
        number("mqttlab.response_time", Type.TIME, Seen::requestNanos, nanos -> nanos);
        number("mqttlab.retransmission", Type.NUMBER, Seen::original, PacketId::frame);
        number("mqttlab.forwarded_from", Type.NUMBER, Seen::forwarded, PacketId::frame);
        number("mqttlab.forwarding_time", Type.TIME, Seen::forwardingNanos, nanos -> nanos);
        number("mqttlab.unanswered", Type.FLAG, seen -> seen.isUnanswered() ? 1 : Seen.NONE, one -> one);
    }

    /// All that filters and columns may ask of a packet in a capture.
    public Catalogue<Seen> ofCaptures() {
        return new MqttTerms<>(Seen::trace).and(new FrameTerms()).and(this);
    }

    private interface Meaning {
        long of(long number);
    }

    private void number(String name, Type type, ToLongFunction<Seen> fact, Meaning meaning) {
        terms.put(name, new Term<>(name, type) {
            @Override
            public int next(Seen seen, int from, Value value) {
                long number = fact.applyAsLong(seen);
                if (from > 0 || number == Seen.NONE) {
                    return -1;
                }
                value.number(type, meaning.of(number), 8);
                return 0;
            }
        });
    }

    private void text(String name, Function<Seen, String> fact) {
        terms.put(name, new Term<>(name, Type.TEXT) {
            @Override
            public int next(Seen seen, int from, Value value) {
                String text = fact.apply(seen);
                return from > 0 || text.isEmpty() ? -1 : put(value, text, 0);
            }
        });
    }

    private static int put(Value value, String text, int place) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        value.bytes(Type.TEXT, bytes, 0, bytes.length);
        return place;
    }

    /// How deep packets have to be looked into for the terms that were asked for.
    public Dissection.Depth depth() {
        return depth;
    }

    @Override
    public @Nullable Term<Seen> find(String name) {
        Term<Seen> known = terms.get(name);
        Term<Seen> term = known == null ? findings.find(name) : known;
        Dissection.Depth needed = depth(name);
        if (term != null && needed.compareTo(depth) > 0) {
            depth = needed;
        }
        return term;
    }

    private static Dissection.Depth depth(String name) {
        return switch (name) {
            case "mqttlab.response_in", "mqttlab.unanswered" -> Dissection.Depth.AHEAD;
            case "mqttlab.forwarded_from", "mqttlab.forwarding_time" -> Dissection.Depth.ACROSS;
            default -> Dissection.Depth.BEHIND;
        };
    }

    @Override
    public Iterable<String> names() {
        List<String> names = new ArrayList<>(terms.keySet());
        findings.names().forEach(names::add);
        return names;
    }
}
