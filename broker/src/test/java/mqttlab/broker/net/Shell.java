package mqttlab.broker.net;

import io.netty.channel.epoll.Epoll;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.broker.Tap;
import mqttlab.broker.hub.Access;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Limits;
import mqttlab.net.Listener;
import mqttlab.net.Tls;
import mqttlab.net.Transport;

/// A way to run a server, and a broker run that way.
record Shell(String name, Transport transport, int threads) {

    static final Path PEM =
            Path.of("../client/src/test/resources/pem").toAbsolutePath().normalize();
    static final Tls TLS = Tls.of(PEM.resolve("server.pem"), PEM.resolve("server.key"));
    static final Shell USUAL = new Shell("usual", Transport.best(), 1);

    /// All that this machine has.
    static Stream<Shell> all() {
        List<Shell> all = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            all.add(new Shell("NIO, threads " + threads, Transport.nio(), threads));
            if (Epoll.isAvailable()) {
                all.add(new Shell("epoll, threads " + threads, Transport.epoll(), threads));
            }
        }
        return all.stream();
    }

    @Override
    public String toString() {
        return name;
    }

    Running run(String... uris) {
        return run(null, Stream.of(uris).map(Listener::at).toArray(Listener[]::new));
    }

    Running run(Listener... listeners) {
        return run(null, listeners);
    }

    Running run(Tap tap, Listener... listeners) {
        return run(Limits.DEFAULT, tap, listeners);
    }

    Running run(Limits limits, Tap tap, Listener... listeners) {
        BlockingQueue<BrokerEvent> events = new LinkedBlockingQueue<>();
        List<Listener> all = Stream.of(listeners)
                .map(it -> it.scheme().isSecure() && it.tls() == null ? it.withTls(TLS) : it)
                .toList();
        Server server = Server.start(
                new Server.Setup(all, limits, Access.ANYBODY, List.of(), null, events::add, tap, threads), transport);
        return new Running(server, events);
    }

    /// @param events what its watcher was told, and no test has looked at yet
    record Running(Server server, BlockingQueue<BrokerEvent> events) implements AutoCloseable {

        int port() {
            return port(0);
        }

        int port(int listener) {
            return server.listeners().get(listener).port();
        }

        /// Waits for an event of that kind, and drops those before it.
        <T extends BrokerEvent> T await(Class<T> kind) throws InterruptedException {
            return await(kind, _ -> true);
        }

        <T extends BrokerEvent> T await(Class<T> kind, Predicate<? super T> wanted) throws InterruptedException {
            while (true) {
                BrokerEvent event = events.take();
                if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
                    return kind.cast(event);
                }
            }
        }

        /// How many of that kind are among the events.
        long count(Class<? extends BrokerEvent> kind) {
            return events.stream().filter(kind::isInstance).count();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
