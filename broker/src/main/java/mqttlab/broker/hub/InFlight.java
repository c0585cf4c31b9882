package mqttlab.broker.hub;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The deliveries that were sent and are not acknowledged, by packet identifier.
///
/// Identifiers go round, so the last bits of one tell its place; where that is taken by an older one, the next
/// identifier is tried.
final class InFlight {

    private static final int LAST_ID = 65_535;

    private @Nullable Delivery[] slots = new Delivery[8];
    private int size;
    private int lastId;

    int size() {
        return size;
    }

    /// Gives the delivery the next free packet identifier. There must be fewer than 65 535.
    void add(Delivery delivery) {
        if (size > slots.length / 2) {
            grow();
        }
        do {
            lastId = lastId == LAST_ID ? 1 : lastId + 1;
        } while (slots[lastId & slots.length - 1] != null);
        delivery.packetId = lastId;
        slots[lastId & slots.length - 1] = delivery;
        size++;
    }

    /// Takes up a delivery that has its identifier already.
    ///
    /// @throws StoreException where another has the same
    void restore(Delivery delivery) {
        if (get(delivery.packetId) != null) {
            throw new StoreException("the store has two deliveries with packet identifier " + delivery.packetId);
        }
        while (slots[delivery.packetId & slots.length - 1] != null) {
            grow();
        }
        slots[delivery.packetId & slots.length - 1] = delivery;
        lastId = delivery.packetId;
        size++;
    }

    private void grow() {
        @Nullable Delivery[] old = slots;
        slots = new Delivery[old.length * 2];
        for (Delivery it : old) {
            if (it != null) {
                // Two that differ in their last bits differ in one more, too.
                slots[it.packetId & slots.length - 1] = it;
            }
        }
    }

    @Nullable
    Delivery get(int packetId) {
        Delivery it = slots[packetId & slots.length - 1];
        return it != null && it.packetId == packetId ? it : null;
    }

    void remove(Delivery delivery) {
        slots[delivery.packetId & slots.length - 1] = null;
        size--;
    }

    /// All, in the order in which they were sent.
    List<Delivery> all() {
        Stream<@Nullable Delivery> all = Arrays.stream(slots);
        return all.filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(it -> it.position))
                .toList();
    }
}
