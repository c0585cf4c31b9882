package mqttlab.broker.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BacklogTest {

    /// Adds as many bytes as a number says, or takes out as many as there are of its opposite.
    @Property
    void whatIsAddedComesOutInItsOrder(@ForAll List<@IntRange(min = -50, max = 50) Integer> steps) {
        Backlog backlog = new Backlog();
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int step : steps) {
            byte[] more = new byte[Math.max(0, step)];
            Arrays.fill(more, (byte) in.size());
            in.writeBytes(more);
            backlog.add(more, 0, more.length);
            int taken = Math.min(Math.max(0, -step), backlog.size());
            out.write(backlog.array(), backlog.from(), taken);
            backlog.skip(taken);
            assertEquals(in.size() - out.size(), backlog.size());
        }
        out.writeBytes(backlog.take());
        assertEquals(0, backlog.size());
        assertArrayEquals(in.toByteArray(), out.toByteArray());
    }
}
