package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.packet.PacketType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// The table behaves as a map of the JDK.
class OpenExchangesTest {

    /// Below 32, so that identifiers are used again and stand in each other's places; or with the same lower bits.
    @Property
    void isAMap(@ForAll @Size(max = 200) List<@IntRange(min = -31, max = 31) Integer> steps, @ForAll boolean isSpread) {
        Map<Integer, Exchange> model = new LinkedHashMap<>();
        OpenExchanges table = new OpenExchanges();
        long packet = 0;
        for (int step : steps) {
            int id = (Math.abs(step) + 1) * (isSpread ? 1024 : 1);
            if (step < 0) {
                model.remove(id);
                table.remove(id);
            } else {
                Exchange exchange = new Exchange(id, PacketType.PUBLISH, 1, PacketType.PUBACK, packet++, 0);
                model.remove(id);
                model.put(id, exchange);
                table.put(exchange);
            }
            assertEquals(model.size(), table.size());
            for (int any = 1; any <= 32; any++) {
                int key = any * (isSpread ? 1024 : 1);
                assertSame(model.get(key), table.get(key));
            }
        }
        assertEquals(List.copyOf(model.values()), table.inOrder());
    }
}
