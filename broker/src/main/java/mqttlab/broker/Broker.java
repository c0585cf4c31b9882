package mqttlab.broker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import mqttlab.broker.hub.Figures;
import mqttlab.broker.hub.Hub;
import mqttlab.broker.hub.StoreException;
import mqttlab.broker.net.Server;
import mqttlab.net.Listener;

/// A broker that runs, until it is closed. Its threads are daemons: they do not keep a program running.
public final class Broker implements AutoCloseable {

    private final Server server;

    Broker(Server server) {
        this.server = server;
    }

    /// A broker on a free port of 127.0.0.1, for everybody who runs on this machine; it keeps nothing.
    public static Broker start() {
        return builder().start();
    }

    public static BrokerBuilder builder() {
        return new BrokerBuilder();
    }

    /// The port of its first listener; 0 if that is a Unix-domain socket.
    public int port() {
        return server.listeners().getFirst().port();
    }

    /// Where its first listener is: "mqtt://127.0.0.1:40123".
    public String uri() {
        return uris().getFirst();
    }

    /// Where its listeners are, in their order.
    public List<String> uris() {
        return server.listeners().stream().map(Listener::toString).toList();
    }

    /// How it is, as soon as it has time to say so; never, where it has ended.
    public CompletableFuture<Figures> figures() {
        return server.ask(Hub::figures);
    }

    /// Accepts no more, tells all clients that it goes, and waits a few seconds until they have got what was sent, and
    /// without bound until its store has kept what is to be kept. Not to be called on the hub's thread.
    ///
    /// @throws StoreException where the store has not kept all; the broker is closed
    @Override
    public void close() {
        server.close();
    }
}
