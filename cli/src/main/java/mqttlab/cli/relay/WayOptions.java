package mqttlab.cli.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.client.transport.TlsBuilder;
import mqttlab.net.Listener;
import mqttlab.net.Tls;
import mqttlab.relay.Target;
import org.jspecify.annotations.Nullable;

/// The options that say from where to where.
final class WayOptions {

    private final Options.Value<List<String>> listen;
    private final Options.Value<@Nullable String> to;
    private final Options.Value<@Nullable String> cert;
    private final Options.Value<@Nullable String> key;
    private final Options.Value<@Nullable String> cafile;
    private final Options.Value<@Nullable String> clientCert;
    private final Options.Value<@Nullable String> clientKey;
    private final Options.Value<@Nullable String> serverName;
    private final Options.Value<Boolean> noVerifyHost;
    private final Options.Value<Boolean> insecure;

    WayOptions(Options options) {
        listen = options.texts(
                "--listen",
                "PORT|URI",
                "Listen at this port of 127.0.0.1, at HOST:PORT, or there; may be repeated: mqtts://0.0.0.0:8883,"
                        + " ws://127.0.0.1:9001/mqtt, unix:/run/mqtt.sock. Default: 1884.");
        to = options.text("--to", "HOST:PORT|URI", "The server. Default: localhost:1883.");
        cert = options.text("--cert", "FILE", "The certificate that clients are shown at mqtts:// and wss:// (PEM).");
        key = options.text("--key", "FILE", "Its private key (PEM), not encrypted.");
        cafile = options.text("--cafile", "FILE", "Trust the server's certificate if these sign it (PEM).");
        clientCert = options.text("--client-cert", "FILE", "The certificate that the server is shown (PEM).");
        clientKey = options.text("--client-key", "FILE", "Its private key (PEM).");
        serverName =
                options.text("--tls-server-name", "NAME", "Ask the server for, and verify, this name, not its host's.");
        noVerifyHost = options.flag("--no-verify-host", "Accept a trusted certificate made out to another host.");
        insecure = options.flag("--insecure", "Accept any certificate of the server.");
    }

    List<Listener> listeners() {
        List<String> given = listen.get().isEmpty() ? List.of("1884") : listen.get();
        return given.stream().map(this::listener).toList();
    }

    private Listener listener(String text) {
        boolean isUri = text.contains("://") || text.startsWith("unix:");
        boolean isPort = text.matches("[0-9]{1,5}");
        try {
            Listener it = Listener.at(isUri ? text : "mqtt://" + (isPort ? "127.0.0.1:" : "") + text);
            return it.scheme().isSecure() ? it.withTls(ownTls(text)) : it;
        } catch (IllegalArgumentException e) {
            throw new Failure(Status.USAGE, "--listen " + e.getMessage());
        }
    }

    private Tls ownTls(String text) {
        String certificate = cert.get();
        String privateKey = key.get();
        if (certificate == null || privateKey == null) {
            throw new Failure(Status.USAGE, "--listen " + text + " wants --cert and --key; mqttlab certs makes both");
        }
        return Tls.of(Path.of(certificate), Path.of(privateKey));
    }

    /// @param usual the server that is meant where none is named, or null
    Target target(@Nullable String usual) throws IOException {
        String given = to.get() == null ? usual : to.get();
        Target it;
        try {
            it = Target.at(given == null ? "localhost:1883" : given);
        } catch (IllegalArgumentException e) {
            throw new Failure(Status.USAGE, "--to " + e.getMessage());
        }
        return it.scheme().isSecure() ? it.withTls(tls()) : it;
    }

    private mqttlab.client.transport.Tls tls() throws IOException {
        TlsBuilder tls = mqttlab.client.transport.Tls.builder();
        String authority = cafile.get();
        if (authority != null) {
            tls.caFile(Path.of(authority));
        }
        String certificate = clientCert.get();
        String privateKey = clientKey.get();
        if ((certificate == null) != (privateKey == null)) {
            throw new Failure(Status.USAGE, "--client-cert and --client-key belong together");
        }
        if (certificate != null && privateKey != null) {
            tls.certificate(Path.of(certificate), Path.of(privateKey), null);
        }
        String name = serverName.get();
        if (name != null) {
            tls.serverName(name);
        }
        if (noVerifyHost.get()) {
            tls.noHostVerification();
        }
        if (insecure.get()) {
            tls.insecure();
        }
        return tls.build();
    }
}
