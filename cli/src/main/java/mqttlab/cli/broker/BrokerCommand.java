package mqttlab.cli.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mqttlab.broker.Broker;
import mqttlab.broker.BrokerBuilder;
import mqttlab.broker.access.AccessException;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.StoreException;
import mqttlab.broker.store.SqliteStore;
import mqttlab.broker.store.Sync;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.net.ListenException;
import mqttlab.net.Listener;
import mqttlab.net.Origins;
import mqttlab.net.Tls;
import org.jspecify.annotations.Nullable;

/// `mqttlab broker`: runs a broker until it is interrupted, and says what happens in it.
public final class BrokerCommand implements Command {

    private static final int DEFAULT_PORT = 1883;
    /// How long the end may take: a store keeps what is to be kept.
    private static final Duration GRACE = ChronoUnit.FOREVER.getDuration();

    private final Options options = new Options();
    private final Options.Value<@Nullable String> port = options.text(
            "-p --port", "PORT", "Listen on this port of 127.0.0.1; 0 for any that is free. Default: 1883.");
    private final Options.Value<List<String>> listen = options.texts(
            "--listen",
            "URI",
            "Listen there instead; may be repeated: mqtt://127.0.0.1:1883, mqtts://0.0.0.0:8883,"
                    + " ws://127.0.0.1:9001/mqtt, wss://..., unix:/run/mqtt.sock.");
    private final Options.Value<@Nullable String> cert =
            options.text("--cert", "FILE", "The server's certificate for mqtts:// and wss://, in PEM format.");
    private final Options.Value<@Nullable String> key =
            options.text("--key", "FILE", "Its private key, in PEM format, not encrypted.");
    private final Options.Value<@Nullable String> cafile = options.text(
            "--cafile", "FILE", "Ask clients for a certificate that these sign; its common name is the user name.");
    private final Options.Value<Boolean> certRequired =
            options.flag("--require-certificate", "Refuse clients without such a certificate.");
    private final Options.Value<List<String>> origins = options.texts(
            "--origin", "ORIGIN", "Let pages of this web site open a WebSocket; may be repeated; * for all.");
    private final Options.Value<Boolean> proxied = options.flag(
            "--proxy-protocol", "Expect a header of the PROXY protocol on every connection, as load balancers send.");
    private final Options.Value<@Nullable String> data = options.text(
            "--data",
            "FILE",
            "Keep retained messages, sessions and what waits for them in this file, and find them there again.");
    private final Options.Value<@Nullable Sync> sync = options.choiceIfGiven(
            "--sync",
            Sync.class,
            "When what is acknowledged is on the disk: always before, within a second (interval), or when the system"
                    + " likes (off). Default: always.");
    private final Options.Value<@Nullable String> sysInterval = options.text(
            "--sys-interval",
            "SECONDS",
            "How often to say at topics below $SYS/ how the broker is; 0 for never. Default: 10.");
    private final Options.Value<@Nullable String> http = options.text(
            "--http",
            "PORT",
            "Say so by HTTP, too, to programs on this machine: /metrics for Prometheus, /health; 0 for any free port.");
    private final AccessOptions access = new AccessOptions(options);
    private final LogOptions log = new LogOptions(options);
    private final TapOptions tap = new TapOptions(options);
    private final Options.Value<@Nullable String> threads =
            options.text("--threads", "N", "How many threads serve the network. Default: by the machine.");
    private final LimitOptions limits = new LimitOptions(options);

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        try (EventLog events = log.open(streams, tap.isShown());
                Taps taps = tap.open(streams)) {
            BrokerBuilder builder = builder(events);
            if (taps.isWanted()) {
                builder.tap(taps);
            }
            serve(builder.watcher(events.watcher()), events, taps, streams);
        } catch (AccessException | StoreException e) {
            throw new Failure(Status.FAILED, String.valueOf(e.getMessage()));
        }
        tap.report(streams);
        return Status.OK;
    }

    private BrokerBuilder builder(EventLog events) {
        BrokerBuilder builder = Broker.builder().limits(limits.get());
        Tls tls = tls();
        List<Listener> all = listeners();
        check(all, tls);
        access.apply(builder, all, certRequired.get(), what -> events.accept(new BrokerEvent.Trouble(what)));
        for (Listener listener : all) {
            builder.listen(listener.scheme().isSecure() && tls != null ? listener.withTls(tls) : listener);
        }
        if (threads.get() != null) {
            builder.threads((int) Numbers.parse("--threads", threads.get(), 1, 1024, 1));
        }
        return builder.reportEvery((int) Numbers.parse("--sys-interval", sysInterval.get(), 0, 86_400, 10));
    }

    /// What has no effect is a mistake, too.
    private void check(List<Listener> all, @Nullable Tls tls) {
        boolean hasTls = false;
        boolean hasWebSocket = false;
        for (Listener each : all) {
            if (each.scheme().isSecure() && tls == null) {
                throw new Failure(
                        Status.USAGE,
                        each + " needs --cert and --key, a certificate and its key; `mqttlab certs` makes them");
            }
            hasTls |= each.scheme().isSecure();
            hasWebSocket |= each.scheme().isWebSocket();
        }
        if (tls != null && !hasTls) {
            throw new Failure(Status.USAGE, "--cert and --key are for mqtts:// and wss://: --listen to one of them");
        }
        if (!origins.get().isEmpty() && !hasWebSocket) {
            throw new Failure(Status.USAGE, "--origin is for ws:// and wss://: --listen to one of them");
        }
        for (String each : origins.get()) {
            if (!Origins.isOne(each)) {
                throw new Failure(
                        Status.USAGE, "--origin " + each + ": expected one such as https://example.org, or *");
            }
        }
        if (sync.get() != null && data.get() == null) {
            throw new Failure(Status.USAGE, "--sync says when --data is on the disk: give that, too");
        }
    }

    private List<Listener> listeners() {
        List<Listener> all = new ArrayList<>();
        try {
            for (String uri : listen.get()) {
                all.add(Listener.at(uri));
            }
        } catch (IllegalArgumentException e) {
            throw new Failure(Status.USAGE, "--listen " + e.getMessage());
        }
        if (all.isEmpty() || port.get() != null) {
            long number = Numbers.parse("-p", port.get(), 0, 65_535, DEFAULT_PORT);
            all.addFirst(Listener.at("mqtt://127.0.0.1:" + number));
        }
        return all.stream().map(this::dressed).toList();
    }

    private Listener dressed(Listener listener) {
        Listener it = proxied.get() ? listener.withProxy() : listener;
        return it.scheme().isWebSocket() && !origins.get().isEmpty()
                ? it.withOrigins(origins.get().toArray(String[]::new))
                : it;
    }

    private @Nullable Tls tls() {
        String certificate = cert.get();
        String privateKey = key.get();
        if (certificate == null || privateKey == null) {
            if (certificate != null || privateKey != null || cafile.get() != null || certRequired.get()) {
                throw new Failure(Status.USAGE, "TLS wants both --cert and --key");
            }
            return null;
        }
        Tls tls = Tls.of(Path.of(certificate), Path.of(privateKey));
        if (cafile.get() == null) {
            if (certRequired.get()) {
                throw new Failure(Status.USAGE, "--require-certificate wants --cafile: whose signature makes one good");
            }
            return tls;
        }
        Path ca = Path.of(cafile.get());
        return certRequired.get() ? tls.withClients(ca) : tls.withOptionalClients(ca);
    }

    private void serve(BrokerBuilder builder, EventLog events, Taps taps, Streams streams) throws IOException {
        CountDownLatch isInterrupted = new CountDownLatch(1);
        Broker broker = start(builder);
        try (FiguresServer figures = figures(broker);
                var _ = streams.interrupt().on(GRACE, isInterrupted::countDown)) {
            taps.begin();
            streams.wire().listening(broker.uris());
            events.started(broker.uris(), figures == null ? null : figures.uri());
            isInterrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            broker.close();
        }
    }

    /// Null where nobody wants it.
    private @Nullable FiguresServer figures(Broker broker) {
        long number = Numbers.parse("--http", http.get(), 0, 65_535, -1);
        return number < 0 ? null : FiguresServer.start((int) number, broker::figures);
    }

    private Broker start(BrokerBuilder builder) {
        try {
            String file = data.get();
            if (file != null) {
                builder.store(SqliteStore.open(Path.of(file), sync.get() == null ? Sync.ALWAYS : sync.get()));
            }
            return builder.start();
        } catch (ListenException | StoreException e) {
            throw new Failure(Status.FAILED, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new Failure(Status.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
