package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import mqttlab.broker.BrokerBuilder;
import mqttlab.broker.hub.Limits;
import mqttlab.broker.store.SqliteStore;
import mqttlab.broker.store.Sync;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our broker keeps every statement that a conversation can show.
class BrokerConformsTest {

    private static void conforms(BrokerBuilder builder) {
        try (mqttlab.broker.Broker broker = builder.start()) {
            Run run = Cli.run("conform", "127.0.0.1:" + broker.port(), "--jobs", "64");
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
