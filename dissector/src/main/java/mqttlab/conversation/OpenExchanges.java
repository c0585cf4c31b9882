package mqttlab.conversation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Exchanges by packet identifier: a hash table of our own, since every message with QoS 1 or 2 enters and leaves it.
final class OpenExchanges {

    private static final int SMALLEST = 8;

    /// An exchange stands at the place of its identifier or, where that is taken, at the next that is free; behind the
    /// last comes the first. No more than half of the places are taken.
    private @Nullable Exchange[] places = new Exchange[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    Exchange get(int id) {
        return places[place(id)];
    }

    /// Where the identifier stands, or would stand.
    private int place(int id) {
        int place = id & places.length - 1;
        for (Exchange there = places[place]; there != null && there.id != id; there = places[place]) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    void put(Exchange exchange) {
        int place = place(exchange.id);
        size += places[place] == null ? 1 : 0;
        places[place] = exchange;
        if (2 * size > places.length) {
            rebuild(2 * places.length, inOrder());
        }
    }

    void remove(int id) {
        int gap = place(id);
        if (places[gap] == null) {
            return;
        }
        places[gap] = null;
        size--;
        // What stands behind the gap is to be found without it.
        int last = places.length - 1;
        for (int place = gap + 1 & last; places[place] != null; place = place + 1 & last) {
            Exchange moved = places[place];
            if (moved != null && (place - moved.id & last) >= (place - gap & last)) {
                places[gap] = moved;
                places[place] = null;
                gap = place;
            }
        }
    }

    void clear() {
        rebuild(SMALLEST, List.of());
    }

    /// In the order in which they were begun.
    List<Exchange> inOrder() {
        List<Exchange> all = new ArrayList<>(size);
        for (Exchange exchange : places) {
            if (exchange != null) {
                all.add(exchange);
            }
        }
        all.sort(Comparator.comparingLong(exchange -> exchange.first));
        return all;
    }

    private void rebuild(int room, List<Exchange> exchanges) {
        if (places.length == room) {
            Arrays.fill(places, null);
        } else {
            places = new Exchange[room];
        }
        size = exchanges.size();
        for (Exchange exchange : exchanges) {
            places[place(exchange.id)] = exchange;
        }
    }
}
