package mqttlab.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Debian's broker, on free ports of its own, until it is closed.
final class Mosquitto implements AutoCloseable {

    private static final Set<Integer> PORTS = new HashSet<>();

    static final Path PEM = Path.of("src/test/resources/pem").toAbsolutePath();

    final int tcp = freePort();
    final int tls = freePort();
    /// Wants a certificate of the client.
    final int mutualTls = freePort();
    /// Its certificate is made out to broker.example.
    final int otherTls = freePort();
    final int webSocket = freePort();
    final int secureWebSocket = freePort();
    final Path unix;
    private final Path directory;
    private final List<String> config;
    private Process process;

    /// @param more lines of the configuration
    Mosquitto(String... more) throws IOException {
        String program = Peer.need("mosquitto");
        directory = Files.createTempDirectory("mosquitto");
        unix = directory.resolve("socket");
        config = new ArrayList<>(List.of("user root", "allow_anonymous true", "max_queued_messages 0"));
        config.addAll(List.of(more));
        listen(tcp);
        listen(tls, "certfile " + PEM.resolve("server.pem"), "keyfile " + PEM.resolve("server.key"));
        listen(
                mutualTls,
                "certfile " + PEM.resolve("server.pem"),
                "keyfile " + PEM.resolve("server.key"),
                "cafile " + PEM.resolve("ca.pem"),
                "require_certificate true");
        listen(otherTls, "certfile " + PEM.resolve("other.pem"), "keyfile " + PEM.resolve("other.key"));
        listen(webSocket, "protocol websockets");
        listen(
                secureWebSocket,
                "protocol websockets",
                "certfile " + PEM.resolve("server.pem"),
                "keyfile " + PEM.resolve("server.key"));
        config.add("listener 0 " + unix);
        Files.write(directory.resolve("conf"), config);
        process = start(program);
    }

    private void listen(int port, String... settings) {
        config.add("listener " + port + " 127.0.0.1");
        config.addAll(List.of(settings));
    }

    /// Another each time: one that was free may be found free again before anybody listens there.
    private static synchronized int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (PORTS.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private Process start(String program) throws IOException {
        Process started = new ProcessBuilder(
                        program, "-v", "-c", directory.resolve("conf").toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader log = started.inputReader();
        StringBuilder said = new StringBuilder();
        String line = log.readLine();
        while (line != null && !line.endsWith(" running")) {
            said.append(line).append('\n');
            line = log.readLine();
        }
        if (line == null) {
            throw new IOException("mosquitto did not start:\n" + said);
        }
        // It would stop where nobody reads its log.
        Thread.ofVirtual().start(() -> log.lines().forEach(_ -> {}));
        return started;
    }

    /// Ends it, and starts it anew: it has forgotten everything.
    void restart() throws IOException, InterruptedException {
        kill();
        process.waitFor();
        process = start(Peer.need("mosquitto"));
    }

    MqttClientBuilder client() {
        return MqttClient.builder().host("127.0.0.1").port(tcp);
    }

    /// Its output then ends; Process.destroyForcibly would take it away from who reads it.
    private void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        kill();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
