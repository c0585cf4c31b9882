package mqttlab.bridge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import mqttlab.bridge.hub.Hub;
import mqttlab.bridge.hub.Limits;
import mqttlab.bridge.web.Web;
import mqttlab.client.Disconnection;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.MqttException;
import mqttlab.net.Listener;
import org.jspecify.annotations.Nullable;

/// Brings the messages of an MQTT client to web pages.
///
/// The client is its owner's, who connects it and tells the bridge what comes.
public final class Bridge implements AutoCloseable {

    /// Where pages connect.
    private static final String PATH = "/ws";
    /// How many connections there may be beside the WebSockets: those that fetch files.
    private static final int MORE_CONNECTIONS = 256;

    /// What a bridge is to be like.
    ///
    /// @param server what pages are told they see, as "localhost:1883"
    /// @param filters that every page gets
    /// @param qos of all subscriptions
    /// @param listener http or https
    /// @param token that opens a WebSocket, or null where none is needed
    /// @param trouble is told in a sentence what is wrong, though the bridge goes on
    public record Setup(
            String server,
            boolean isV5,
            List<String> filters,
            int qos,
            boolean mayPublish,
            Listener listener,
            @Nullable String token,
            Limits limits,
            Consumer<String> trouble) {}

    private final Setup setup;
    private final Commands commands;
    private final Hub hub;
    private @Nullable Web web;

    public Bridge(Setup setup, MqttClient client) {
        this.setup = setup;
        commands = new Commands(client, setup.isV5, setup.qos);
        hub = new Hub(new Hub.Setup(setup.server, setup.filters, setup.mayPublish, setup.limits, commands));
    }

    /// Subscribes to the filters of the setup. The future ends when the server has answered to all: with an
    /// [IllegalStateException] where it refuses one, which says why.
    public CompletableFuture<Void> subscribe() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicInteger left =
                new AtomicInteger((int) setup.filters.stream().distinct().count());
        if (left.get() == 0) {
            done.complete(null);
        }
        hub.begin(refusal -> {
            if (refusal != null) {
                done.completeExceptionally(new IllegalStateException(refusal));
            } else if (left.decrementAndGet() == 0) {
                done.complete(null);
            }
        });
        return done;
    }

    /// Lets pages in.
    ///
    /// @throws mqttlab.net.ListenException where it cannot listen there
    public Web serve() {
        web = Web.start(new Web.Setup(
                setup.listener,
                setup.token,
                Map.of(PATH, hub),
                setup.limits.requestBytes(),
                setup.limits.sockets() + MORE_CONNECTIONS,
                setup.trouble));
        return web;
    }

    // What the client's owner tells.

    /// @param time when it has come
    public void message(Message message, Instant time) {
        hub.message(message, time);
    }

    public void connected() {
        hub.connected();
    }

    public void disconnected(Disconnection it) {
        MqttException reason = it.reason();
        if (reason != null) {
            hub.disconnected(String.valueOf(reason.getMessage()), it.reconnect());
        }
    }

    /// Takes leave of all pages.
    @Override
    public void close() {
        if (web != null) {
            web.close();
        }
        commands.close();
    }
}
