package mqttlab.cli.tap;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mqttlab.cli.command.Output;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// The traffic of a broker or a relay on its way to somebody who may be slow: they never wait. When too much waits,
/// bytes are
/// left out, and counted, until half of it has gone; the one who is slow is told where they are missing. Connections
/// that open meanwhile are left out as a whole.
///
/// What the words mean is said at [mqttlab.broker.Tap]; times are nanoseconds since 1970.
public final class TapQueue implements AutoCloseable {

    /// What comes of it beside the traffic. Called on the queue's thread, and on that of [TapQueue#close].
    public interface Account {

        /// So many bytes were left out since the last time.
        void lost(long bytes);

        /// It has ended by this; what still comes is thrown away.
        void failed(Exception why);
    }

    /// Makes ready who is to be shown the traffic.
    public interface Opening {
        TapSink open() throws IOException;
    }

    /// Something of the traffic.
    private interface Step {
        void show(TapSink sink) throws IOException;
    }

    private record Waiting(Step step, int length) {

        int cost() {
            return OVERHEAD + length;
        }
    }

    /// What a step costs beside its bytes.
    private static final int OVERHEAD = 128;

    /// How long it may take to show what waits when they have ended, in milliseconds.
    private static final int PATIENCE = 3_000;

    private final String name;
    private final Opening opening;
    private final Account account;
    private final long room;
    private @Nullable Thread thread;

    // Of those who bring it.
    /// How many bytes each direction of a connection has lost since the last that were taken.
    private final Map<Long, long[]> missing = new ConcurrentHashMap<>();

    // Of all threads, one at a time.
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private boolean isFull;
    private long waiting;
    private long leftOut;
    private boolean isClosed;
    private boolean isOver;

    /// @param room how much may wait, in bytes
    public TapQueue(String name, Opening opening, Account account, long room) {
        this.name = name;
        this.opening = opening;
        this.account = account;
        this.room = room;
    }

    /// Begins to show what has come so far.
    public void begin() throws IOException {
        TapSink sink = opening.open();
        thread = Thread.ofPlatform().name(name).daemon().start(() -> run(sink));
    }

    public void opened(long connection, String peer, String listener, long time) {
        if (hasRoom(0)) {
            missing.put(connection, new long[2]);
            put(it -> it.opened(connection, peer, listener, time), 0);
        }
    }

    /// @param bytes the caller's again afterwards
    public void bytes(long connection, Direction direction, long time, byte[] bytes, int from, int to) {
        bytes(connection, direction, time, bytes, from, to, null);
    }

    /// @param mark what is to be known of what ends with these bytes, or null
    public void bytes(
            long connection, Direction direction, long time, byte[] bytes, int from, int to, @Nullable String mark) {
        long[] lost = missing.get(connection);
        int length = to - from;
        if (lost == null || !hasRoom(length)) {
            leaveOut(length);
            if (lost != null) {
                lost[direction.ordinal()] += length;
            }
            return;
        }
        byte[] copy = Arrays.copyOfRange(bytes, from, to);
        tellMissing(connection, lost, direction, time);
        put(it -> it.bytes(connection, direction, copy, mark, time), length);
    }

    /// Once a connection is known, its end always fits.
    public void closed(long connection, Direction by, long time) {
        long[] lost = missing.remove(connection);
        if (lost != null) {
            for (Direction each : Direction.values()) {
                tellMissing(connection, lost, each, time);
            }
            put(it -> it.closed(connection, by, time), 0);
        }
    }

    private void tellMissing(long connection, long[] lost, Direction direction, long time) {
        long count = lost[direction.ordinal()];
        if (count > 0) {
            lost[direction.ordinal()] = 0;
            put(it -> it.missing(connection, direction, count, time), 0);
        }
    }

    private synchronized boolean hasRoom(int length) {
        isFull = waiting + OVERHEAD + length > (isFull ? room / 2 : room);
        return !isFull && !isOver;
    }

    private synchronized void put(Step step, int length) {
        if (!isOver) {
            Waiting it = new Waiting(step, length);
            queue.add(it);
            waiting += it.cost();
            notifyAll();
        }
    }

    private synchronized void leaveOut(int length) {
        if (!isOver) {
            leftOut += length;
        }
    }

    private void run(TapSink sink) {
        try {
            for (Waiting it = next(sink); it != null; it = next(sink)) {
                it.step.show(sink);
            }
            sink.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Output.Closed e) {
            giveUp();
            if (!e.isAsked()) {
                account.failed(e);
            }
        } catch (IOException | RuntimeException e) {
            giveUp();
            account.failed(e);
        } finally {
            giveUp();
        }
    }

    /// The next step, or null after the last.
    private @Nullable Waiting next(TapSink sink) throws InterruptedException, IOException {
        if (isIdle()) {
            sink.flush();
            account();
        }
        synchronized (this) {
            while (queue.isEmpty() && !isClosed) {
                wait();
            }
            Waiting it = queue.poll();
            waiting -= it == null ? 0 : it.cost();
            return it;
        }
    }

    private synchronized boolean isIdle() {
        return queue.isEmpty();
    }

    /// Says what was left out.
    private void account() {
        long lost;
        synchronized (this) {
            lost = leftOut;
            leftOut = 0;
        }
        if (lost > 0) {
            account.lost(lost);
        }
    }

    private synchronized void giveUp() {
        isOver = true;
        isClosed = true;
        queue.clear();
    }

    /// Shows what is left, within a few seconds.
    @Override
    public void close() {
        Thread it = thread;
        if (it == null) {
            return;
        }
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        try {
            if (!it.join(Duration.ofMillis(PATIENCE))) {
                synchronized (this) {
                    queue.forEach(each -> leftOut += each.length);
                    giveUp();
                }
                it.join(PATIENCE / 10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        account();
    }
}
