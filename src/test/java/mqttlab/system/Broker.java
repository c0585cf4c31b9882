package mqttlab.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Debian's mosquitto, on free ports of its own, until it is closed; what it logs can be waited for.
final class Broker implements AutoCloseable {

    private static final Set<Integer> PORTS = new HashSet<>();

    /// Certificates of a test authority, for localhost and 127.0.0.1.
    static final Path PEM = Run.PROJECT.resolve("client/src/test/resources/pem");

    /// The password of the user "kitchen" on the port [#locked].
    static final String PASSWORD = "päss word";

    final int port = freePort();
    /// Wants user and password; whoever is let in may only use topics below `open/`.
    final int locked = freePort();
    final int tls = freePort();
    /// Wants a certificate of the client.
    final int mutualTls = freePort();
    /// Its certificate was valid in 2020.
    final int expired = freePort();
    /// Its certificate will be valid in 2100.
    final int future = freePort();
    final int webSocket = freePort();
    final Path unix;
    private final Path directory;
    private Process process;
    private final List<String> log = new ArrayList<>();

    Broker() {
        Peer.need("mosquitto");
        Peer.need("mosquitto_passwd");
        try {
            directory = Files.createTempDirectory("mosquitto");
            unix = directory.resolve("socket");
            configure();
            process = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Another each time: one that was free may be found free again before anybody listens there.
    private static synchronized int freePort() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (PORTS.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void configure() throws IOException {
        Path passwords = Files.writeString(directory.resolve("passwords"), "");
        Run.of(new ProcessBuilder("mosquitto_passwd", "-b", passwords.toString(), "kitchen", PASSWORD), new byte[0]);
        Path rights = Files.writeString(directory.resolve("rights"), "user kitchen\ntopic readwrite open/#\n");
        String server = certificate("server.pem");
        String config = "user root\nper_listener_settings true\n"
                + listener(port) + "allow_anonymous true\n"
                + listener(locked) + "password_file " + passwords + "\nacl_file " + rights + "\n"
                + listener(tls) + "allow_anonymous true\n" + server
                + listener(mutualTls) + "allow_anonymous true\n" + server + "cafile " + PEM.resolve("ca.pem")
                + "\nrequire_certificate true\n"
                + listener(expired) + "allow_anonymous true\n" + certificate("expired.pem")
                + listener(future) + "allow_anonymous true\n" + certificate("future.pem")
                + listener(webSocket) + "allow_anonymous true\nprotocol websockets\n"
                + "listener 0 " + unix + "\nallow_anonymous true\n";
        Files.writeString(directory.resolve("conf"), config);
    }

    private Process start() throws IOException {
        String file = directory.resolve("conf").toString();
        Process started = new ProcessBuilder("mosquitto", "-v", "-c", file)
                .redirectErrorStream(true)
                .start();
        Thread.ofVirtual().start(() -> readLog(started.inputReader()));
        awaitLog(" running");
        return started;
    }

    /// Ends it, and starts it anew: it has forgotten everything, and so has its log.
    void restart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        awaitLog("ended");
        synchronized (this) {
            log.clear();
        }
        process = start();
    }

    private static String certificate(String file) {
        return "certfile " + PEM.resolve(file) + "\nkeyfile " + PEM.resolve("server.key") + "\n";
    }

    private static String listener(int port) {
        return "listener " + port + " 127.0.0.1\n";
    }

    private void readLog(BufferedReader reader) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException _) {
            // It has ended.
        }
        add("ended");
    }

    private synchronized void add(String line) {
        log.add(line);
        notifyAll();
    }

    /// Waits for a line that contains this text, and returns it.
    synchronized String awaitLog(String text) {
        int seen = 0;
        while (true) {
            for (; seen < log.size(); seen++) {
                if (log.get(seen).contains(text)) {
                    return log.get(seen);
                }
                if (log.get(seen).equals("ended") && !text.equals("ended")) {
                    throw new AssertionError("mosquitto has ended without \"" + text + "\": " + log);
                }
            }
            try {
                wait(60_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (seen == log.size()) {
                throw new AssertionError("mosquitto has not logged \"" + text + "\": " + log);
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
