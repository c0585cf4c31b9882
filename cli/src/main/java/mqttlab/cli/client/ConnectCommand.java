package mqttlab.cli.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import mqttlab.cli.client.PropertyOptions.Place;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.connect.Probe;
import mqttlab.cli.connect.Report;
import org.jspecify.annotations.Nullable;

/// `mqttlab connect`: connects, says each step and what the server allows, and disconnects.
public final class ConnectCommand implements Command {

    private final Options options = new Options();
    // @formatter:off
    private final Options.Value<@Nullable String> host = options.parameter("HOST", "The server, also as HOST:PORT, or a URL as of -L.");
    private final Options.Value<@Nullable String> port = options.parameter("PORT", "Its port.");
    private final Options.Value<@Nullable String> id = options.parameter("CLIENT_ID", "The client identifier.");
    private final Options.Value<Boolean> stay = options.flag("--stay", "Keep the connection, and show what comes, until Ctrl-C.");
    private final Options.Value<@Nullable String> patience = options.text("--connect-timeout", "SECONDS", "How long connecting may take, and then the answer to CONNECT; 10 if not given.");
    private final Options.Value<Boolean> probe = options.flag("--probe", "Find out what the server takes: versions, sizes, QoS, kinds of subscription. docs/commands.md says what it sends.");
    private final Options.Value<@Nullable String> probePayload = options.text("--probe-payload", "BYTES", "The longest payload that --probe tries; 65536 if not given.");
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
        client.useServerOf(streams);
        String seconds = patience.get();
        Duration timeout = Duration.ofNanos(Seconds.parse("--connect-timeout", seconds == null ? "10" : seconds));
        int payload = (int) Numbers.parse("--probe-payload", probePayload.get(), 0, 0x0fff_0000, 1 << 16);
        if (probe.get() && probe(streams, timeout, payload)) {
            return Status.OK;
        }
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

    /// Returns false where the server takes no version: then connecting says why.
    private boolean probe(Streams streams, Duration timeout, int payload) throws IOException {
        if (stay.get()) {
            throw Usage.wrong("--stay and --probe exclude each other");
        }
        client.checkProbe();
        // Once before, for what is wrong with the options or their files.
        try {
            client.builder(streams, 0, null).build().close();
        } catch (IllegalArgumentException e) {
            throw Usage.wrong(String.valueOf(e.getMessage()));
        }
        Probe.Clients clients = () -> {
            try {
                return client.builder(streams, 0, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return new Probe(clients, client.clientId(), timeout, streams.out(), client.isJson()).run(payload);
    }
}
