package mqttlab.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import mqttlab.packet.PacketType;
import org.jspecify.annotations.Nullable;

/// The order in which a client owes acknowledgements of one type. 3.1.1 and 5.0 section 4.6.
final class Order {

    private static final int SMALLEST = 16;

    private final PacketType type;
    private Deque<Exchange> owed = new ArrayDeque<>();
    /// How many there may be until those are dropped whose identifier was taken by another: nobody acknowledges them.
    private int room = SMALLEST;

    Order(PacketType type) {
        this.type = type;
    }

    void owe(Exchange exchange) {
        if (exchange.ordered) {
            return;
        }
        if (owed.size() >= room) {
            owed.removeIf(each -> each.closed);
            room = Math.max(SMALLEST, 2 * owed.size());
        }
        exchange.ordered = true;
        owed.add(exchange);
    }

    /// Takes the one that is acknowledged now, and those it has overtaken; returns the first of these, or null.
    @Nullable
    Exchange acknowledged(Exchange exchange) {
        if (!exchange.ordered) {
            return null;
        }
        Exchange first = null;
        for (Exchange head = owed.poll(); head != null && head != exchange; head = owed.poll()) {
            head.ordered = false;
            boolean isOwed = !head.closed && head.awaited == type && !head.repeated;
            if (isOwed && !exchange.repeated) {
                first = first == null ? head : first;
            }
        }
        exchange.ordered = false;
        return first;
    }

    int size() {
        return owed.size();
    }

    void clear() {
        owed = new ArrayDeque<>();
        room = SMALLEST;
    }
}
