package mqttlab.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.bridge.hub.Limits;
import mqttlab.bridge.web.Frames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A thousand pages come and go, and most of them do not read what they get.
@Timeout(300)
class ThousandSocketsTest {

    private static final int STALLED = 700;
    private static final int PASSING = 300;
    private static final int MESSAGES = 3000;
    /// Between two looks at the witnesses, and less than a page's queue holds.
    private static final int ROUND = 100;
    private static final int QUEUE = 200;
    /// What all pages together would have waiting without limits is 6 GB, with them the last messages, once.
    private static final long MOST_HEAP = 96 << 20;

    private static final Pattern NUMBER = Pattern.compile("\"payload\":\"(\\d+) ");
    private static final Pattern LOST = Pattern.compile("\\{\"lost\":(\\d+)}");

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// Reads all it gets, and sees that nothing is missing.
    private static final class Witness implements AutoCloseable {

        private final Frames page;
        private final Semaphore read = new Semaphore(0);
        private String failure = "";

        Witness(int port) throws IOException {
            page = new Frames(port).opened();
            page.until("\"connected\":true");
            // The first message comes when all the others are there.
            page.socket.setSoTimeout(0);
            Thread.ofVirtual().start(this::readAll);
        }

        private void readAll() {
            try {
                for (int i = 0; i < MESSAGES; i++) {
                    String text = page.next().text();
                    Matcher number = NUMBER.matcher(text);
                    if (!number.find() || Integer.parseInt(number.group(1)) != i) {
                        failure = "instead of message " + i + ": " + text.substring(0, Math.min(100, text.length()));
                        return;
                    }
                    read.release();
                }
            } catch (IOException e) {
                failure = e.toString();
            }
        }

        void hasRead(int count) throws InterruptedException {
            boolean isDone = read.tryAcquire(count, 60, TimeUnit.SECONDS);
            assertEquals("", failure);
            assertTrue(isDone, "messages are missing");
        }

        @Override
        public void close() throws IOException {
            page.close();
        }
    }

    @Test
    void comeGoAndStallWhileOthersNoticeNothing() throws Exception {
        try (Lab lab = Lab.open(false, Limits.USUAL.withQueue(QUEUE), "load")) {
            int port = lab.web.port();
            List<Witness> witnesses = new ArrayList<>();
            List<Frames> stalled = new ArrayList<>();
            try {
                for (int i = 0; i < 3; i++) {
                    witnesses.add(new Witness(port));
                }
                for (int i = 0; i < STALLED; i++) {
                    Frames page = new Frames(port).opened();
                    page.until("\"connected\":true");
                    stalled.add(page);
                }
                long before = heap();
                String rest = " " + "x".repeat(3000);
                int passed = 0;
                for (int i = 0; i < MESSAGES; i++) {
                    lab.publish("load", i + rest);
                    if (i % ROUND == ROUND - 1) {
                        for (Witness each : witnesses) {
                            each.hasRead(ROUND);
                        }
                        for (; passed < PASSING * (i + 1) / MESSAGES; passed++) {
                            try (Frames page = new Frames(port).opened()) {
                                page.until("\"past\":true");
                            }
                        }
                    }
                }
                long grown = heap() - before;
                assertTrue(grown < MOST_HEAP, "the heap has grown by " + (grown >> 20) + " MiB");
                accountFor(stalled.getFirst());
                accountFor(stalled.getLast());
            } finally {
                for (Witness each : witnesses) {
                    each.close();
                }
                for (Frames each : stalled) {
                    each.close();
                }
            }
        }
    }

    /// A page that wakes up gets what its socket held, how many it has lost, and the last: each in its place.
    private static void accountFor(Frames page) throws IOException {
        int next = 0;
        long lost = 0;
        while (next < MESSAGES) {
            String text = page.next().text();
            Matcher gap = LOST.matcher(text);
            if (gap.matches()) {
                lost += Long.parseLong(gap.group(1));
                next += Integer.parseInt(gap.group(1));
                continue;
            }
            Matcher number = NUMBER.matcher(text);
            assertTrue(number.find());
            assertEquals(next++, Integer.parseInt(number.group(1)));
        }
        assertTrue(lost > MESSAGES / 2, "only " + lost + " were lost");
    }
}
