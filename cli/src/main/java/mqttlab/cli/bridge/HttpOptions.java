package mqttlab.cli.bridge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.net.Listener;
import mqttlab.net.Tls;
import org.jspecify.annotations.Nullable;

/// The options that say where web pages are, and who may see them.
final class HttpOptions {

    private static final int DEFAULT_PORT = 8080;
    /// A shorter token could be found by trying.
    private static final int SHORTEST_TOKEN = 12;

    private final Options.Value<@Nullable String> http;
    private final Options.Value<@Nullable String> cert;
    private final Options.Value<@Nullable String> key;
    private final Options.Value<@Nullable String> token;
    private final Options.Value<@Nullable String> tokenFile;
    private final Options.Value<Boolean> withoutToken;
    private final Options.Value<List<String>> origins;

    HttpOptions(Options options) {
        // @formatter:off
        http = options.text("--http", "[HOST:]PORT", "Where the pages are; 127.0.0.1:8080 if not given, 0 for any port that is free. Also http://HOST:PORT or https://HOST:PORT.");
        cert = options.text("--http-cert", "FILE", "The certificate of the pages, in PEM format: they are at https:// then.");
        key = options.text("--http-key", "FILE", "Its private key, in PEM format, not encrypted.");
        token = options.text("--token", "TOKEN", "Let only pages in that know this: at /?token=TOKEN, or by 'Authorization: Bearer TOKEN'.");
        tokenFile = options.text("--token-file", "FILE", "The same, from the first line of a file.");
        withoutToken = options.flag("--without-token", "Let everybody in who can reach an address that is not this machine's alone.");
        origins = options.texts("--origin", "ORIGIN", "Let pages of this web site connect, too, as https://example.org; may be repeated; * for all.");
        // @formatter:on
    }

    /// Where to listen.
    Listener listener() {
        Listener plain = address();
        Listener listener = origins.get().isEmpty()
                ? plain
                : plain.withOrigins(origins.get().toArray(String[]::new));
        String certificate = cert.get();
        String privateKey = key.get();
        if ((certificate == null) != (privateKey == null)) {
            throw new Failure(Status.USAGE, "TLS wants both --http-cert and --http-key");
        }
        if (certificate == null || privateKey == null) {
            if (listener.scheme().isSecure()) {
                throw new Failure(Status.USAGE, "--http " + http.get() + ": https wants --http-cert and --http-key");
            }
            return listener;
        }
        return secured(listener).withTls(Tls.of(Path.of(certificate), Path.of(privateKey)));
    }

    private static Listener secured(Listener it) {
        return new Listener(Listener.Scheme.HTTPS, it.host(), it.port(), "", null, it.origins(), false);
    }

    private Listener address() {
        String text = http.get();
        try {
            if (text == null) {
                return Listener.http("http://127.0.0.1:" + DEFAULT_PORT);
            }
            if (text.contains("://")) {
                return Listener.http(text);
            }
            return Listener.http("http://" + (text.contains(":") ? text : "127.0.0.1:" + number(text)));
        } catch (IllegalArgumentException e) {
            throw new Failure(Status.USAGE, "--http " + e.getMessage());
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + ": expected PORT, HOST:PORT or http://HOST:PORT", e);
        }
    }

    /// What a page must know, or null.
    ///
    /// @param listener where anybody but this machine's users may reach it
    @Nullable
    String token(Listener listener) throws IOException {
        String said = token.get();
        String file = tokenFile.get();
        if (said != null && file != null) {
            throw new Failure(Status.USAGE, "--token and --token-file exclude each other");
        }
        String given = file == null
                ? said
                : Files.readString(Path.of(file)).lines().findFirst().orElse("").strip();
        if (given == null && !withoutToken.get() && !isLoopback(listener)) {
            throw new Failure(
                    Status.USAGE,
                    listener + ": others than this machine's users may reach that. Say what they must know by"
                            + " --token, or that all may come in by --without-token");
        }
        if (given != null && given.length() < SHORTEST_TOKEN) {
            throw new Failure(
                    Status.USAGE,
                    (file == null ? "--token" : file) + ": expected at least " + SHORTEST_TOKEN
                            + " characters, or it could be guessed");
        }
        return given;
    }

    private static boolean isLoopback(Listener listener) {
        if (listener.host().isEmpty()) {
            return false;
        }
        InetSocketAddress address = new InetSocketAddress(listener.host(), listener.port());
        return address.getAddress() != null && address.getAddress().isLoopbackAddress();
    }
}
