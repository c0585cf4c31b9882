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

    /// What it does not offer it refuses as the standard says.
    @Test
    void withoutWhatAServerNeedNotOffer() {
        Limits few =
                new Limits(20, 100, 1 << 20, 5, 10, 100_000, 0, 1000, 10, 0, 100, 10, 20, 0, 1, false, true, false);
        conforms(mqttlab.broker.Broker.builder().limits(few));
    }
}
