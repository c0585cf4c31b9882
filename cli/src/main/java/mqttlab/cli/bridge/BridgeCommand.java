package mqttlab.cli.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mqttlab.bridge.Bridge;
import mqttlab.bridge.hub.Limits;
import mqttlab.cli.client.ClientOptions;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Streams;
import mqttlab.net.Listener;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// `mqttlab bridge`: brings the messages of a server to web pages.
public final class BridgeCommand implements Command {

    private static final int MOST_SOCKETS = 10_000;
    private static final int MOST_QUEUED = 1_000_000;

    private final Options options = new Options();
    // @formatter:off
    private final Options.Value<List<String>> topics = options.texts("-t --topic", "FILTER", "Bring what comes at these topics to every page. May be given several times; pages may subscribe to others.");
    private final Options.Value<@Nullable String> qos = options.text("-q --qos", "0|1|2", "The best delivery to ask the server for; 0 if not given.");
    private final Options.Value<Boolean> mayPublish = options.flag("--allow-publish", "Let pages publish.");
    // @formatter:on
    private final HttpOptions http = new HttpOptions(options);
    // @formatter:off
    private final Options.Value<@Nullable String> sockets = options.text("--max-sockets", "COUNT", "How many pages may be connected at once; 1024 if not given.");
    private final Options.Value<@Nullable String> queue = options.text("--max-queued", "COUNT", "How many messages may wait for a slow page before it loses the oldest; 4096 if not given.");
    // @formatter:on
    private final ClientOptions client = ClientOptions.ofSubscriber("bridge", options);

    @Override
    public Options options() {
        return options;
    }

    @Override
    public List<String> words(List<String> given) throws IOException {
        return client.words(given);
    }

    @Override
    public int run(Streams streams) throws IOException {
        List<String> filters = new ArrayList<>(topics.get());
        String ofUrl = client.topicOfUrl();
        if (ofUrl != null) {
            filters.add(ofUrl);
        }
        Listener listener = http.listener();
        Limits limits = Limits.USUAL
                .withSockets((int) Numbers.parse("--max-sockets", sockets.get(), 1, MOST_SOCKETS, 1024))
                .withQueue((int) Numbers.parse("--max-queued", queue.get(), 1, MOST_QUEUED, 4096));
        Bridge.Setup setup = new Bridge.Setup(
                client.serverName(),
                client.version() == Version.V5,
                filters,
                (int) Numbers.parse("-q", qos.get(), 0, 2, 0),
                mayPublish.get(),
                listener,
                http.token(listener),
                limits,
                it -> streams.err().println("mqttlab: " + it));
        return client.run(streams, new Bridging(setup));
    }
}
