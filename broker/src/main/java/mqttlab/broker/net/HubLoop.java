package mqttlab.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.SingleThreadIoEventLoop;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import mqttlab.broker.Tap;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Connection;
import mqttlab.broker.hub.Hub;
import mqttlab.net.Binding;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// The event loop that the hub belongs to. Whatever is done with the hub in one iteration of the loop, it is flushed
/// once behind all of it, or when much is to be written: a subscriber gets in one write what came in that iteration.
final class HubLoop implements Executor {

    private static final long TICK_MILLIS = 200;

    private final SingleThreadIoEventLoop loop;
    private final int lowWater;
    private final @Nullable Consumer<? super BrokerEvent> watcher;
    private final @Nullable Tap tap;
    private final Hub hub;
    private final byte[] scratch = new byte[Binding.MOST_READ];
    private boolean flushIsDue;
    /// What had been written when the hub was flushed last, in bytes.
    private long flushed;
    private boolean isOver;
    private long opened;
    private int open;
    private @Nullable Runnable whenEmpty;

    /// Makes the hub on its own thread.
    ///
    /// @param newHub is given what runs something on that thread
    /// @param lowWater a backlog is small from here down, in bytes
    /// @throws RuntimeException what `newHub` throws
    static HubLoop start(
            SingleThreadIoEventLoop loop,
            Function<? super Executor, Hub> newHub,
            int lowWater,
            @Nullable Consumer<? super BrokerEvent> watcher,
            @Nullable Tap tap) {
        return call(loop, () -> new HubLoop(loop, newHub, lowWater, watcher, tap));
    }

    private HubLoop(
            SingleThreadIoEventLoop loop,
            Function<? super Executor, Hub> newHub,
            int lowWater,
            @Nullable Consumer<? super BrokerEvent> watcher,
            @Nullable Tap tap) {
        this.loop = loop;
        this.lowWater = lowWater;
        this.watcher = watcher;
        this.tap = tap;
        hub = newHub.apply(this);
        Future<?> _ =
                loop.scheduleAtFixedRate(() -> guarded(hub::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    boolean isHere() {
        return loop.inEventLoop();
    }

    int lowWater() {
        return lowWater;
    }

    /// Runs it later on the hub's thread, and flushes the hub behind it; or not at all, when the broker has ended.
    @Override
    public void execute(Runnable task) {
        try {
            loop.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            if (!loop.isShuttingDown()) {
                throw e;
            }
        }
    }

    /// Runs it on the hub's thread, at once where that is this one.
    void run(Runnable task) {
        if (isHere()) {
            guarded(task);
        } else {
            execute(task);
        }
    }

    /// A mistake of ours is no reason for the loop to end, or for a connection to wait for ever.
    private void guarded(Runnable task) {
        if (isOver) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            mistake(e);
        }
        flushSoon();
    }

    private void flushSoon() {
        if (!flushIsDue) {
            flushIsDue = true;
            loop.executeAfterEventLoopIteration(() -> {
                flushIsDue = false;
                flush();
            });
        }
    }

    private void flush() {
        if (isOver) {
            return;
        }
        try {
            hub.flush();
        } catch (RuntimeException e) {
            mistake(e);
        }
        flushed = hub.counts().bytesOut();
    }

    void open(ChannelLink link) {
        link.number = ++opened;
        open++;
        if (tap != null) {
            tap.opened(link.number, link.peer(), link.listener());
        }
        link.connection = hub.open(link);
    }

    void received(ChannelLink link, ByteBuf bytes) {
        while (bytes.isReadable() && link.isHeard()) {
            int length = Math.min(bytes.readableBytes(), scratch.length);
            bytes.readBytes(scratch, 0, length);
            received(link, scratch, length);
        }
        if (hub.counts().bytesOut() - flushed < Tuning.MUCH) {
            flushSoon();
        } else {
            flush();
        }
    }

    void received(ChannelLink link, byte[] bytes, int length) {
        Connection connection = link.connection;
        if (connection == null || !link.isHeard() || isOver) {
            return;
        }
        tapped(link, Direction.CLIENT_TO_SERVER, bytes, length);
        try {
            hub.received(connection, bytes, 0, length);
        } catch (RuntimeException e) {
            mistake(e);
            link.close();
        }
    }

    void drained(ChannelLink link) {
        if (link.connection != null) {
            hub.drained(link.connection);
        }
    }

    void closed(ChannelLink link, String why) {
        Connection connection = link.connection;
        if (connection == null) {
            return;
        }
        link.connection = null;
        open--;
        try {
            hub.closed(connection, why);
        } finally {
            if (tap != null) {
                tap.closed(link.number, link.isHeard() ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT);
            }
            if (open == 0 && whenEmpty != null) {
                whenEmpty.run();
            }
        }
    }

    void tapped(ChannelLink link, Direction direction, byte[] bytes, int length) {
        if (tap != null) {
            tap.bytes(link.number, direction, now(), bytes, 0, length);
        }
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    <T> CompletableFuture<T> ask(Function<? super Hub, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(() -> {
            try {
                answer.complete(question.apply(hub));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /// Ends all connections; `last` is run when the last of them has ended.
    void shutDown(Runnable last) {
        run(() -> {
            hub.shutDown();
            if (open == 0) {
                last.run();
            } else {
                whenEmpty = last;
            }
        });
    }

    /// Flushes the hub for the last time: when this returns, it is asked and told nothing any more.
    void end() {
        call(loop, () -> {
            flush();
            isOver = true;
            return this;
        });
    }

    /// Tells the one who watches the broker.
    void tell(BrokerEvent event) {
        if (watcher != null) {
            run(() -> watcher.accept(event));
        }
    }

    private void mistake(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        tell(new BrokerEvent.Trouble("the broker has made a mistake, please report it: " + e
                + (trace.length == 0 ? "" : " at " + trace[0])));
    }

    private static <T> T call(SingleThreadIoEventLoop loop, Callable<T> task) {
        try {
            return loop.submit(task).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker started or ended", e);
        }
    }
}
