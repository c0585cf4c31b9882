package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import mqttlab.client.store.FileStore;
import mqttlab.packet.Packet;
import mqttlab.packet.Version;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// What no loss of a connection may do to a message, wherever it comes: a session and a model of a server, and between
/// them a network that loses what is on its way at random moments.
class SessionFaultsTest {

    private static final int MESSAGES = 12;
    private static final int CUTS = 12;

    /// One run: all of it follows from the seed.
    private static final class Run {

        final Random random;
        final ModelServer server = new ModelServer();
        final Map<String, Integer> handed = new HashMap<>();
        /// What is on its way to the server.
        final Deque<Packet> toServer = new ArrayDeque<>();
        /// Messages that are nowhere but in memory.
        final Set<String> unwritten = new HashSet<>();
        /// Messages that died with the program; nobody was told that they were safe.
        final Set<String> lost = new HashSet<>();
        final Version version;
        final Path file;
        Recorder client;
        FileStore store;
        int files;
        int published;
        int cuts;
        int deaths;

        Run(long seed, Version version, Path directory) throws IOException {
            random = new Random(seed);
            this.version = version;
            file = directory == null ? null : directory.resolve("session");
            client = start();
        }

        private Recorder start() throws IOException {
            if (file == null) {
                return new Recorder(Recorder.options(version));
            }
            store = FileStore.open(Path.of(file + "." + files), "me");
            return new Recorder(Recorder.options(version), store, store.load());
        }

        void run() throws IOException {
            client.session.opened(0);
            while (published < MESSAGES || cuts < CUTS || !isQuiet()) {
                step();
            }
            client.session.closed(0, null);
        }

        private boolean isQuiet() {
            return toServer.isEmpty() && server.isDone() && client.session.outstanding() == 0 && client.isQuiet();
        }

        private void step() throws IOException {
            switch (random.nextInt(7)) {
                case 0 -> write();
                case 1 -> {
                    if (!toServer.isEmpty()) {
                        server.receive(toServer.remove());
                    }
                }
                case 2, 3 -> {
                    if (!server.out.isEmpty()) {
                        client.session.received(server.out.remove(), 0);
                    }
                }
                case 4 -> {
                    if (published < MESSAGES) {
                        int qos = 1 + published % 2;
                        client.publishes("up" + published, qos);
                        unwritten.add("up" + published);
                        server.publish("down" + published++, qos);
                    }
                }
                case 5 -> hand();
                default -> {
                    if (cuts < CUTS && random.nextInt(3) == 0) {
                        cut();
                    }
                }
            }
        }

        /// As the writing thread does: first what must outlive us, then what depends on it.
        private void write() throws IOException {
            if (store != null) {
                store.flush();
            }
            unwritten.clear();
            toServer.addAll(client.sent());
        }

        private void hand() {
            client.delivered.forEach(it -> handed.merge(it.topic(), 1, Integer::sum));
            client.handlesAll();
        }

        private void cut() throws IOException {
            cuts++;
            toServer.clear();
            server.cut();
            if (file != null && random.nextBoolean()) {
                deaths++;
                lost.addAll(unwritten);
                client.delivered.forEach(it -> handed.merge(it.topic(), 1, Integer::sum));
                Path left = Path.of(file + "." + ++files);
                Files.copy(Path.of(file + "." + (files - 1)), left);
                store.close();
                client = start();
            } else {
                hand();
                client.session.closed(0, null);
                client.sent();
            }
            client.session.opened(0);
        }
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void losesAndRepeatsNothing(@ForAll long seed, @ForAll Version version) throws IOException {
        Run run = new Run(seed, version, null);
        run.run();
        check(run);
    }

    /// Here the program is killed at half of the cuts, and goes on from its file.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void survivesItsProgram(@ForAll long seed, @ForAll Version version) throws IOException {
        Path directory = Files.createTempDirectory("session");
        try {
            Run run = new Run(seed, version, directory);
            run.run();
            run.store.close();
            check(run);
        } finally {
            try (var files = Files.list(directory)) {
                for (Path each : files.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(directory);
        }
    }

    private static void check(Run run) {
        for (int i = 0; i < MESSAGES; i++) {
            int up = run.server.arrived.getOrDefault("up" + i, 0);
            int down = run.handed.getOrDefault("down" + i, 0);
            assertTrue(up >= 1 || run.lost.contains("up" + i), "up" + i + " was lost");
            assertTrue(down >= 1, "down" + i + " was lost");
            if (1 + i % 2 == 2) {
                assertTrue(up <= 1, "up" + i);
                // Killed between a callback and the note of it, a client cannot know that there was one.
                assertTrue(down <= 1 + run.deaths, "down" + i);
            }
        }
        assertEquals(0, run.client.session.outstanding());
    }
}
