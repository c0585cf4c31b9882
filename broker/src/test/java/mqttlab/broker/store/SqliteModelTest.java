package mqttlab.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Subscribe;
import net.jqwik.api.ForAll;
import org.jspecify.annotations.Nullable;

/// Whatever a broker may write, a store says again.
class SqliteModelTest {

    private static final String[] CLIENTS = {"a", "b", "", "c\u00fc"};

    @net.jqwik.api.Property(tries = 60)
    void saysWhatWasWritten(@ForAll Random random) throws IOException {
        Path folder = Files.createTempDirectory("store");
        try {
            run(random, folder.resolve("broker.db"));
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void run(Random random, Path file) {
        Ledger model = new Ledger();
        Life life = new Life(random, model);
        for (int opening = 0; opening < 4; opening++) {
            try (SqliteStore store = SqliteStore.open(file, Sync.values()[random.nextInt(3)])) {
                Ledger loaded = Kept.load(store);
                model.messages.keySet().retainAll(model.used());
                assertEquals(model.toString(), loaded.toString());
                CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
                for (int write = random.nextInt(60); write > 0; write--) {
                    last = Kept.writeAsync(store, life.some());
                    if (random.nextInt(8) == 0) {
                        last.orTimeout(30, TimeUnit.SECONDS).join();
                    }
                }
                if (random.nextBoolean()) {
                    last.orTimeout(30, TimeUnit.SECONDS).join();
                }
            }
        }
    }

    /// Makes up changes that a broker could write next.
    private static final class Life {

        private final Random random;
        private final Ledger model;
        private long number;
        private long position;

        Life(Random random, Ledger model) {
            this.random = random;
            this.model = model;
        }

        Change[] some() {
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                next(changes);
            }
            return changes.toArray(new Change[0]);
        }

        private void add(List<Change> changes, Change change) {
            model.add(change);
            changes.add(change);
        }

        private void next(List<Change> changes) {
            String client = CLIENTS[random.nextInt(CLIENTS.length)];
            int what = random.nextInt(20);
            if (what == 0) {
                add(changes, new Change.WillKept(client, user(), message(), random.nextInt(9), time()));
                return;
            }
            if (what == 1) {
                add(changes, new Change.WillDropped(client));
                return;
            }
            if (what < 5) {
                retain(changes);
                return;
            }
            Ledger.Session session = model.sessions.get(client);
            if (session == null || what == 5) {
                add(changes, new Change.SessionKept(client, user(), random.nextLong(0xffff_ffffL), time()));
                return;
            }
            int packetId = 1 + random.nextInt(4);
            switch (what) {
                case 6 -> {
                    add(changes, new Change.SessionEnded(client));
                    drop(changes);
                }
                case 7, 8 ->
                    add(
                            changes,
                            new Change.Subscribed(
                                    client,
                                    new Subscribe.Request(
                                            "f/" + random.nextInt(4),
                                            random.nextInt(3),
                                            random.nextBoolean(),
                                            random.nextBoolean(),
                                            random.nextInt(3)),
                                    random.nextInt(0xfffffff)));
                case 9 -> add(changes, new Change.Unsubscribed(client, "f/" + random.nextInt(4)));
                case 10, 11, 12 -> {
                    add(changes, new Change.MessageKept(++number, message()));
                    add(
                            changes,
                            new Change.Queued(
                                    client,
                                    ++position,
                                    number,
                                    1 + random.nextInt(2),
                                    random.nextBoolean(),
                                    random.ints(random.nextInt(3), 1, 0xfffffff).toArray(),
                                    random.nextInt(3)));
                }
                case 13 -> {
                    if (!session.received().contains(packetId)) {
                        add(changes, new Change.Received(client, packetId));
                    }
                }
                case 14 -> {
                    if (session.received().contains(packetId)) {
                        add(changes, new Change.Completed(client, packetId));
                    }
                }
                default -> deliver(changes, client, session);
            }
        }

        private void deliver(List<Change> changes, String client, Ledger.Session session) {
            if (session.deliveries().isEmpty()) {
                return;
            }
            List<Long> positions = List.copyOf(session.deliveries().keySet());
            long at = positions.get(random.nextInt(positions.size()));
            Ledger.Delivery delivery = session.deliveries().get(at);
            if (delivery.packetId() == 0) {
                add(changes, new Change.Sent(client, at, 1 + random.nextInt(65_535)));
            } else if (delivery.qos() == 2 && !delivery.released()) {
                add(changes, new Change.Released(client, at));
            } else {
                add(changes, new Change.Delivered(client, at));
                drop(changes);
            }
        }

        private void retain(List<Change> changes) {
            String topic = "t/" + random.nextInt(3);
            if (random.nextInt(3) > 0) {
                add(changes, new Change.MessageKept(++number, message()));
                add(changes, new Change.Retained(topic, number));
            } else if (model.retained.containsKey(topic)) {
                add(changes, new Change.RetainedRemoved(topic));
            }
            // A broker that dies does not come to it.
            if (random.nextInt(4) > 0) {
                drop(changes);
            }
        }

        private void drop(List<Change> changes) {
            List<Long> used = model.used();
            for (long each : List.copyOf(model.messages.keySet())) {
                if (!used.contains(each)) {
                    add(changes, new Change.MessageDropped(each));
                }
            }
        }

        private Message message() {
            byte[] payload = new byte[random.nextInt(40)];
            random.nextBytes(payload);
            Properties properties = random.nextBoolean()
                    ? Properties.NONE
                    : Properties.of(
                            new Property.Pair("k", "v" + random.nextInt()),
                            new Property.Text(PropertyId.RESPONSE_TOPIC, "r"));
            return new Message(
                    "p", "t", random.nextInt(3), random.nextBoolean(), properties, time(), Bytes.of(payload));
        }

        private @Nullable String user() {
            return random.nextBoolean() ? null : "u" + random.nextInt(2);
        }

        private long time() {
            return random.nextBoolean() ? Long.MAX_VALUE : random.nextLong(4_000_000_000_000L);
        }
    }
}
