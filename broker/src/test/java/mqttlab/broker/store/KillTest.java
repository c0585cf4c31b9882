package mqttlab.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A program with a store is killed (SIGKILL) while it writes, again and again.
@Timeout(300)
class KillTest {

    private static final int KILLS = 10;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whatWasKeptIsThere(Sync sync) throws Exception {
        Path file = folder.resolve("broker.db");
        Random random = new Random(sync.ordinal());
        Set<Long> kept = new TreeSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(1 + random.nextInt(2000), start(file, sync, 1 + random.nextInt(500)), kept);
            try (SqliteStore store = SqliteStore.open(file, sync)) {
                Ledger loaded = Kept.load(store);
                assertTrue(loaded.messages.keySet().containsAll(kept), "lost after kill " + kill);
                // Each write is there as a whole, and none without those before.
                assertEquals(
                        loaded.messages.keySet(),
                        loaded.sessions.get("a").deliveries().keySet());
                assertEquals("anna", loaded.sessions.get("a").user());
                long last = loaded.messages.keySet().stream().max(Long::compare).orElseThrow();
                assertEquals(last, loaded.messages.size());
            }
        }
        assertTrue(kept.size() >= KILLS);
    }

    private static Process start(Path file, Sync sync, int underWay) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString(),
                        sync.name(),
                        Integer.toString(underWay))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void killAfter(int lines, Process process, Set<Long> kept) throws IOException, InterruptedException {
        BufferedReader out = process.inputReader();
        for (int i = 0; i < lines; i++) {
            String line = out.readLine();
            assertTrue(line != null, "it ended by itself");
            kept.add(Long.parseLong(line));
        }
        // Process.destroyForcibly would close its output.
        process.toHandle().destroyForcibly();
        // What it had said before it was killed counts.
        out.lines().filter(it -> !it.isEmpty()).map(Long::parseLong).forEach(kept::add);
        process.waitFor();
    }
}
