package mqttlab.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import mqttlab.broker.hub.Access;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Limits;
import mqttlab.broker.hub.Mechanism;
import mqttlab.broker.hub.Store;
import mqttlab.broker.hub.StoreException;
import mqttlab.broker.net.Server;
import mqttlab.net.Listener;
import mqttlab.net.Tls;
import org.jspecify.annotations.Nullable;

/// What a broker is to be like. Without a word it listens on a free port of 127.0.0.1, lets everybody do everything,
/// and keeps nothing.
public final class BrokerBuilder {

    private final List<Listener> listeners = new ArrayList<>();
    private final List<Mechanism.Method> methods = new ArrayList<>();
    private Limits limits = Limits.DEFAULT;
    private Access access = Access.ANYBODY;
    private @Nullable Tls tls;
    private @Nullable Store store;
    private @Nullable Consumer<? super BrokerEvent> watcher;
    private @Nullable Tap tap;
    private int threads;
    private int reportSeconds = 10;

    BrokerBuilder() {}

    /// Listens there, too. See [Listener#at].
    public BrokerBuilder listen(String uri) {
        return listen(Listener.at(uri));
    }

    public BrokerBuilder listen(Listener listener) {
        listeners.add(listener);
        return this;
    }

    /// How listeners speak TLS that have no settings of their own.
    public BrokerBuilder tls(Tls ofAll) {
        tls = ofAll;
        return this;
    }

    public BrokerBuilder limits(Limits newLimits) {
        limits = newLimits;
        return this;
    }

    public BrokerBuilder access(Access newAccess) {
        access = newAccess;
        return this;
    }

    /// Offers a further method of enhanced authentication.
    public BrokerBuilder authentication(Mechanism.Method method) {
        methods.add(method);
        return this;
    }

    /// Where to keep what outlives the broker. The broker closes it.
    public BrokerBuilder store(Store newStore) {
        store = newStore;
        return this;
    }

    /// Told what happens, on the hub's thread: quickly, please.
    public BrokerBuilder watcher(Consumer<? super BrokerEvent> newWatcher) {
        watcher = newWatcher;
        return this;
    }

    public BrokerBuilder tap(Tap newTap) {
        tap = newTap;
        return this;
    }

    /// How often the broker says how it is, at topics below `$SYS/`, in seconds from 0 up; 0 for never. Every 10 s if
    /// not given.
    public BrokerBuilder reportEvery(int seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("interval is " + seconds + ": expected 0 or more");
        }
        reportSeconds = seconds;
        return this;
    }

    /// How many threads the broker has, from 1 up. With one, the hub and all sockets share it, and nothing is handed
    /// over. With more, one is the hub's, and the others serve the sockets.
    ///
    /// If not given, half of the processors less one, and at least one: those who publish and subscribe run on the
    /// same machine in a lab and need as much, and the hub, which has one thread at most, is soon the one that all
    /// others wait for.
    public BrokerBuilder threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads is " + count + ": expected 1 or more");
        }
        threads = count;
        return this;
    }

    /// @throws ListenException where it cannot listen
    /// @throws StoreException where what was kept cannot be read
    public Broker start() {
        List<Listener> all;
        try {
            all = listeners.isEmpty()
                    ? List.of(Listener.at("mqtt://127.0.0.1:0"))
                    : listeners.stream().map(this::secured).toList();
        } catch (IllegalArgumentException e) {
            if (store != null) {
                store.close();
            }
            throw e;
        }
        int count = threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() / 2 - 1);
        Server server =
                Server.start(new Server.Setup(all, limits, access, List.copyOf(methods), store, watcher, tap, count));
        Future<?> _ = server.ask(hub -> {
            hub.reportEvery(reportSeconds);
            return hub;
        });
        return new Broker(server);
    }

    private Listener secured(Listener listener) {
        if (!listener.scheme().isSecure() || listener.tls() != null) {
            return listener;
        }
        if (tls == null) {
            throw new IllegalArgumentException(
                    listener + " needs a certificate and its key: BrokerBuilder.tls takes them");
        }
        return listener.withTls(tls);
    }
}
