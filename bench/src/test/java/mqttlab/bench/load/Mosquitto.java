package mqttlab.bench.load;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// Debian's mosquitto on a free port, until it is closed, with queues that drop nothing.
final class Mosquitto implements AutoCloseable {

    final int port = freePort();
    private final Path config;
    private final Process process;

    Mosquitto() throws IOException {
        String program = find();
        config = Files.createTempFile("mosquitto", ".conf");
        Files.writeString(config, "listener " + port + """
             127.0.0.1
            allow_anonymous true
            set_tcp_nodelay true
            max_inflight_messages 100
            max_queued_messages 0
            connection_messages false
            user root
            """);
        process = new ProcessBuilder(program, "-c", config.toString())
                .redirectErrorStream(true)
                .start();
        String line = process.inputReader().readLine();
        while (line != null && !line.endsWith(" running")) {
            line = process.inputReader().readLine();
        }
        if (line == null) {
            fail("mosquitto has ended");
        }
    }

    private static String find() {
        String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin";
        for (String directory : path.split(":")) {
            Path file = Path.of(directory, "mosquitto");
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            fail("mosquitto is not installed, and CI is true");
        }
        System.err.println("mosquitto is not installed: the load generator is not tested");
        return abort("mosquitto is not installed");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(config);
    }
}
