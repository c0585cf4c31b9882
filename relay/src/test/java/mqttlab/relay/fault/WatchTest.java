package mqttlab.relay.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.BiFunction;
import mqttlab.packet.Direction;
import org.junit.jupiter.api.Test;

/// Dice, of many seeds.
class WatchTest {

    private static final int SEEDS = 20_000;

    private static boolean isHit(long seed, long connection, int rule, Direction direction) {
        Watch watch = new Watch(new Rule(rule, Fault.parse("drop any 50%")), seed, connection, direction);
        return watch.dice().nextDouble() < 0.5;
    }

    /// How many in a hundred hit both.
    private static double both(BiFunction<Long, Boolean, Boolean> isHit) {
        int both = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            both += isHit.apply(seed, false) && isHit.apply(seed, true) ? 1 : 0;
        }
        return both * 100.0 / SEEDS;
    }

    /// One in two, twice.
    @Test
    void whatOneRuleDoesSaysNothingOfAnother() {
        assertEquals(25, both((seed, next) -> isHit(seed, 1, next ? 2 : 1, Direction.CLIENT_TO_SERVER)), 1);
        assertEquals(25, both((seed, next) -> isHit(seed, next ? 2 : 1, 1, Direction.CLIENT_TO_SERVER)), 1);
        assertEquals(25, both((seed, next) -> isHit(seed, 1, 1, Direction.values()[next ? 1 : 0])), 1);
        assertEquals(25, both((seed, next) -> isHit(seed, next ? 2 : 1, next ? 1 : 32, Direction.CLIENT_TO_SERVER)), 1);
    }
}
