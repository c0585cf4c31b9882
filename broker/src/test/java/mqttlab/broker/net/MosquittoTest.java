package mqttlab.broker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.net.Listener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mosquitto's clients with every kind of listener that they know.
@Timeout(60)
class MosquittoTest {

    @TempDir
    private static Path directory;

    private static Shell.Running broker;

    @BeforeAll
    static void start() {
        Path ca = Shell.PEM.resolve("ca.pem");
        broker = Shell.USUAL.run(
                Listener.at("mqtt://127.0.0.1:0"),
                Listener.at("mqtts://127.0.0.1:0"),
                Listener.at("mqtts://127.0.0.1:0").withTls(Shell.TLS.withClients(ca)),
                Listener.at("unix:" + directory.resolve("socket")));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static List<String> address(String kind) {
        String ca = Shell.PEM.resolve("ca.pem").toString();
        return switch (kind) {
            case "tcp" -> List.of("-h", "127.0.0.1", "-p", "" + broker.port(0));
            case "tls" -> List.of("-h", "127.0.0.1", "-p", "" + broker.port(1), "--cafile", ca);
            case "mutual" -> {
                String certificate = Shell.PEM.resolve("client.pem").toString();
                String key = Shell.PEM.resolve("client.key").toString();
                yield List.of(
                        "-h",
                        "127.0.0.1",
                        "-p",
                        "" + broker.port(2),
                        "--cafile",
                        ca,
                        "--cert",
                        certificate,
                        "--key",
                        key);
            }
            case "unix" -> List.of("--unix", directory.resolve("socket").toString());
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Process run(String program, String kind, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(Peer.need(program)));
        command.addAll(address(kind));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls", "mutual", "unix"})
    void talk(String kind) throws Exception {
        for (String version : List.of("31", "311", "5")) {
            String topic = kind + "/" + version;
            Process subscriber = run("mosquitto_sub", kind, "-V", version, "-q", "2", "-t", topic, "-C", "1", "-v");
            try {
                broker.await(BrokerEvent.Subscribed.class, it -> it.filter().equals(topic));
                String text = "hello ".repeat(20_000);
                Process publisher = run("mosquitto_pub", kind, "-V", version, "-q", "2", "-t", topic, "-m", text);
                assertEquals(topic + " " + text, subscriber.inputReader().readLine());
                assertEquals(0, publisher.waitFor());
                assertEquals(true, subscriber.waitFor(20, TimeUnit.SECONDS));
            } finally {
                subscriber.destroyForcibly();
            }
        }
    }
}
