package mqttlab.cli.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.connect.Look;
import mqttlab.cli.connect.Stage;
import mqttlab.client.MqttClientBuilder;
import mqttlab.client.transport.HttpConnect;
import mqttlab.client.transport.Proxy;
import mqttlab.client.transport.Socks5;
import org.jspecify.annotations.Nullable;

/// The options that say where the server is, and how to get there.
final class ServerOptions {

    private static final int TLS_PORT = 8883;

    static {
        // Else the JDK's HTTP client, which reads this once, keeps the password of --proxy to itself.
        if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
    }

    private final Options.Value<@Nullable String> host;
    private final Options.Value<@Nullable String> port;
    private final Options.Value<@Nullable String> url;
    private final Options.Value<@Nullable String> unix;
    private final Options.Value<Boolean> webSocket;
    private final Options.Value<@Nullable String> path;
    private final Options.Value<List<String>> headers;
    private final Options.Value<@Nullable String> proxy;
    private final Options.Value<@Nullable String> bind;
    private final TlsOptions tls;
    /// What stands in the place of `-h` and `-p`.
    private @Nullable String otherHost;

    private @Nullable String otherPort;
    /// What is meant where nothing is said, as a URL.
    private @Nullable String usual;

    ServerOptions(Options options) {
        // @formatter:off
        host = options.text("-h --host --hostname", "HOST", "The server; localhost if not given.");
        port = options.text("-p --port", "PORT", "Its port; 1883 if not given, 8883 with TLS, 80 and 443 with WebSocket. 8883 turns TLS on.");
        url = options.text("-L --url", "URL", "All in one: mqtt[s]://[USER[:PASSWORD]@]HOST[:PORT]/TOPIC, or ws[s]://. User, password and topic are percent-decoded.");
        unix = options.text("--unix", "FILE", "Connect by a Unix-domain socket.");
        webSocket = options.flag("--ws", "Connect by WebSocket.");
        path = options.text("--ws-path", "PATH", "The path of the WebSocket; /mqtt if not given.");
        headers = options.texts("--ws-header", "'NAME: VALUE'", "Add a header to the request for the WebSocket.");
        proxy = options.text("--proxy", "URL", "Connect through a proxy: socks5h://[USER[:PASSWORD]@]HOST[:PORT], socks5:// (which looks up no names) or http://.");
        bind = options.text("-A --bind", "ADDRESS", "Connect from this address of ours.");
        options.flag("--nodelay", "Send small packets at once, which is always so.");
        // @formatter:on
        tls = new TlsOptions(options);
    }

    @Nullable
    Url url() {
        String text = isUrl(otherHost) ? otherHost : isSaid() ? url.get() : usual;
        return text == null ? null : Url.parse(text);
    }

    /// What is meant where nothing is said, as a URL; null for this machine.
    void usual(@Nullable String newUsual) {
        usual = newUsual;
    }

    private boolean isSaid() {
        return otherHost != null
                || otherPort != null
                || host.get() != null
                || port.get() != null
                || url.get() != null
                || unix.get() != null
                || webSocket.get()
                || path.get() != null;
    }

    private static boolean isUrl(@Nullable String text) {
        return text != null && text.contains("://");
    }

    /// What the parameters of a command say that has them.
    void parameters(@Nullable String hostOrUrl, @Nullable String itsPort) {
        if (hostOrUrl != null && (host.get() != null || url.get() != null)) {
            throw Usage.wrong("HOST, -h and -L exclude each other");
        }
        if (itsPort != null && port.get() != null) {
            throw Usage.wrong("PORT and -p exclude each other");
        }
        otherHost = hostOrUrl;
        otherPort = itsPort;
        if (hostOrUrl != null && hostOrUrl.matches("(\\[.*]|[^:\\[]*):\\d+")) {
            if (itsPort != null || port.get() != null) {
                throw Usage.wrong("HOST:PORT and another port exclude each other");
            }
            HostPort both = HostPort.parse("HOST", hostOrUrl);
            otherHost = both.host();
            otherPort = Integer.toString(both.port());
        }
    }

    private @Nullable String host() {
        Url from = url();
        return from != null ? from.host() : otherHost != null ? otherHost : host.get();
    }

    /// The port that is asked for, or 0 for the usual one.
    private int port() {
        Url from = url();
        int given = otherPort == null ? Ports.parse("-p", port.get()) : Ports.parse("PORT", otherPort);
        return from != null && from.port() > 0 ? from.port() : given;
    }

    private boolean isTls() {
        Url from = url();
        return tls.isWanted(port() == TLS_PORT || from != null && from.isTls());
    }

    private boolean isWebSocket() {
        Url from = url();
        return webSocket.get() || path.get() != null || from != null && from.isWebSocket();
    }

    /// The stages of the way to the server.
    List<Stage> way() {
        if (isWebSocket()) {
            return proxy.get() == null
                    ? List.of(Stage.RESOLVE, Stage.WEBSOCKET, Stage.CONNECT)
                    : List.of(Stage.WEBSOCKET, Stage.CONNECT);
        }
        if (unix.get() != null) {
            return List.of(Stage.TCP, Stage.CONNECT);
        }
        List<Stage> way = new ArrayList<>(List.of(Stage.RESOLVE, Stage.TCP));
        if (proxy.get() != null) {
            way.add(Stage.PROXY);
        }
        if (isTls()) {
            way.add(Stage.TLS);
        }
        way.add(Stage.CONNECT);
        return way;
    }

    /// "localhost:1883", or the file of a socket.
    String name() {
        String file = unix.get();
        if (file != null) {
            return file;
        }
        String name = host();
        return (name == null ? "localhost" : name) + ":" + (port() == 0 ? usualPort() : port());
    }

    private int usualPort() {
        return isWebSocket() ? isTls() ? 443 : 80 : isTls() ? TLS_PORT : 1883;
    }

    /// A second look at the server, or null where it has no port.
    @Nullable
    Look look(Duration timeout) {
        if (unix.get() != null) {
            return null;
        }
        String name = host();
        return new Look(
                name == null ? "localhost" : withoutBrackets(name),
                port() == 0 ? usualPort() : port(),
                proxy.get() == null ? null : proxy(proxy.get()),
                isTls(),
                tls.serverName(),
                timeout);
    }

    void apply(MqttClientBuilder builder) throws IOException {
        int wanted = port();
        String name = host();
        if (name != null) {
            builder.host(withoutBrackets(name));
        }
        builder.port(wanted);
        var settings = tls.tls(isTls());
        if (settings != null) {
            builder.tls(settings);
        }
        lead(builder);
    }

    private void lead(MqttClientBuilder builder) throws IOException {
        boolean isWebSocket = isWebSocket();
        String socket = unix.get();
        String by = proxy.get();
        String local = bind.get();
        if (socket != null) {
            builder.unixSocket(Path.of(socket));
        }
        if (isWebSocket) {
            builder.webSocket(path.get() == null ? "/mqtt" : path.get());
            headers(builder);
        }
        if (by != null) {
            builder.proxy(proxy(by));
        }
        if (local != null) {
            if (isWebSocket || socket != null) {
                throw Usage.wrong("-A is for TCP without WebSocket");
            }
            builder.localAddress(address(local));
        }
    }

    private void headers(MqttClientBuilder builder) {
        for (String header : headers.get()) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw Usage.wrong("--ws-header: expected 'NAME: VALUE' but was '" + header + "'");
            }
            builder.header(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
    }

    private static String withoutBrackets(String name) {
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    private static InetAddress address(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new Failure(Status.FAILED, "-A: the host name " + name + " is not known");
        }
    }

    private static Proxy proxy(String text) {
        int scheme = text.indexOf("://");
        String kind = scheme < 0 ? "" : text.substring(0, scheme);
        String rest = text.substring(scheme < 0 ? 0 : scheme + "://".length());
        int at = rest.lastIndexOf('@');
        String end = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        HostPort server = HostPort.parse("--proxy", end.substring(at + 1));
        String user = at < 0 ? null : rest.substring(0, at);
        int colon = user == null ? -1 : user.indexOf(':');
        String name = user == null ? null : Url.decode(colon < 0 ? user : user.substring(0, colon));
        String password = user == null || colon < 0 ? null : Url.decode(user.substring(colon + 1));
        int number = server.port();
        return switch (kind) {
            case "socks5h" -> new Socks5(server.host(), number == 0 ? 1080 : number, true, name, password);
            case "socks5" -> new Socks5(server.host(), number == 0 ? 1080 : number, false, name, password);
            case "http" -> new HttpConnect(server.host(), number == 0 ? 8080 : number, name, password);
            default -> throw Usage.wrong("--proxy: expected socks5h://, socks5:// or http:// but was '" + text + "'");
        };
    }
}
