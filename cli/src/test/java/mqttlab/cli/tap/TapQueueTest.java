package mqttlab.cli.tap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.packet.Direction;
import org.junit.jupiter.api.Test;

/// Who is slow does not stop the broker, and learns what it has missed.
class TapQueueTest {

    private static final Direction UP = Direction.CLIENT_TO_SERVER;
    private static final Direction DOWN = Direction.SERVER_TO_CLIENT;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    private final TapQueue.Account account = new TapQueue.Account() {
        @Override
        public void lost(long bytes) {
            said.add("lost " + bytes);
        }

        @Override
        public void failed(Exception why) {
            said.add("failed " + why.getMessage());
        }
    };

    /// Notes what it is shown, once it is let.
    private static final class Slow implements TapSink {
        private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch isBusy = new CountDownLatch(1);
        private final CountDownLatch isLet = new CountDownLatch(1);

        private void note(String what) {
            isBusy.countDown();
            try {
                isLet.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            seen.add(what);
        }

        @Override
        public void opened(long connection, String peer, String listener, long time) {
            note("opened " + connection + " " + peer + " " + listener + " " + time);
        }

        @Override
        public void bytes(long connection, Direction direction, byte[] bytes, String mark, long time) {
            note("bytes " + connection + " " + direction + " " + bytes.length + " " + time);
        }

        @Override
        public void missing(long connection, Direction direction, long length, long time) {
            note("missing " + connection + " " + direction + " " + length + " " + time);
        }

        @Override
        public void closed(long connection, Direction by, long time) {
            note("closed " + connection + " " + by + " " + time);
        }

        @Override
        public void flush() {}

        @Override
        public void end() {
            seen.add("end");
        }
    }

    private static TapQueue queue(TapSink sink, TapQueue.Account account, long room) {
        TapQueue queue = new TapQueue("test", () -> sink, account, room);
        begin(queue);
        return queue;
    }

    private static void begin(TapQueue queue) {
        try {
            queue.begin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void bytes(TapQueue queue, long connection, Direction direction, int length, long time) {
        queue.bytes(connection, direction, time, new byte[length + 7], 7, 7 + length);
    }

    @Test
    void whatDoesNotFitIsLeftOutAndCounted() throws InterruptedException {
        Slow slow = new Slow();
        TapQueue queue = queue(slow, account, 10_000);
        queue.opened(1, "127.0.0.1:5", "mqtt://127.0.0.1:1883", 1);
        slow.isBusy.await();
        bytes(queue, 1, UP, 9_000, 2);
        // Full from here on, until half has gone.
        bytes(queue, 1, UP, 2_000, 3);
        bytes(queue, 1, DOWN, 100, 4);
        bytes(queue, 1, DOWN, 50, 5);
        queue.opened(2, "127.0.0.1:6", "mqtt://127.0.0.1:1883", 6);
        bytes(queue, 2, UP, 30, 7);
        queue.closed(2, UP, 8);
        queue.closed(1, DOWN, 9);
        slow.isLet.countDown();
        queue.close();
        assertEquals(
                List.of(
                        "opened 1 127.0.0.1:5 mqtt://127.0.0.1:1883 1",
                        "bytes 1 CLIENT_TO_SERVER 9000 2",
                        "missing 1 CLIENT_TO_SERVER 2000 9",
                        "missing 1 SERVER_TO_CLIENT 150 9",
                        "closed 1 SERVER_TO_CLIENT 9",
                        "end"),
                slow.seen);
        assertEquals(List.of("lost 2180"), said);
    }

    @Test
    void itGoesOnBehindAGap() throws InterruptedException {
        Slow slow = new Slow();
        TapQueue queue = queue(slow, account, 1_000);
        queue.opened(1, "127.0.0.1:5", "mqtt://127.0.0.1:1883", 1);
        slow.isBusy.await();
        bytes(queue, 1, UP, 2_000, 2);
        bytes(queue, 1, UP, 10, 3);
        slow.isLet.countDown();
        queue.close();
        assertEquals("missing 1 CLIENT_TO_SERVER 2000 3", slow.seen.get(1));
        assertEquals("bytes 1 CLIENT_TO_SERVER 10 3", slow.seen.get(2));
        assertEquals(List.of("lost 2000"), said);
    }

    @Test
    void whatCameBeforeItBeganIsShown() {
        Slow slow = new Slow();
        slow.isLet.countDown();
        TapQueue queue = new TapQueue("test", () -> slow, account, 1_000);
        queue.opened(1, "127.0.0.1:5", "mqtt://127.0.0.1:1883", 1);
        bytes(queue, 1, UP, 10, 2);
        begin(queue);
        queue.close();
        assertEquals(3, slow.seen.size());
        assertEquals(List.of(), said);
    }

    @Test
    void itIsNotOpenedWhereItDoesNotBegin() {
        TapQueue queue = new TapQueue(
                "test",
                () -> {
                    throw new AssertionError("opened");
                },
                account,
                1_000);
        queue.close();
        assertEquals(List.of(), said);
    }

    @Test
    void theBytesAreThoseOfTheCall() throws InterruptedException {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch isShown = new CountDownLatch(1);
        TapSink sink = new Ending() {
            @Override
            public void bytes(long connection, Direction direction, byte[] bytes, String mark, long time) {
                seen.add(new String(bytes, US_ASCII));
                isShown.countDown();
            }
        };
        TapQueue queue = queue(sink, account, 10_000);
        byte[] lent = "0123456789".getBytes(US_ASCII);
        queue.opened(1, "127.0.0.1:5", "mqtt://127.0.0.1:1883", 1);
        queue.bytes(1, UP, 2, lent, 3, 6);
        isShown.await();
        queue.close();
        assertEquals(List.of("345"), seen);
    }

    /// Takes all, and makes nothing of it.
    private static class Ending implements TapSink {
        @Override
        public void opened(long connection, String peer, String listener, long time) throws IOException {}

        @Override
        public void bytes(long connection, Direction direction, byte[] bytes, String mark, long time)
                throws IOException {}

        @Override
        public void missing(long connection, Direction direction, long length, long time) throws IOException {}

        @Override
        public void closed(long connection, Direction by, long time) throws IOException {}

        @Override
        public void flush() throws IOException {}

        @Override
        public void end() throws IOException {}
    }

    @Test
    void whoFailsIsShownNothingMore() throws InterruptedException {
        CountDownLatch hasFailed = new CountDownLatch(1);
        TapSink sink = new Ending() {
            @Override
            public void opened(long connection, String peer, String listener, long time) throws IOException {
                if (connection == 1) {
                    throw new IOException("No space left on device");
                }
                said.add("opened " + connection);
            }
        };
        TapQueue.Account told = new TapQueue.Account() {
            @Override
            public void lost(long bytes) {
                account.lost(bytes);
            }

            @Override
            public void failed(Exception why) {
                account.failed(why);
                hasFailed.countDown();
            }
        };
        TapQueue queue = queue(sink, told, 10_000);
        queue.opened(1, "127.0.0.1:5", "mqtt://127.0.0.1:1883", 1);
        hasFailed.await();
        for (int i = 0; i < 1000; i++) {
            queue.opened(2 + i, "127.0.0.1:6", "mqtt://127.0.0.1:1883", 1);
            bytes(queue, 2 + i, UP, 1000, 2);
        }
        queue.close();
        assertEquals(List.of("failed No space left on device"), said);
    }

    @Test
    void theirOutputIsToldAboutAsAFailure() {
        TapSink sink = new Ending() {
            @Override
            public void end() {
                throw new Failure(Status.FAILED, "standard output: Input/output error");
            }
        };
        queue(sink, account, 10_000).close();
        assertEquals(List.of("failed standard output: Input/output error"), said);
    }
}
