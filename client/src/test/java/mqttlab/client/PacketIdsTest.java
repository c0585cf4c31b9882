package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Properties;
import mqttlab.packet.Subscribe;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacketIdsTest {

    private static Exchange exchange(int id) {
        return new Subscribing(new Subscribe(id, Properties.NONE, List.of()), null);
    }

    @Test
    void allOfThem() {
        PacketIds ids = new PacketIds();
        for (int i = 1; i <= 65535; i++) {
            assertEquals(i, ids.next());
            ids.put(exchange(i));
        }
        assertEquals(65535, ids.size());
        assertEquals(0, ids.next());
        ids.remove(40_000);
        assertEquals(40_000, ids.next());
        assertEquals(65534, ids.all().size());
    }

    /// Identifiers come again, but for one that stays in use.
    @Test
    void aStragglerIsPassedOver() {
        PacketIds ids = new PacketIds();
        Exchange straggler = exchange(ids.next());
        ids.put(straggler);
        for (int i = 0; i < 200_000; i++) {
            int id = ids.next();
            ids.put(exchange(id));
            assertSame(straggler, ids.get(1));
            ids.remove(id);
        }
        assertEquals(1, ids.size());
    }

    /// Like a map, whatever is done: a positive number puts it, a negative one removes it.
    @Property
    void likeAMap(@ForAll @Size(max = 300) List<@IntRange(min = -65535, max = 65535) Integer> steps) {
        PacketIds ids = new PacketIds();
        Map<Integer, Exchange> model = new HashMap<>();
        for (int step : steps) {
            if (step > 0) {
                Exchange exchange = exchange(step);
                ids.put(exchange);
                model.put(step, exchange);
            } else if (step < 0) {
                ids.remove(-step);
                model.remove(-step);
            }
            assertEquals(model.size(), ids.size());
        }
        for (int step : steps) {
            assertSame(model.get(Math.abs(step)), ids.get(Math.abs(step)));
        }
        int next = ids.next();
        assertNull(model.get(next));
    }
}
