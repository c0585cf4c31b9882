package mqttlab.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The packet identifiers that are in use on our side, and for what. 5.0 section 2.2.1.
///
/// An exchange stands at its identifier modulo the table's size, which doubles where two would collide; at 65 536
/// none can. As identifiers are given out in order, the table is about as large as the number in use.
final class PacketIds {

    private static final int MAX = 0xffff;

    private @Nullable Exchange[] slots = new Exchange[16];
    private int size;
    private int last;

    /// An identifier that is not in use, or 0 where all are.
    int next() {
        if (size == MAX) {
            return 0;
        }
        do {
            last = last == MAX ? 1 : last + 1;
        } while (get(last) != null);
        return last;
    }

    void put(Exchange exchange) {
        int id = exchange.id();
        for (Exchange there = at(id); there != null && there.id() != id; there = at(id)) {
            grow();
        }
        size += at(id) == null ? 1 : 0;
        slots[id & slots.length - 1] = exchange;
    }

    private @Nullable Exchange at(int id) {
        return slots[id & slots.length - 1];
    }

    private void grow() {
        @Nullable Exchange[] old = slots;
        slots = new Exchange[old.length * 2];
        for (Exchange each : old) {
            if (each != null) {
                slots[each.id() & slots.length - 1] = each;
            }
        }
    }

    @Nullable
    Exchange get(int id) {
        Exchange there = at(id);
        return there != null && there.id() == id ? there : null;
    }

    void remove(int id) {
        if (get(id) != null) {
            slots[id & slots.length - 1] = null;
            size--;
        }
    }

    int size() {
        return size;
    }

    /// The exchanges in the order in which their identifiers were given out.
    List<Exchange> all() {
        List<Exchange> all = new ArrayList<>(size);
        for (Exchange each : slots) {
            if (each != null) {
                all.add(each);
            }
        }
        all.sort(Comparator.comparingInt(it -> it.id() - last - 1 & MAX));
        return all;
    }
}
