package mqttlab.cli.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import mqttlab.cli.Command;
import mqttlab.cli.Failure;
import mqttlab.cli.Options;
import mqttlab.cli.Streams;
import mqttlab.cli.client.PropertyOptions.Place;
import mqttlab.cli.connect.Report;
import org.jspecify.annotations.Nullable;

/// `mqttlab connect`: connects, says each step and what the server allows, and disconnects.
public final class ConnectCommand implements Command {

    private final Options options = new Options();
    // @formatter:off
    private final Options.Value<@Nullable String> host = options.parameter("HOST", "The server, or a URL as of -L.");
    private final Options.Value<@Nullable String> port = options.parameter("PORT", "Its port.");
    private final Options.Value<@Nullable String> id = options.parameter("CLIENT_ID", "The client identifier.");
    private final Options.Value<Boolean> stay = options.flag("--stay", "Keep the connection, and show what comes, until Ctrl-C.");
    private final Options.Value<@Nullable String> patience = options.text("--connect-timeout", "SECONDS", "How long connecting may take, and then the answer to CONNECT; 10 if not given.");
    // @formatter:on
    private final ClientOptions client =
            new ClientOptions("connect", options, List.of(Place.CONNECT, Place.DISCONNECT, Place.WILL));

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
        client.parameters(host.get(), port.get(), id.get());
        String seconds = patience.get();
        Duration timeout = Duration.ofNanos(Seconds.parse("--connect-timeout", seconds == null ? "10" : seconds));
        Report report =
                new Report(streams.out(), client.isJson(), client.server().way(), client.version());
        Connecting connecting = new Connecting(report, client.server().look(timeout), timeout, stay.get());
        try {
            return client.run(streams, connecting);
        } catch (Failure e) {
            if (e.status() == Statuses.TIMEOUT) {
                throw new Failure(
                        e.status(), e.getMessage() + " at " + report.stage().text());
            }
            throw e;
        }
    }
}
