package mqttlab.broker.hub;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// A hub without a network, whose clock and disk are moved by hand.
///
/// Each thing a [Client] says is a turn of its own.
final class Lab {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Client> open = new ArrayList<>();
    private final List<BrokerEvent> events = new ArrayList<>();
    final Hub hub;
    private long now;
    /// By how much somebody has set the clock.
    private long set;
    private final Clock clock = new Clock() {
        @Override
        public long now() {
            return now + set;
        }

        @Override
        public long passed() {
            return now;
        }
    };

    Lab() {
        this(Limits.DEFAULT);
    }

    Lab(Limits limits) {
        this(limits, Access.ANYBODY, List.of(), null, 1_700_000_000_000L);
    }

    Lab(Access access, Mechanism.Method... methods) {
        this(Limits.DEFAULT, access, List.of(methods), null, 1_700_000_000_000L);
    }

    Lab(Store store) {
        this(Limits.DEFAULT, store);
    }

    Lab(Access access, Store store) {
        this(Limits.DEFAULT, access, List.of(), store, 1_700_000_000_000L);
    }

    Lab(Limits limits, Store store) {
        this(limits, Access.ANYBODY, List.of(), store, 1_700_000_000_000L);
    }

    /// A broker that starts with what another has left on the disk, and when.
    Lab(Store store, long start) {
        this(Limits.DEFAULT, Access.ANYBODY, List.of(), store, start);
    }

    private Lab(Limits limits, Access access, List<Mechanism.Method> methods, @Nullable Store store, long start) {
        now = start;
        hub = new Hub(new Hub.Setup(limits, access, methods, store, events::add, clock, tasks::add));
    }

    /// The usual limits but for those named: "inFlight", 2.
    static Limits limits(Map<String, ? extends Number> other) {
        try {
            RecordComponent[] components = Limits.class.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Number given = other.get(components[i].getName());
                values[i] = given == null
                        ? components[i].getAccessor().invoke(Limits.DEFAULT)
                        : types[i] == long.class ? (Object) given.longValue() : (Object) given.intValue();
            }
            return Limits.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Limits limit(String name, Number value) {
        return limits(Map.of(name, value));
    }

    long now() {
        return now;
    }

    /// A network connection on which nothing has been said.
    Client open() {
        Client client = new Client(this);
        open.add(client);
        client.open();
        return client;
    }

    /// A client that has had its CONNACK.
    Client connect(Hello hello) {
        Client client = open().says(hello.packet());
        return client.welcomed();
    }

    /// A client with a clean start that speaks 5.0.
    Client connect(String clientId) {
        return connect(Hello.v5(clientId));
    }

    /// Ends the turn, and says which links have closed.
    void flush() {
        hub.flush();
        while (true) {
            List<Client> drained = open.stream().filter(Client::hasDrained).toList();
            List<Client> closed = open.stream().filter(Client::isClosed).toList();
            if (closed.isEmpty() && drained.isEmpty()) {
                return;
            }
            drained.forEach(it -> hub.drained(it.connection()));
            open.removeAll(closed);
            closed.forEach(it -> hub.closed(it.connection(), "closed by the server"));
            hub.flush();
        }
    }

    void gone(Client client) {
        open.remove(client);
        hub.closed(client.connection(), "Connection reset");
        flush();
    }

    /// Does what other threads have handed over.
    void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        flush();
    }

    /// Puts the clock forward, or back.
    void set(long seconds) {
        set += seconds * 1000;
        hub.tick();
        flush();
    }

    /// Lets so many seconds pass.
    Lab pass(long seconds) {
        for (long i = 0; i < Math.min(seconds, 100); i++) {
            now += (seconds * (i + 1) / Math.min(seconds, 100) - seconds * i / Math.min(seconds, 100)) * 1000;
            hub.tick();
            flush();
        }
        return this;
    }

    /// What happened, of one kind.
    <T extends BrokerEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
