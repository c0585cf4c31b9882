package mqttlab.relay.fault;

import java.util.Random;
import java.util.SplittableRandom;
import mqttlab.filter.Filter;
import mqttlab.filter.MqttTerms;
import mqttlab.packet.Direction;
import mqttlab.packet.PacketType;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// A rule at one direction of a connection, with its own dice: so what it does there does not depend on what happens
/// elsewhere, but for the count of packets.
final class Watch {

    private final Rule rule;
    private final Fault fault;
    private final Direction direction;
    private final Random dice;
    private final @Nullable Filter<Trace> filter;

    Watch(Rule rule, long seed, long connection, Direction direction) {
        this.rule = rule;
        this.fault = rule.fault();
        this.direction = direction;
        dice = new Random(mixed(mixed(mixed(seed + connection) + rule.number()) + direction.ordinal()));
        filter = fault.filter() == null ? null : Filter.compile(fault.filter(), MqttTerms.ofTraces());
    }

    /// A number that says nothing of its neighbour's: with seeds that are alike, [Random] begins alike.
    private static long mixed(long number) {
        return new SplittableRandom(number).nextLong();
    }

    Rule rule() {
        return rule;
    }

    Random dice() {
        return dice;
    }

    /// Whether anything of this client may be meant.
    boolean concerns(String clientId) {
        return (fault.from() == null || fault.from() == direction) && fault.isOf(clientId);
    }

    boolean mayTouch(@Nullable PacketType type, String clientId) {
        return !(fault.action() instanceof Action.Throttle)
                && type != null
                && fault.types().contains(type)
                && concerns(clientId);
    }

    /// Whether it befalls a packet that it may touch.
    ///
    /// @param read the packet as it came
    boolean befalls(Trace read) {
        if (filter != null && !filter.test(read)) {
            return false;
        }
        if (fault.action() instanceof Action.Change(var patch) && patch.applied(read) == null) {
            return false;
        }
        long number = rule.match();
        return switch (fault.which()) {
            case Which.Range(long first, long last) -> first <= number && number <= last;
            case Which.Every(long n) -> number % n == 0;
            case Which.Chance(double probability) -> dice.nextDouble() < probability;
        };
    }
}
