package mqttlab.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RunsTest {

    private final Runs runs = new Runs();

    private List<String> take() throws SQLException {
        List<String> taken = new ArrayList<>();
        runs.take((first, last) -> taken.add(first + "-" + last));
        return taken;
    }

    @Test
    void numbersThatFollowEachOtherAreOneRun() throws SQLException {
        for (long each : new long[] {7, 3, 1, 2, 9, 8, 20}) {
            runs.add(each);
        }
        assertEquals(List.of("1-3", "7-9", "20-20"), take());
        assertEquals(List.of(), take());
    }

    @Property
    void everyNumberIsInOneRunAndNoOtherIs(@ForAll List<@LongRange(min = 1, max = 100) Long> numbers)
            throws SQLException {
        numbers.forEach(runs::add);
        List<Long> taken = new ArrayList<>();
        runs.take((first, last) -> LongStream.rangeClosed(first, last).forEach(taken::add));
        assertEquals(List.copyOf(new TreeSet<>(numbers)), taken);
    }
}
