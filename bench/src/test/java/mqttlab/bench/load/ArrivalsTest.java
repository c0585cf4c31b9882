package mqttlab.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();

    @Test
    void nothingIsLostThatArrivedOnce() {
        arrive(0, 1, 2);
        assertCounts(3, 0, 0);
    }

    @Test
    void nothingIsLostThatArrivedOutOfOrder() {
        arrive(0, 3, 1, 2);
        assertCounts(4, 0, 0);
    }

    @Test
    void whatIsMissingIsLostInTheMiddleAndAtTheEnd() {
        arrive(0, 3);
        assertCounts(6, 4, 0);
    }

    @Test
    void whatArrivesAgainIsDoubled() {
        arrive(0, 2, 2, 0, 1, 1);
        assertCounts(3, 0, 3);
    }

    private void arrive(long... numbers) {
        for (long number : numbers) {
            arrivals.arrived(number);
        }
    }

    private void assertCounts(long sent, long lost, long doubled) {
        assertEquals(lost, arrivals.lost(sent));
        assertEquals(doubled, arrivals.doubled());
    }
}
