package mqttlab.sample.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;

/// Appends every order to a file, none twice and none lost, however often it or the network dies: QoS 2, a session that
/// the server keeps, and a session file here.
///
/// A message is acknowledged when the callback has returned. Killed between the two, the program gets it again: so what
/// must not happen twice is to be done in a way that shows (here: the last line is looked at, which begins with the
/// order's own topic, since two orders may be alike).
public final class PersistentConsumer implements AutoCloseable {

    private final Path orders;
    private final MqttClient client;
    private String last = "";

    /// @param directory for the session and the orders
    public PersistentConsumer(String uri, String clientId, Path directory) throws IOException {
        orders = directory.resolve("orders");
        if (Files.exists(orders)) {
            last = Files.readAllLines(orders).stream().reduce("", (_, line) -> line);
        }
        client = MqttClient.builder()
                .uri(uri)
                .clientId(clientId)
                .sessionStore(directory.resolve("session"))
                // Not in subscribe: what the server has kept comes before we have subscribed again.
                .onMessage(this::append)
                .connect();
        client.subscribe("orders/#", 2);
    }

    private void append(Message order) {
        String line = order.topic() + " " + order.text();
        if (line.equals(last)) {
            return;
        }
        try {
            Files.writeString(orders, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            last = line;
        } catch (IOException e) {
            // The message is not acknowledged then, and comes again.
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /// Arguments: the server's URI, the client identifier, a directory.
    public static void main(String... args) throws IOException {
        try (PersistentConsumer consumer = new PersistentConsumer(args[0], args[1], Path.of(args[2]))) {
            consumer.client.join();
        }
    }
}
