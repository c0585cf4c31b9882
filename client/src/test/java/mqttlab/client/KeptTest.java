package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import mqttlab.client.store.FileStore;
import mqttlab.client.store.SessionStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is in the session file of a program that does not get to close it.
@Timeout(60)
class KeptTest {

    private static final int COUNT = 1000;
    /// CONNACK with Receive Maximum 2.
    private static final String TWO_AT_A_TIME = "20 06 00 00 03 21 00 02";

    @TempDir
    Path directory;

    /// It says nothing by itself, such as PINGREQ.
    private MqttClientBuilder client(ScriptedServer server) {
        return server.client()
                .clientId("me")
                .sessionStore(directory.resolve("session"))
                .keepAlive(Duration.ZERO)
                .closeTimeout(Duration.ZERO);
    }

    private static void publish(MqttClient client) {
        for (int i = 0; i < COUNT; i++) {
            var _ = client.publishAsync(Message.of("t", "x").withQos(1));
        }
    }

    /// How many messages the file holds at this moment.
    private int kept() throws IOException {
        Path copy = directory.resolve("copy");
        Files.copy(directory.resolve("session"), copy, StandardCopyOption.REPLACE_EXISTING);
        try (SessionStore store = FileStore.open(copy, "me")) {
            return store.load().messages().size();
        }
    }

    @Test
    void whatWaitsForTheServer() throws IOException {
        ScriptedServer server = ScriptedServer.answering(TWO_AT_A_TIME);
        try (server;
                MqttClient client = client(server).connect()) {
            publish(client);
            while (kept() < COUNT) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    @Test
    void whatTheConnectionIsLostUnder() throws Exception {
        CountDownLatch published = new CountDownLatch(1);
        BlockingQueue<Integer> kept = new LinkedBlockingQueue<>();
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(ScriptedServer.bytes(TWO_AT_A_TIME));
            published.await();
        });
        MqttClientBuilder builder = client(server).onDisconnect(_ -> {
            try {
                kept.add(kept());
            } catch (IOException e) {
                kept.add(-1);
            }
        });
        try (server;
                MqttClient client = builder.connect()) {
            publish(client);
            published.countDown();
            assertEquals(COUNT, kept.take());
        }
    }
}
