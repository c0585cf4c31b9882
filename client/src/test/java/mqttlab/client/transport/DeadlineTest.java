package mqttlab.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void leavesTimeForEachAttempt() throws SocketTimeoutException {
        Deadline deadline = Deadline.in(Duration.ofHours(2));
        int half = deadline.millis(2);
        assertTrue(half <= 3_600_000 && half > 1_800_000, "" + half);
        assertEquals(1, Deadline.in(Duration.ofHours(1)).millis(Integer.MAX_VALUE));
        Deadline over = new Deadline(System.nanoTime());
        assertThrows(SocketTimeoutException.class, () -> over.millis(1));
    }
}
