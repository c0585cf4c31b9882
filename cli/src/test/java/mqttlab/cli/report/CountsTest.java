package mqttlab.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mqttlab.cli.dissection.Sighting;
import mqttlab.cli.report.TopicLevels.Level;
import mqttlab.cli.text.Json;
import mqttlab.cli.text.Page;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.Paint;
import mqttlab.finding.Finding;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Trace;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The collectors alone: nothing is lost, whatever comes, and none keeps more than it may.
class CountsTest {

    /// A PUBLISH of QoS 0 in 3.1.1.
    private record Message(Trace trace, @Nullable Packet packet, int length) implements Sighting {

        static Message of(String topic) {
            byte[] name = topic.getBytes(StandardCharsets.UTF_8);
            byte[] bytes = new byte[name.length + 4];
            bytes[0] = 0x30;
            bytes[1] = (byte) (name.length + 2);
            bytes[3] = (byte) name.length;
            System.arraycopy(name, 0, bytes, 4, name.length);
            Trace trace = new Trace();
            Packet packet = new Conversation().read(trace, Direction.CLIENT_TO_SERVER, bytes, 0, bytes.length);
            return new Message(trace, packet, bytes.length);
        }

        @Override
        public long time() {
            return NO_TIME;
        }

        @Override
        public int streamNumber() {
            return 0;
        }

        @Override
        public Direction direction() {
            return Direction.CLIENT_TO_SERVER;
        }

        @Override
        public List<Finding> findings() {
            return List.of();
        }

        @Override
        public long requestNanos() {
            return NONE;
        }

        @Override
        public long exchangeNanos() {
            return NONE;
        }
    }

    private static TopicCounts count(TopicCounts counts, List<String> topics) {
        topics.forEach(topic -> counts.packet(Message.of(topic)));
        return counts;
    }

    @Test
    void topicsForWhichThereIsNoRoomAreCountedAsOne() {
        TopicCounts counts = count(new TopicCounts(2, 100), List.of("a", "b", "c", "a", "d"));
        assertEquals(2, counts.size());
        assertEquals(2, counts.beyond().tally.packets);
        assertEquals(5, counts.sum().tally.packets);
        assertEquals(
                1, count(new TopicCounts(9, 5), List.of("abc", "def", "abc")).beyond().tally.packets);
    }

    @Test
    void saysThatThereWasNoRoom() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Topics topics = new Topics(new TopicCounts(1, 100));
        topics.packet(Message.of("a"));
        topics.packet(Message.of("b"));
        topics.print(new Page(out::write, Paint.PLAIN, 0));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("1        5           (all other topics)"), text);
        assertTrue(text.contains("There were more topics than can be kept (1, or 100 characters)"), text);
        out.reset();
        topics.print(new Json(new Page(out::write, Paint.PLAIN, 0)));
        Stats stats = new Stats(new TopicCounts(1, 100));
        stats.packet(Message.of("a"));
        stats.packet(Message.of("b"));
        stats.print(new Page(out::write, Paint.PLAIN, 0));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("more than 1 topics"), out.toString());
    }

    @Property
    void theTreeHoldsEachTopicOnce(
            @ForAll @Size(max = 30) List<@StringLength(max = 8) @CharRange(from = '.', to = '1') String> topics) {
        TopicCounts counts = count(new TopicCounts(), topics);
        TopicLevels levels = new TopicLevels(counts.all());
        List<String> found = new ArrayList<>();
        assertEquals(counts.sum().tally.packets - counts.unknown().tally.packets, walk(levels, levels.root(), found));
        Set<String> expected = new HashSet<>(topics);
        expected.remove("");
        assertEquals(expected, new HashSet<>(found));
        assertEquals(expected.size(), found.size());
    }

    private static long walk(TopicLevels levels, Level level, List<String> found) {
        long sum = 0;
        if (levels.isTopic(level)) {
            found.add(levels.own(level).topic);
            sum = levels.own(level).tally.packets;
        }
        Set<String> names = new HashSet<>();
        for (Level child : levels.children(level)) {
            assertTrue(names.add(levels.name(child)), "two levels of one name");
            assertTrue(child.depth() <= TopicLevels.MOST_DEPTH);
            sum += walk(levels, child, found);
        }
        assertEquals(level.sum().tally.packets, sum);
        return sum;
    }

    @Test
    void whatLiesVeryDeepIsOneLevel() {
        String deep = "/".repeat(101);
        TopicLevels levels =
                new TopicLevels(count(new TopicCounts(), List.of(deep, deep + "a", deep + "/b", deep + "a/c"))
                        .all());
        List<String> found = new ArrayList<>();
        assertEquals(4, walk(levels, levels.root(), found));
        assertEquals(List.of(deep, deep + "/b", deep + "a", deep + "a/c"), found);
    }

    @Property
    void seriesLoseNothing(@ForAll @Size(min = 1, max = 50) List<@LongRange(min = Long.MIN_VALUE) Long> times) {
        Series series = new Series();
        times.forEach(time -> series.add(time, 10));
        long timed = times.stream().filter(time -> time != Sighting.NO_TIME).count();
        for (int most : new int[] {1, 7, 256, 512}) {
            Series.Row row = series.row(most);
            assertEquals(timed, Arrays.stream(row.packets()).sum());
            assertEquals(timed * 10, Arrays.stream(row.bytes()).sum());
            assertTrue(row.packets().length <= most);
            assertTrue(row.interval() > 0, "" + row.interval());
        }
    }

    @Test
    void seriesAreAsFineAsTheyCan() {
        Series series = new Series();
        for (int i = 0; i < 600; i++) {
            series.add(i * 1_000_000L, 1);
        }
        assertEquals(2_000_000, series.row(512).interval());
        assertEquals(300, series.row(512).packets().length);
        assertEquals(8_000_000, series.row(99).interval());
        assertEquals(599_000_000, series.duration());
        assertEquals(1000.0, series.row(512).peak(series.row(512).packets()));
    }

    /// By its definition: the value at place ceil(p % of n), counted from 1.
    @Property
    void percentilesAreThoseOfTheSortedValues(
            @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 0, max = 1L << 50) Long> values) {
        Distribution distribution = new Distribution();
        values.forEach(distribution::add);
        List<Long> sorted = values.stream().sorted().toList();
        for (int percent : new int[] {50, 90, 99}) {
            long exact = sorted.get((percent * sorted.size() + 99) / 100 - 1);
            long said = distribution.percentile(percent);
            assertTrue(said >= exact && said - exact <= exact / 1000 + 1, said + " for " + exact);
        }
        assertEquals(sorted.getLast(), distribution.max());
        assertEquals(values.size(), distribution.count());
    }

    @Test
    void distributionsTakeAnyTime() {
        Distribution distribution = new Distribution();
        distribution.add(0);
        distribution.add(Long.MAX_VALUE);
        assertEquals(Long.MAX_VALUE, distribution.max());
        assertEquals(0, distribution.percentile(50));
    }
}
