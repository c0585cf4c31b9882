package mqttlab.cli.bridge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mqttlab.bridge.Bridge;
import mqttlab.bridge.web.Web;
import mqttlab.cli.client.Speech;
import mqttlab.cli.client.Talk;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.client.Disconnection;
import mqttlab.client.Message;
import mqttlab.client.MqttClientBuilder;
import mqttlab.client.Reconnect;
import mqttlab.net.ListenException;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// A client whose messages go to web pages, until it is interrupted.
final class Bridging implements Speech {

    private static final Reconnect RECONNECT =
            new Reconnect(Duration.ofSeconds(1), Duration.ofSeconds(30), Integer.MAX_VALUE);

    private final Bridge.Setup setup;
    private @Nullable Bridge bridge;

    Bridging(Bridge.Setup setup) {
        this.setup = setup;
    }

    @Override
    public Reconnect reconnect() {
        return RECONNECT;
    }

    @Override
    public int interrupted() {
        return Status.OK;
    }

    @Override
    public void prepare(MqttClientBuilder builder) {
        builder.onConnect(_ -> {
            Bridge it = known();
            if (it != null) {
                it.connected();
            }
        });
    }

    private synchronized @Nullable Bridge known() {
        return bridge;
    }

    /// Made at the first use: messages of a session that goes on may come before anything is said.
    private synchronized Bridge bridge(Talk talk) {
        Bridge it = bridge;
        if (it == null) {
            it = new Bridge(setup, talk.client);
            bridge = it;
        }
        return it;
    }

    @Override
    public int speak(Talk talk) {
        try (Bridge it = bridge(talk)) {
            try {
                talk.end.await(it.subscribe());
            } catch (IllegalStateException e) {
                throw new Failure(Status.FAILED, String.valueOf(e.getMessage()));
            }
            Web web = serve(it);
            talk.streams
                    .out()
                    .println("MQTT client connected." + subscribed(setup.filters()))
                    .println("WebSocket server on " + web.uri() + " (socket at /ws)")
                    .flush();
            return talk.end.await();
        }
    }

    private static String subscribed(List<String> filters) {
        StringBuilder text = new StringBuilder();
        for (String filter : filters) {
            text.append(text.isEmpty() ? " Subscribed to '" : ", '")
                    .append(Show.escaped(filter))
                    .append('\'');
        }
        return text.isEmpty() ? "" : text.append('.').toString();
    }

    private static Web serve(Bridge bridge) {
        try {
            return bridge.serve();
        } catch (ListenException e) {
            throw new Failure(Status.FAILED, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean received(Talk talk, Message message) {
        bridge(talk).message(message, Instant.now());
        return true;
    }

    @Override
    public void lost(Disconnection it) {
        Bridge told = known();
        if (told != null) {
            told.disconnected(it);
        }
    }
}
