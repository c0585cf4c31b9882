package mqttlab.broker.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Packet identifiers from 1 to 65535, each for one delivery at a time.
class InFlightTest {

    private static final Message MESSAGE = new Message("", "t", 1, false, Properties.NONE, Long.MAX_VALUE, Bytes.EMPTY);

    private long position;

    private Delivery delivery() {
        return new Delivery(MESSAGE, 1, false, new int[0], ++position);
    }

    @Test
    void countsFromOneAndGoesRound() {
        InFlight flying = new InFlight();
        for (int round = 0; round < 2; round++) {
            for (int id = 1; id <= 65_535; id++) {
                Delivery it = delivery();
                flying.add(it);
                assertEquals(id, it.packetId);
                flying.remove(it);
            }
        }
        assertEquals(0, flying.size());
    }

    @Test
    void holdsAllThatThereAre() {
        InFlight flying = new InFlight();
        Set<Integer> ids = new HashSet<>();
        List<Delivery> all = new ArrayList<>();
        for (int i = 0; i < 65_535; i++) {
            Delivery it = delivery();
            flying.add(it);
            all.add(it);
            assertTrue(ids.add(it.packetId) && it.packetId >= 1 && it.packetId <= 65_535);
        }
        assertEquals(all, flying.all());
        Delivery tenth = all.get(10);
        int free = tenth.packetId;
        flying.remove(tenth);
        Delivery last = delivery();
        flying.add(last);
        assertEquals(free, last.packetId);
    }

    @Test
    void aStoreMayNotGiveAnIdentifierTwice() {
        InFlight flying = new InFlight();
        Delivery it = delivery();
        flying.add(it);
        Delivery same = delivery();
        same.packetId = it.packetId;
        assertThrows(StoreException.class, () -> flying.restore(same));
    }

    @Property(tries = 200)
    void isAMapInOrder(@ForAll Random random) {
        InFlight flying = new InFlight();
        Map<Integer, Delivery> model = new TreeMap<>();
        int most = 1 + random.nextInt(300);
        int restored = random.nextInt(20);
        for (int i = 0; i < restored; i++) {
            Delivery it = delivery();
            it.packetId = 1 + random.nextInt(65_535);
            if (model.putIfAbsent(it.packetId, it) == null) {
                flying.restore(it);
            }
        }
        for (int step = 0; step < 2000; step++) {
            if (model.size() < most && random.nextInt(5) < 3) {
                Delivery it = delivery();
                flying.add(it);
                assertNull(model.put(it.packetId, it), () -> it.packetId + " is taken");
            } else if (!model.isEmpty()) {
                List<Integer> ids = List.copyOf(model.keySet());
                int id = ids.get(random.nextInt(ids.size()));
                assertSame(model.get(id), flying.get(id));
                flying.remove(Objects.requireNonNull(model.remove(id)));
                assertNull(flying.get(id));
            }
            assertEquals(model.size(), flying.size());
        }
        assertEquals(
                model.values().stream().map(it -> it.position).sorted().toList(),
                flying.all().stream().map(it -> it.position).toList());
    }
}
