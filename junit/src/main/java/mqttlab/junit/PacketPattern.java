package mqttlab.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import mqttlab.packet.Packet;

/// What a packet is to be like: its type, and as much of the rest as a test cares for. Made by [Packets]; each method
/// returns a new pattern that demands one thing more.
///
/// @param <P> the type of packet
public abstract class PacketPattern<P extends Packet> {

    /// @param text what it demands, as in "topic a/b"; may be empty
    record Demand<P>(String text, Predicate<P> isMet) {}

    private final Class<P> type;
    private final List<Demand<P>> demands;

    PacketPattern(Class<P> type, List<Demand<P>> demands) {
        this.type = type;
        this.demands = demands;
    }

    Class<P> type() {
        return type;
    }

    boolean matches(P packet) {
        return demands.stream().allMatch(it -> it.isMet().test(packet));
    }

    List<Demand<P>> and(String text, Predicate<P> isMet) {
        List<Demand<P>> all = new ArrayList<>(demands);
        all.add(new Demand<>(text, isMet));
        return List.copyOf(all);
    }

    /// Demands anything else of the packet.
    ///
    /// @param text says what, for the message of a test that fails
    public abstract PacketPattern<P> where(String text, Predicate<P> isMet);

    /// "PUBLISH with topic a/b, QoS 1".
    @Override
    public final String toString() {
        List<String> texts =
                demands.stream().map(Demand::text).filter(it -> !it.isEmpty()).toList();
        String name = type.getSimpleName().toUpperCase(Locale.ROOT);
        return texts.isEmpty() ? name : name + " with " + String.join(", ", texts);
    }
}
