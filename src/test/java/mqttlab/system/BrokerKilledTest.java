package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.MqttClientBuilder;
import mqttlab.client.Reconnect;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A broker with a data file is killed (SIGKILL) while messages go through it, again and again. What it has
/// acknowledged arrives; at QoS 2, once. With rules, too: the publisher may be back before the subscriber, whose rights
/// must not wait for it.
///
/// `-Dkills=300` has it killed so often, without rules and with them.
class BrokerKilledTest {

    private static final int KILLS = Integer.getInteger("kills", 8);
    private static final int MOST_IN_A_LIFE = 500;
    private static final int UNDER_WAY = 200;

    /// The password "secret ü", by mosquitto_passwd 2.0.11: checked sooner than one by scrypt.
    private static final String HASH = "$7$101$PSWM6s9iHirp+epz"
            + "$91cR1W0emhD8aZIYjtBWrxlnkTcOMCRTmx62SCKP6IRvsASb0abZ26lranzKnwsul/ZUS9uzT8txhK64t3Yk3g==";

    @TempDir
    Path folder;

    private final int port = freePort();
    private final Map<String, Integer> arrived = new ConcurrentHashMap<>();
    private final List<String> rights = new ArrayList<>();

    private void limit() throws IOException {
        Path passwords =
                Files.writeString(folder.resolve("passwords"), "subscriber:" + HASH + "\npublisher:" + HASH + "\n");
        Path rules = Files.writeString(folder.resolve("rules"), """
            user subscriber
            topic read killed/#
            user publisher
            topic write killed/#
            """);
        rights.addAll(List.of("--password-file", passwords.toString(), "--acl-file", rules.toString()));
    }

    @ParameterizedTest(name = "with rules: {0}")
    @ValueSource(booleans = {false, true})
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whatIsAcknowledgedArrives(boolean hasRules) throws Exception {
        if (hasRules) {
            limit();
        }
        Random random = new Random();
        Process broker = start();
        awaitListening(broker);
        try (MqttClient subscriber = client("subscriber").build();
                MqttClient publisher = client("publisher").build()) {
            subscriber.handle("killed/#", it -> arrive(it.text()));
            subscriber.connect();
            subscriber.subscribe("killed/1", 1);
            subscriber.subscribe("killed/2", 2);
            publisher.connect();

            Publishing publishing = new Publishing(publisher);
            Thread publishes = Thread.ofPlatform().start(publishing);
            for (int kill = 0; kill < KILLS; kill++) {
                publishing.awaitAcknowledged(1 + random.nextInt(MOST_IN_A_LIFE), broker);
                broker.destroyForcibly().waitFor();
                broker = start();
            }
            publishing.isEnough = true;
            publishes.join();
            CompletableFuture.allOf(publishing.all.toArray(CompletableFuture[]::new))
                    .get(2, TimeUnit.MINUTES);
            // Behind all others: when it is there, they are.
            publisher.publishAsync(Message.of("killed/1", "last 1").withQos(1)).get(1, TimeUnit.MINUTES);
            publisher.publishAsync(Message.of("killed/2", "last 2").withQos(2)).get(1, TimeUnit.MINUTES);
            await("last 1");
            await("last 2");

            Set<String> expected = publishing.texts.stream().collect(Collectors.toSet());
            List<String> lost =
                    expected.stream().filter(it -> !arrived.containsKey(it)).toList();
            List<String> doubled = expected.stream()
                    .filter(it -> it.startsWith("2 ") && arrived.getOrDefault(it, 0) > 1)
                    .toList();
            System.out.println(KILLS + " kills, " + expected.size() + " messages, " + lost.size() + " lost, "
                    + doubled.size() + " of QoS 2 doubled");
            assertEquals(List.of(), lost);
            assertEquals(List.of(), doubled);
        } finally {
            broker.destroyForcibly();
        }
    }

    /// Publishes until it is enough, at QoS 1 and 2 in turn.
    private static final class Publishing implements Runnable {

        final List<CompletableFuture<?>> all = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        private final MqttClient client;
        private int acknowledged;
        volatile boolean isEnough;

        Publishing(MqttClient client) {
            this.client = client;
        }

        @Override
        public void run() {
            for (int i = 0; !isEnough; i++) {
                int qos = 1 + i % 2;
                String text = qos + " " + i;
                texts.add(text);
                all.add(client.publishAsync(Message.of("killed/" + qos, text).withQos(qos))
                        .thenRun(this::acknowledged));
                if (i >= UNDER_WAY) {
                    all.get(i - UNDER_WAY).join();
                }
            }
        }

        private synchronized void acknowledged() {
            acknowledged++;
            notifyAll();
        }

        /// Waits until so many more are acknowledged.
        synchronized void awaitAcknowledged(int more, Process broker) throws InterruptedException {
            int wanted = acknowledged + more;
            while (acknowledged < wanted) {
                assertTrue(broker.isAlive(), "the broker has ended by itself");
                wait(1000);
            }
        }
    }

    private MqttClientBuilder client(String id) {
        return MqttClient.builder()
                .port(port)
                .clientId(id)
                .userName(id)
                .password("secret ü")
                .cleanStart(false)
                .sessionExpiry(Duration.ofHours(1))
                .reconnect(new Reconnect(Duration.ofMillis(20), Duration.ofMillis(200), Integer.MAX_VALUE));
    }

    /// Starts the broker; the clients find out by themselves when it listens.
    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "mqttlab.cli.Main",
                "broker",
                "-p",
                String.valueOf(port),
                "--max-queued",
                "100000",
                "--data",
                folder.resolve("lab.db").toString()));
        command.addAll(rights);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitListening(Process broker) throws InterruptedException {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertTrue(socket.isConnected());
                return;
            } catch (IOException e) {
                assertTrue(broker.isAlive(), "the broker has ended by itself");
                Thread.sleep(10);
            }
        }
    }

    private synchronized void arrive(String text) {
        arrived.merge(text, 1, Integer::sum);
        notifyAll();
    }

    private synchronized void await(String text) throws InterruptedException {
        while (!arrived.containsKey(text)) {
            wait(1000);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
