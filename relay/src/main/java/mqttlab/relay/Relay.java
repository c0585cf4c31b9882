package mqttlab.relay;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import mqttlab.net.Arrival;
import mqttlab.net.Binding;
import mqttlab.net.ListenException;
import mqttlab.net.Listener;
import mqttlab.net.Reception;
import mqttlab.net.Transport;
import mqttlab.relay.fault.Rules;
import org.jspecify.annotations.Nullable;

/// A relay that runs: for every client that comes it connects to the server, and passes on what they say. Any thread
/// may call.
public final class Relay implements AutoCloseable {

    /// A connection that is open.
    ///
    /// @param number counts from 1 up
    /// @param peer where the client is
    /// @param clientId "" while it is not known
    public record Connection(long number, String peer, String clientId) {}

    private final Rules rules;
    private final @Nullable Tap tap;
    private final @Nullable Consumer<? super RelayEvent> watcher;
    private final Connector connector;
    private final EventLoopGroup sockets;
    private final List<Binding> bindings = new ArrayList<>();
    private final Map<Long, Pair> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final Clock clock = new Clock();

    /// A relay to be put together.
    public static RelayBuilder builder() {
        return new RelayBuilder();
    }

    Relay(
            List<Listener> listeners,
            Target target,
            Rules rules,
            @Nullable Tap tap,
            @Nullable Consumer<? super RelayEvent> watcher,
            int threads) {
        this.rules = rules;
        this.tap = tap;
        this.watcher = watcher;
        Transport transport = Transport.best();
        connector = new Connector(target, transport);
        sockets = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("mqttlab-relay", true), transport.io());
        try {
            for (Listener each : listeners) {
                bindings.add(Binding.bind(each, transport, sockets, new Door()));
            }
        } catch (ListenException e) {
            close();
            throw e;
        }
    }

    /// Where it listens, with the ports it got.
    public List<Listener> listeners() {
        return bindings.stream().map(Binding::listener).toList();
    }

    /// The server that it relays to.
    public Target target() {
        return connector.target();
    }

    /// The faults in force, to be added to and taken from while it runs.
    public Rules rules() {
        return rules;
    }

    /// Those that are open, in the order in which they came.
    public List<Connection> connections() {
        return open.values().stream()
                .map(Pair::describe)
                .sorted(Comparator.comparingLong(Connection::number))
                .toList();
    }

    /// Breaks off a connection on both sides. Returns whether it was open.
    public boolean cut(long connection) {
        Pair pair = open.get(connection);
        if (pair != null) {
            pair.close();
        }
        return pair != null;
    }

    @Nullable
    Tap tap() {
        return tap;
    }

    Connector connector() {
        return connector;
    }

    long now() {
        return clock.now();
    }

    void add(long number, Pair pair) {
        open.put(number, pair);
    }

    void remove(long number) {
        open.remove(number);
    }

    void tell(RelayEvent event) {
        if (watcher != null) {
            watcher.accept(event);
        }
    }

    /// Listens no more, and closes all connections.
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        bindings.forEach(Binding::close);
        open.values().forEach(Pair::close);
        sockets.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /// Receives clients.
    private final class Door implements Reception {

        @Override
        public ChannelHandler handler(Arrival arrival) {
            return new Pair(Relay.this, arrival, numbers.incrementAndGet()).handler();
        }

        @Override
        public void refused(Arrival arrival, String why) {
            tell(new RelayEvent.Refused(arrival.peer(), why));
        }

        @Override
        public void trouble(String what) {
            tell(new RelayEvent.Trouble(what));
        }
    }
}
