package mqttlab.relay.fault;

import java.util.ArrayList;
import java.util.List;

/// The faults in force, which may be added and taken away while packets pass. Any thread may call.
public final class Rules {

    private final long seed;
    private volatile List<Rule> all = List.of();
    private volatile int changes;
    private int numbered;

    /// @param seed of all that is left to chance: with the same seed, rules and packets the same comes out, whatever
    /// the order in which connections are served
    public Rules(long seed) {
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    /// From now on, behind those that are there.
    public synchronized Rule add(Fault fault) {
        Rule rule = new Rule(++numbered, fault);
        List<Rule> more = new ArrayList<>(all);
        more.add(rule);
        all = List.copyOf(more);
        changes++;
        return rule;
    }

    /// Returns whether there was one with this number.
    public synchronized boolean remove(int number) {
        List<Rule> fewer = new ArrayList<>(all);
        boolean isThere = fewer.removeIf(each -> each.number() == number);
        all = List.copyOf(fewer);
        changes++;
        return isThere;
    }

    /// As they are now.
    public List<Rule> all() {
        return all;
    }

    /// How often they have changed.
    int changes() {
        return changes;
    }
}
