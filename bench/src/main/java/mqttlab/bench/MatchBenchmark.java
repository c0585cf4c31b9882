package mqttlab.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.topic.FilterTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs a broker to find the subscriptions of a topic, by how many subscriptions there are.
///
/// One in ten filters has a wildcard: `building/B/+/ROOM` or `building/B/#`. A topic matches three: its own, and one of
/// each of these.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MatchBenchmark {

    private static final int TOPICS = 1 << 12;

    @Param({"1000", "10000", "100000", "1000000"})
    public int subscriptions;

    private final FilterTree<Integer> tree = new FilterTree<>();
    private final String[] topics = new String[TOPICS];
    private int next;
    private int found;

    @Setup(Level.Trial)
    public void fill() {
        // Ten filters a building: eight rooms, and two with wildcards.
        int buildings = subscriptions / 10;
        int value = 0;
        for (int building = 0; building < buildings; building++) {
            for (int room = 0; room < 8; room++) {
                tree.add("building/" + building + "/floor/" + room, value++);
            }
            tree.add("building/" + building + "/+/0", value++);
            tree.add("building/" + building + "/#", value++);
        }
        Random random = new Random(1);
        for (int i = 0; i < TOPICS; i++) {
            topics[i] = "building/" + random.nextInt(buildings) + "/floor/0";
        }
    }

    @Benchmark
    public int match() {
        found = 0;
        tree.match(topics[next++ & TOPICS - 1], _ -> found++);
        return found;
    }
}
