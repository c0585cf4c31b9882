package mqttlab.sample.client;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Debian's mosquitto on a free port.
final class Broker implements AutoCloseable {

    private final int port;
    private final Path config;
    private final Process process;

    Broker() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        config = Files.createTempFile("mosquitto", ".conf");
        Files.write(config, List.of("allow_anonymous true", "listener " + port + " 127.0.0.1"));
        process = new ProcessBuilder(program(), "-v", "-c", config.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader log = process.inputReader();
        String line = log.readLine();
        while (line != null && !line.endsWith(" running")) {
            line = log.readLine();
        }
        if (line == null) {
            throw new IOException("mosquitto did not start");
        }
        Thread.ofVirtual().start(() -> log.lines().forEach(_ -> {}));
    }

    private static String program() {
        for (String directory : (System.getenv("PATH") + ":/usr/sbin").split(":")) {
            Path file = Path.of(directory, "mosquitto");
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            fail("mosquitto is not installed, and CI is true");
        }
        System.err.println("mosquitto is not installed: the samples are not tested");
        return abort("mosquitto is not installed");
    }

    String uri() {
        return "mqtt://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        // Process.destroyForcibly would take its output away from who reads it.
        process.toHandle().destroyForcibly();
        Files.delete(config);
    }
}
