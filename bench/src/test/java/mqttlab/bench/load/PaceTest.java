package mqttlab.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaceTest {

    /// A message each millisecond, from three publishers in turn, from second 5 on.
    private final Pace pace = new Pace(1000, 3, 5_000_000_000L);

    @Test
    void publishersTakeTurns() {
        assertDue(0, 0, 0, 5_000_000_000L);
        assertDue(1, 0, 0, 5_001_000_000L);
        assertDue(1, 1, 1, 5_003_000_000L);
        assertDue(334, 333, 333, 6_000_000_000L);
    }

    @Test
    void aMessageInTimeCarriesTheTimeOfItsSending() {
        assertEquals(5_004_500_000L, pace.time(0, 1, 5_004_500_000L));
    }

    @Test
    void aLateMessageCarriesTheTimeWhenItWasDue() {
        assertEquals(5_003_000_000L, pace.time(0, 1, 5_100_000_000L));
        assertEquals(5_005_000_000L, pace.time(2, 1, 5_100_000_000L));
    }

    private void assertDue(long first, long second, long third, long now) {
        assertEquals(first, pace.due(0, now));
        assertEquals(second, pace.due(1, now));
        assertEquals(third, pace.due(2, now));
    }
}
