package mqttlab.broker.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one client may read and write. What was decided of a topic is remembered, for some hundred topics.
final class Grants {

    private static final int REMEMBERED = 256;
    private static final int LONGEST = 256;
    private static final int READ = 1;
    private static final int WRITE = 2;

    private final List<Rule> denied = new ArrayList<>();
    private final List<Rule> allowed = new ArrayList<>();
    private final Map<String, Integer> decided = new HashMap<>();

    Grants(List<Rule> rules) {
        for (Rule rule : rules) {
            (rule.kind() == Rule.Kind.DENY ? denied : allowed).add(rule);
        }
    }

    boolean mayRead(String topic) {
        return (decide(topic) & READ) != 0;
    }

    boolean mayWrite(String topic) {
        return (decide(topic) & WRITE) != 0;
    }

    /// Whether the filter may match something that can be read: what it matches is looked at message by message.
    boolean mayAskFor(String filter) {
        if (denial(filter) != null) {
            return false;
        }
        for (Rule rule : allowed) {
            if (rule.kind().isRead() && Filters.meet(rule.filter(), filter)) {
                return true;
            }
        }
        return false;
    }

    /// The rule that denies all that a topic or filter matches, or null.
    @Nullable
    Rule denial(String filter) {
        for (Rule rule : denied) {
            if (Filters.covers(rule.filter(), filter)) {
                return rule;
            }
        }
        return null;
    }

    /// Whether a topic or client identifier, which may be of 64 KB, is not to be remembered.
    static boolean isLong(String name) {
        return name.length() > LONGEST;
    }

    /// How many decisions are remembered.
    int remembered() {
        return decided.size();
    }

    private int decide(String topic) {
        if (isLong(topic)) {
            return decideAnew(topic);
        }
        Integer before = decided.get(topic);
        if (before != null) {
            return before;
        }
        if (decided.size() >= REMEMBERED) {
            decided.clear();
        }
        int decision = decideAnew(topic);
        decided.put(topic, decision);
        return decision;
    }

    private int decideAnew(String topic) {
        if (denial(topic) != null) {
            return 0;
        }
        int decision = 0;
        for (Rule rule : allowed) {
            if (Filters.matches(rule.filter(), topic)) {
                decision |= (rule.kind().isRead() ? READ : 0) | (rule.kind().isWrite() ? WRITE : 0);
            }
        }
        return decision;
    }
}
