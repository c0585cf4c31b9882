package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program with a session file is killed (SIGKILL) while it publishes, again and again.
@Timeout(120)
class KillTest {

    private static final int KILLS = 5;
    private static final int COUNT = 1_000_000;

    @TempDir
    Path directory;

    private final Set<String> acknowledged = new HashSet<>();

    @Test
    void whatWasAcknowledgedHasArrivedAndNothingTwice() throws Exception {
        Map<String, Integer> arrived = new ConcurrentHashMap<>();
        CountDownLatch end = new CountDownLatch(1);
        Random random = new Random(7);
        try (Mosquitto broker = new Mosquitto();
                MqttClient subscriber = broker.client().connect()) {
            subscriber.subscribe("killed", 2, it -> arrived.merge(it.text(), 1, Integer::sum));
            subscriber.subscribe("end", 2, _ -> end.countDown());
            for (int kill = 0; kill < KILLS; kill++) {
                killAfter(1 + random.nextInt(300), start(broker.tcp, kill * COUNT, COUNT));
            }
            // What the last one left behind.
            assertEquals(0, start(broker.tcp, 0, 0).waitFor());
            subscriber.publish(Message.of("end", "").withQos(2));
            assertTrue(end.await(30, TimeUnit.SECONDS));
        }
        for (String each : acknowledged) {
            assertTrue(arrived.containsKey(each), each + " was acknowledged, and is lost");
        }
        arrived.forEach((number, times) -> assertEquals(1, times, number));
        assertTrue(acknowledged.size() >= KILLS);
        assertTrue(arrived.size() >= acknowledged.size());
    }

    private Process start(int port, int first, int count) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledPublisher.class.getName(),
                        Integer.toString(port),
                        directory.resolve("session").toString(),
                        Integer.toString(first),
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void killAfter(int lines, Process process) throws IOException, InterruptedException {
        BufferedReader out = process.inputReader();
        for (int i = 0; i < lines; i++) {
            String line = out.readLine();
            assertTrue(line != null, "it ended by itself");
            acknowledged.add(line);
        }
        // Process.destroyForcibly would close its output.
        process.toHandle().destroyForcibly();
        // What it had said before it was killed counts.
        out.lines().filter(it -> it.length() > 0).forEach(acknowledged::add);
        process.waitFor();
    }
}
