package mqttlab.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import mqttlab.packet.PacketType;
import org.jspecify.annotations.Nullable;

/// The order in which a client owes acknowledgements of one type. 3.1.1 and 5.0 section 4.6.
final class Order {

    private final PacketType type;
    private final Deque<Exchange> owed = new ArrayDeque<>();

    Order(PacketType type) {
        this.type = type;
    }

    void owe(Exchange exchange) {
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

    void clear() {
        owed.clear();
    }
}
