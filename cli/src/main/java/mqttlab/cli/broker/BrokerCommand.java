package mqttlab.cli.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import mqttlab.broker.Broker;
import mqttlab.broker.BrokerBuilder;
import mqttlab.broker.ListenException;
import mqttlab.broker.Listener;
import mqttlab.broker.Tls;
import mqttlab.broker.access.AccessException;
import mqttlab.broker.access.FileAccess;
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
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// `mqttlab broker`: runs a broker until it is interrupted, and says what happens in it.
public final class BrokerCommand implements Command {

    private static final int DEFAULT_PORT = 1883;

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
    private final Options.Value<Sync> sync = options.choice(
            "--sync",
            Sync.ALWAYS,
            "When what is acknowledged is on the disk: always before, within a second (interval), or when the system"
                    + " likes (off).");
    private final Options.Value<@Nullable String> passwords = options.text(
            "--password-file", "FILE", "Who may log in, as 'mqttlab passwd' or mosquitto_passwd writes it.");
    private final Options.Value<@Nullable String> rules =
            options.text("--acl-file", "FILE", "Who may read and write which topics, in mosquitto's grammar.");
    private final Options.Value<Boolean> anonymous = options.flag(
            "--allow-anonymous",
            "Let in clients without a user, too. Without --password-file only those on this machine are, and a broker"
                    + " that others can reach does not start.");
    private final Options.Value<Boolean> quiet = options.flag("--quiet", "Say nothing but errors.");
    private final Options.Value<@Nullable String> threads =
            options.text("--threads", "N", "How many threads serve the network. Default: by the machine.");
    private final LimitOptions limits = new LimitOptions(options);

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        try {
            return start(streams);
        } catch (StoreException | AccessException e) {
            throw new Failure(Status.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private int start(Streams streams) {
        BrokerBuilder builder = Broker.builder().limits(limits.get());
        Tls tls = tls();
        List<Listener> all = listeners();
        FileAccess access = access(all, streams);
        if (access != null) {
            builder.access(access);
            if (passwords.get() != null) {
                builder.authentication(access.scram());
            }
        }
        for (Listener listener : all) {
            builder.listen(listener.scheme().isSecure() && tls != null ? listener.withTls(tls) : listener);
        }
        String file = data.get();
        if (file != null) {
            builder.store(SqliteStore.open(Path.of(file), sync.get()));
        }
        if (threads.get() != null) {
            builder.threads((int) Numbers.parse("--threads", threads.get(), 1, 1024, 1));
        }
        if (quiet.get()) {
            return serve(builder, streams);
        }
        try (EventLog log = new EventLog(streams.out(), EventLog::text)) {
            Consumer<BrokerEvent> watcher = log;
            return serve(builder.watcher(watcher), streams);
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

    /// Who may do what; null for everybody everything.
    private @Nullable FileAccess access(List<Listener> listeners, Streams streams) {
        String logins = passwords.get();
        String acl = rules.get();
        if (logins == null && !anonymous.get()) {
            listeners.stream().filter(it -> !isOnlyHere(it)).findFirst().ifPresent(it -> {
                throw new Failure(
                        Status.USAGE,
                        it + " can be reached from other machines, and nobody need log in: give a --password-file, or"
                                + " say that this is meant with --allow-anonymous");
            });
        }
        if (logins == null && acl == null) {
            return null;
        }
        return new FileAccess(new FileAccess.Setup(
                logins == null ? null : Path.of(logins),
                acl == null ? null : Path.of(acl),
                logins == null || anonymous.get(),
                trouble -> streams.err().println("mqttlab: " + Show.escaped(trouble))));
    }

    /// Whether only this machine can reach a listener, as far as its address tells. A certificate that clients must
    /// show is as good as a password.
    private boolean isOnlyHere(Listener listener) {
        if (listener.scheme() == Listener.Scheme.UNIX || listener.scheme().isSecure() && certRequired.get()) {
            return true;
        }
        try {
            return !listener.host().isEmpty()
                    && InetAddress.getByName(listener.host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // The broker says so when it tries to listen there.
            return true;
        }
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

    private int serve(BrokerBuilder builder, Streams streams) {
        Broker broker;
        try {
            broker = builder.start();
        } catch (ListenException e) {
            throw new Failure(Status.FAILED, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new Failure(Status.USAGE, String.valueOf(e.getMessage()));
        }
        CountDownLatch isStopped = new CountDownLatch(1);
        CountDownLatch isClosed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(isStopped, isClosed)));
        if (!quiet.get()) {
            streams.out().println("MQTT broker on " + String.join(", ", broker.uris()) + ". Ctrl-C stops it.");
            streams.out().flush();
        }
        try {
            isStopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            broker.close();
            isClosed.countDown();
        }
        return Status.OK;
    }

    /// The process is to end: lets the broker tell its clients, and waits until it has.
    private static void stop(CountDownLatch isStopped, CountDownLatch isClosed) {
        isStopped.countDown();
        try {
            isClosed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
