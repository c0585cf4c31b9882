package mqttlab.broker.net;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import mqttlab.broker.Tap;
import mqttlab.broker.hub.Access;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Clock;
import mqttlab.broker.hub.Hub;
import mqttlab.broker.hub.Limits;
import mqttlab.broker.hub.Mechanism;
import mqttlab.broker.hub.Store;
import mqttlab.net.Binding;
import mqttlab.net.Listener;
import mqttlab.net.Transport;
import org.jspecify.annotations.Nullable;

/// The network around a hub: its threads, and its listeners.
public final class Server implements AutoCloseable {

    private static final int CLOSE_SECONDS = Tuning.CLOSING_SECONDS + 1;

    /// What it takes to run a broker.
    ///
    /// @param threads from 1 up
    public record Setup(
            List<Listener> listeners,
            Limits limits,
            Access access,
            List<Mechanism.Method> methods,
            @Nullable Store store,
            @Nullable Consumer<? super BrokerEvent> watcher,
            @Nullable Tap tap,
            int threads) {}

    private final Setup setup;
    private final EventLoopGroup hubThread;
    private final EventLoopGroup sockets;
    private final HubLoop hub;
    private final List<Binding> bindings = new ArrayList<>();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    public static Server start(Setup setup) {
        return start(setup, Transport.best());
    }

    static Server start(Setup setup, Transport transport) {
        EventLoopGroup hubThread = loops(1, "mqttlab-broker", transport);
        EventLoopGroup sockets =
                setup.threads == 1 ? hubThread : loops(setup.threads - 1, "mqttlab-broker-io", transport);
        try {
            return new Server(setup, transport, hubThread, sockets);
        } catch (RuntimeException e) {
            end(hubThread, sockets);
            throw e;
        }
    }

    private Server(Setup setup, Transport transport, EventLoopGroup hubThread, EventLoopGroup sockets) {
        this.setup = setup;
        this.hubThread = hubThread;
        this.sockets = sockets;
        try {
            int lowWater = Math.min(Tuning.LOW_WATER, setup.limits.backlog() / 16);
            hub = HubLoop.start(
                    (SingleThreadIoEventLoop) hubThread.next(), this::newHub, lowWater, setup.watcher, setup.tap);
            for (Listener each : setup.listeners) {
                bindings.add(Binding.bind(each, transport, sockets, new Doors(hub, setup.limits)));
            }
        } catch (RuntimeException e) {
            bindings.forEach(Binding::close);
            closeStore();
            throw e;
        }
    }

    private Hub newHub(Executor thread) {
        return new Hub(new Hub.Setup(
                setup.limits, setup.access, setup.methods, setup.store, setup.watcher, Clock.SYSTEM, thread));
    }

    private static EventLoopGroup loops(int count, String name, Transport transport) {
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, true), transport.io());
    }

    /// The listeners, with the ports they got.
    public List<Listener> listeners() {
        return bindings.stream().map(Binding::listener).toList();
    }

    /// Asks the hub on its thread. There is no answer where the broker has ended.
    public <T> CompletableFuture<T> ask(Function<? super Hub, T> question) {
        return hub.ask(question);
    }

    /// See [mqttlab.broker.Broker#close()].
    ///
    /// @throws IllegalStateException on the hub's thread, which it would wait for
    @Override
    public void close() {
        if (hub.isHere()) {
            throw new IllegalStateException("A broker cannot be closed on its own thread: use another.");
        }
        if (isClosed.getAndSet(true)) {
            return;
        }
        // Nothing is to stay open because somebody is in a hurry.
        boolean isInterrupted = Thread.interrupted();
        try {
            bindings.forEach(Binding::close);
            CountDownLatch ended = new CountDownLatch(1);
            hub.shutDown(ended::countDown);
            // Those that are left when time is up are closed with their event loops.
            boolean _ = ended.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            isInterrupted = true;
        }
        try {
            hub.end();
        } finally {
            try {
                closeStore();
            } finally {
                end(hubThread, sockets);
                if (isInterrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private void closeStore() {
        if (setup.store != null) {
            setup.store.close();
        }
    }

    private static void end(EventLoopGroup hubThread, EventLoopGroup sockets) {
        Future<?> socketsEnd = sockets.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        Future<?> hubEnd = hubThread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        socketsEnd.awaitUninterruptibly();
        hubEnd.awaitUninterruptibly();
    }
}
