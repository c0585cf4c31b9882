package mqttlab.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox(3, 10);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        for (byte[] it = outbox.next(); it != null; it = outbox.next()) {
            all.add(new String(it, StandardCharsets.UTF_8));
        }
        return all;
    }

    @Test
    void keepsTheOrder() {
        outbox.message(bytes("1"));
        outbox.answer(bytes("a"));
        outbox.message(bytes("2"));
        assertEquals(List.of("1", "a", "2"), all());
        assertNull(outbox.next());
    }

    @Test
    void losesTheOldestMessageAndNoAnswer() {
        outbox.answer(bytes("a"));
        for (int i = 1; i <= 5; i++) {
            outbox.message(bytes("" + i));
        }
        assertEquals(List.of("{\"lost\":2}", "a", "3", "4", "5"), all());
        outbox.message(bytes("6"));
        assertEquals(List.of("6"), all());
    }

    @Test
    void countsNoRemarks() {
        outbox.message(bytes("1"));
        outbox.remark(bytes("a"));
        outbox.remark(bytes("12345678901"));
        outbox.message(bytes("2"));
        outbox.message(bytes("3"));
        assertEquals(List.of("{\"lost\":1}", "a", "2", "3"), all());
        outbox.remark(bytes("b"));
        for (int i = 4; i <= 6; i++) {
            outbox.message(bytes("" + i));
        }
        assertEquals(List.of("4", "5", "6"), all());
    }

    @Test
    void holdsSoManyBytes() {
        outbox.message(bytes("12345"));
        outbox.message(bytes("67890"));
        outbox.message(bytes("x"));
        assertEquals(List.of("{\"lost\":1}", "67890", "x"), all());
    }

    @Test
    void losesWhatIsTooLongAlone() {
        outbox.message(bytes("1"));
        outbox.message(bytes("12345678901"));
        assertEquals(List.of("{\"lost\":1}", "1"), all());
        assertTrue(outbox.isEmpty());
    }

    @Test
    void countsWhatIsLostAfterItWasSaid() {
        for (int i = 1; i <= 4; i++) {
            outbox.message(bytes("" + i));
        }
        assertEquals("{\"lost\":1}", new String(outbox.next(), StandardCharsets.UTF_8));
        outbox.message(bytes("5"));
        assertEquals(List.of("{\"lost\":1}", "3", "4", "5"), all());
    }
}
