package mqttlab.broker.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import mqttlab.broker.Broker;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Figures;
import mqttlab.broker.hub.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A broker among clients that speak rubbish: it goes on, forgets them when they are gone, and others notice nothing.
///
/// For some seconds; `-Dfuzz=600` for ten minutes. `-Dseed=N` begins with the same rubbish, though threads make each
/// run another.
@Timeout(4000)
class FuzzTest {

    private static final int RUDE = 6;
    /// A connection may leave so many bytes in the broker's heap when it is gone, beside [#SLACK]. A leak leaves more.
    private static final long LEFT = 8;

    private static final long SLACK = 2 << 20;
    private static final long DIRECT_SLACK = 64 << 20;

    /// No session outlives its connection, so that nothing may be left.
    private static final Limits LIMITS = limits(Limits.DEFAULT);

    private final List<String> trouble = new ArrayList<>();

    private static Limits limits(Limits it) {
        return new Limits(
                it.inFlight(),
                it.queued(),
                64 << 10,
                it.waitSeconds(),
                it.receiveMaximum(),
                1 << 20,
                it.topicAliases(),
                it.connections(),
                it.connectSeconds(),
                it.keepAlive(),
                0,
                it.subscriptions(),
                it.levels(),
                it.messagesPerSecond(),
                2,
                true,
                true,
                true);
    }

    @Test
    void nothingIsLeftAndNobodyNotices() throws Exception {
        long seconds = Long.getLong("fuzz", 8);
        long seed = Long.getLong("seed", System.nanoTime());
        Captured captured = Captured.read();
        assertTrue(captured.connects().size() > 50 && captured.others().size() > 500, "captures were not read");
        try (Broker broker = Broker.builder()
                        .limits(LIMITS)
                        .reportEvery(0)
                        .watcher(this::note)
                        .start();
                Steady steady = new Steady(broker.port())) {
            // What the JVM, Netty and the broker make once is not to be counted.
            rubbish(broker, captured, seed, Math.max(2, seconds / 4));
            long before = heap();
            long directBefore = direct();
            long connections = rubbish(broker, captured, seed + 1, seconds);
            long messages = steady.end();
            long grown = heap() - before;
            long directGrown = direct() - directBefore;
            System.out.printf(
                    "%d connections of rubbish (seed %d), %d messages of others; heap %+d KiB, direct %+d KiB%n",
                    connections, seed, messages, grown >> 10, directGrown >> 10);
            assertTrue(grown < SLACK + connections * LEFT, "the heap has grown by " + grown);
            assertTrue(directGrown < DIRECT_SLACK, "memory outside the heap has grown by " + directGrown);
            assertTrue(messages > 0, "there was nobody to notice");
        }
        assertEquals(List.of(), trouble);
    }

    private synchronized void note(BrokerEvent event) {
        if (event instanceof BrokerEvent.Trouble it) {
            trouble.add(it.toString());
        }
    }

    /// @return how many connections there were, all of which are gone and forgotten
    private static long rubbish(Broker broker, Captured captured, long seed, long seconds) throws Exception {
        AtomicLong said = new AtomicLong();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < RUDE; i++) {
                Random random = new Random(seed * RUDE + i);
                all.add(threads.submit(during(broker.port(), new Rubbish(captured, random), said, end)));
            }
            for (Future<Void> each : all) {
                each.get();
            }
        }
        Sweeper.forgetRetained(broker);
        Figures left;
        do {
            LockSupport.parkNanos(10_000_000);
            left = broker.figures().get();
        } while (left.connected() > 2 || left.sessions() > 2 || left.subscriptions() > 1);
        return said.get();
    }

    private static Callable<Void> during(int port, Rubbish rubbish, AtomicLong said, long end) {
        return () -> {
            try (Rude client = new Rude(port, rubbish, said)) {
                client.speakUntil(end);
            }
            return null;
        };
    }

    /// What is in use when all else is collected.
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static long direct() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }
}
