package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mqttlab.broker.BrokerBuilder;
import mqttlab.broker.hub.Limits;
import mqttlab.broker.store.SqliteStore;
import mqttlab.broker.store.Sync;
import mqttlab.net.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our broker keeps every statement that a conversation can show.
class BrokerConformsTest {

    private static void conforms(BrokerBuilder builder) {
        conforms(builder, "--jobs", "64");
    }

    private static void conforms(BrokerBuilder builder, String... more) {
        try (mqttlab.broker.Broker broker = builder.start()) {
            List<String> all = new ArrayList<>(List.of("conform", broker.uri()));
            all.addAll(List.of("--timeout", "30"));
            all.addAll(List.of(more));
            Run run = Cli.run(all.toArray(String[]::new));
            assertEquals(0, run.status(), run.out());
            assertTrue(run.out().contains(" passed, "), run.out());
        }
    }

    @Test
    void inMemory() {
        conforms(mqttlab.broker.Broker.builder());
    }

    @Test
    void withAFileAndSeveralThreads(@TempDir Path folder) {
        conforms(mqttlab.broker.Broker.builder()
                .store(SqliteStore.open(folder.resolve("lab.db"), Sync.ALWAYS))
                .threads(3));
    }

    @Test
    void overWebSocket() {
        conforms(mqttlab.broker.Broker.builder().listen("ws://127.0.0.1:0/any/path"));
    }

    @Test
    void overTls(@TempDir Path folder) {
        assertEquals(0, Cli.run("certs", folder.toString()).status());
        conforms(
                mqttlab.broker.Broker.builder()
                        .listen("mqtts://127.0.0.1:0")
                        .tls(Tls.of(folder.resolve("server.crt"), folder.resolve("server.key"))),
                "--cafile",
                folder.resolve("ca.crt").toString());
    }

    /// What it does not offer it refuses as the standard says, and what it says that it does not offer is not asked.
    @Test
    void withoutWhatAServerNeedNotOffer() {
        conforms(mqttlab.broker.Broker.builder().limits(few(1, false, true, 100, 100_000)));
    }

    /// CONNACK says no to everything, and is as long as it gets.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void withHardlyAnything(int maximumQos) {
        conforms(mqttlab.broker.Broker.builder().limits(few(maximumQos, false, false, 0, 1000)));
    }

    @Test
    void withoutWildcards() {
        conforms(mqttlab.broker.Broker.builder().limits(few(2, true, false, Limits.FOR_EVER, 100_000)));
    }

    private static Limits few(int maximumQos, boolean retain, boolean wildcards, long sessionExpiry, int packetSize) {
        int keepAlive = wildcards ? 0 : 50;
        return new Limits(
                20,
                100,
                1 << 20,
                5,
                1,
                packetSize,
                0,
                1000,
                10,
                keepAlive,
                sessionExpiry,
                10,
                20,
                0,
                maximumQos,
                retain,
                wildcards,
                retain);
    }
}
