package mqttlab.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.Message;
import mqttlab.broker.hub.StoreException;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Subscribe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SqliteStoreTest {

    private static final Message RICH = new Message(
            "Küche 1",
            "haus/küche/temp",
            2,
            true,
            Properties.of(
                    new Property.Pair("einheit", "°C \"\\\n😀"),
                    new Property.Text(PropertyId.CONTENT_TYPE, "text/plain"),
                    new Property.Data(PropertyId.CORRELATION_DATA, Bytes.of((byte) 0, (byte) 0xff)),
                    new Property.Numeric(PropertyId.PAYLOAD_FORMAT_INDICATOR, 1),
                    new Property.Pair("einheit", "")),
            1_800_000_000_123L,
            Bytes.of((byte) 0, (byte) 1, (byte) 0xfe));

    /// All kinds of change, those that leave something last.
    private static final List<Change> ALL = List.of(
            new Change.SessionKept("gone", null, 10, 20),
            new Change.Received("gone", 1),
            new Change.SessionEnded("gone"),
            new Change.SessionKept("a", null, 0xffff_ffffL, Long.MAX_VALUE),
            new Change.SessionKept("a", "ärger 'n", 30, 1_800_000_000_000L),
            new Change.Subscribed("a", new Subscribe.Request("x/#", 1), 0),
            new Change.Subscribed("a", new Subscribe.Request("x/#", 2, true, true, 2), 0xfffffff),
            new Change.Subscribed("a", new Subscribe.Request("$share/g/y", 0), 7),
            new Change.Subscribed("a", new Subscribe.Request("z", 0), 7),
            new Change.Unsubscribed("a", "z"),
            new Change.MessageKept(1, RICH),
            new Change.MessageKept(2, Kept.message("")),
            new Change.MessageKept(3, Kept.message("dropped")),
            new Change.Retained("haus/küche/temp", 3),
            new Change.Retained("haus/küche/temp", 1),
            new Change.Retained("other", 3),
            new Change.RetainedRemoved("other"),
            new Change.MessageDropped(3),
            new Change.Queued("a", 1, 1, 2, true, new int[] {3, 0xfffffff}, 0),
            new Change.Queued("a", 2, 2, 1, false, new int[0], 5),
            new Change.Queued("a", 3, 2, 1, false, new int[0], 0),
            new Change.Sent("a", 1, 65_535),
            new Change.Released("a", 1),
            new Change.Sent("a", 3, 1),
            new Change.Delivered("a", 3),
            new Change.Received("a", 65_535),
            new Change.Received("a", 2),
            new Change.Completed("a", 2),
            new Change.WillKept("a", "ann", RICH, 5, Long.MAX_VALUE),
            new Change.WillKept("b", null, Kept.message("will"), 0xffff_ffffL, 17),
            new Change.WillKept("c", "ann", RICH, 0, 0),
            new Change.WillDropped("c"));

    @TempDir
    Path folder;

    private static Ledger expected() {
        Ledger expected = new Ledger();
        ALL.forEach(expected::add);
        return expected;
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfChangeIsThereAgain(Sync sync) {
        Path file = folder.resolve("broker.db");
        try (SqliteStore store = SqliteStore.open(file, sync)) {
            assertEquals(new Ledger().toString(), Kept.load(store).toString());
            Kept.write(store, ALL.toArray(new Change[0]));
        }
        try (SqliteStore store = SqliteStore.open(file, sync)) {
            assertEquals(expected().toString(), Kept.load(store).toString());
        }
    }

    @Test
    void changesKeptOneByOneMeanTheSame() {
        Path file = folder.resolve("broker.db");
        try (SqliteStore store = SqliteStore.open(file, Sync.OFF)) {
            Kept.load(store);
            ALL.forEach(it -> Kept.write(store, it));
        }
        try (SqliteStore store = SqliteStore.open(file, Sync.OFF)) {
            assertEquals(expected().toString(), Kept.load(store).toString());
        }
    }

    @Test
    void whatIsLoadedCouldHaveComeAbout() {
        Path file = folder.resolve("broker.db");
        try (SqliteStore store = SqliteStore.open(file, Sync.OFF)) {
            Kept.load(store);
            Kept.write(store, ALL.toArray(new Change[0]));
        }
        List<Change> loaded = new ArrayList<>();
        try (SqliteStore store = SqliteStore.open(file, Sync.OFF)) {
            store.load(loaded::add);
        }
        Path copy = folder.resolve("copy.db");
        try (SqliteStore store = SqliteStore.open(copy, Sync.OFF)) {
            Kept.load(store);
            Kept.write(store, loaded.toArray(new Change[0]));
        }
        try (SqliteStore store = SqliteStore.open(copy, Sync.OFF)) {
            assertEquals(expected().toString(), Kept.load(store).toString());
        }
    }

    @Test
    void keptIsSaidInTheOrderOfTheWrites() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        try (SqliteStore store = SqliteStore.open(folder.resolve("broker.db"), Sync.OFF)) {
            Kept.load(store);
            for (int i = 0; i < 1000; i++) {
                int number = i;
                store.write(
                        List.of(new Change.MessageKept(number + 1, Kept.message("" + number))),
                        () -> order.add(number),
                        _ -> order.add(-1));
            }
        }
        assertEquals(IntStream.range(0, 1000).boxed().toList(), order);
    }

    @Test
    void messagesThatNothingRefersToAreRemoved() throws Exception {
        Path file = folder.resolve("broker.db");
        try (SqliteStore store = SqliteStore.open(file, Sync.OFF)) {
            Kept.load(store);
            Kept.write(
                    store,
                    new Change.MessageKept(1, Kept.message("used")),
                    new Change.MessageKept(2, Kept.message("unused")),
                    new Change.Retained("t", 1));
        }
        try (SqliteStore store = SqliteStore.open(file, Sync.OFF)) {
            assertEquals(List.of(1L), List.copyOf(Kept.load(store).messages.keySet()));
            assertEquals("1", query(file, "SELECT count(*) FROM messages"));
            // Its number is free.
            Kept.write(store, new Change.MessageKept(2, Kept.message("new")), new Change.Retained("u", 2));
        }
    }

    @Test
    void othersCanLookIntoTheFileMeanwhile() throws Exception {
        Path file = folder.resolve("broker.db");
        try (SqliteStore store = SqliteStore.open(file, Sync.ALWAYS)) {
            Kept.load(store);
            Kept.write(store, ALL.toArray(new Change[0]));
            assertEquals("haus/küche/temp", query(file, "SELECT topic FROM messages WHERE number = 1"));
            assertEquals(
                    "text/plain",
                    query(
                            file,
                            "SELECT value ->> 1 FROM messages, json_each(properties) WHERE value ->> 0 = 'Content"
                                    + " Type'"));
            assertEquals("[3, 268435455]", query(file, "SELECT identifiers FROM deliveries WHERE position = 1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.db", "50%.db", "what?.db", "a#b.db", "ü.db", "%20.db"})
    void anyNameOfAFileWillDo(String name) {
        Path file = folder.resolve(name);
        try (SqliteStore store = SqliteStore.open(file, Sync.INTERVAL)) {
            Kept.load(store);
            Kept.write(store, new Change.SessionKept("a", null, 1, 2));
            assertTrue(Files.exists(file));
        }
    }

    @Test
    void aFullDiskIsToldOnce() {
        Path file = folder.resolve("broker.db");
        List<StoreException> failures = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> first = new CompletableFuture<>();
        List<Long> kept = Collections.synchronizedList(new ArrayList<>());
        Message message = new Message("", "t", 0, true, Properties.NONE, Long.MAX_VALUE, Bytes.of(new byte[10_000]));
        SqliteStore store = SqliteStore.open(file, Sync.ALWAYS, 200);
        Kept.load(store);
        for (long i = 1; i <= 500; i++) {
            long number = i;
            store.write(
                    List.of(new Change.MessageKept(number, message), new Change.Retained("t/" + number, number)),
                    () -> kept.add(number),
                    e -> {
                        failures.add(e);
                        first.complete(null);
                    });
            if (i % 10 == 0 && failures.isEmpty()) {
                CompletableFuture<Void> done = new CompletableFuture<>();
                store.write(List.of(), () -> done.complete(null), e -> {
                    failures.add(e);
                    first.complete(null);
                });
                CompletableFuture.anyOf(done, first)
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join();
            }
        }
        first.orTimeout(30, TimeUnit.SECONDS).join();
        StoreException last = assertThrows(StoreException.class, store::close);
        assertEquals(1, failures.size());
        assertEquals(
                file + ": the disk is full, and nothing is kept any more: make room, then start again",
                failures.getFirst().getMessage());
        assertSame(failures.getFirst(), last);
        assertFalse(kept.isEmpty());
        try (SqliteStore again = SqliteStore.open(file, Sync.ALWAYS)) {
            assertEquals(kept, List.copyOf(Kept.load(again).messages.keySet()));
        }
    }

    @Test
    void aFullBacklogWaits() {
        Message message = new Message("", "t", 0, true, Properties.NONE, Long.MAX_VALUE, Bytes.of(new byte[1 << 20]));
        try (SqliteStore store = SqliteStore.open(folder.resolve("broker.db"), Sync.OFF)) {
            Kept.load(store);
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (long i = 1; i <= 100; i++) {
                all.add(Kept.writeAsync(store, new Change.MessageKept(i, message), new Change.Retained("t", i)));
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]))
                    .orTimeout(50, TimeUnit.SECONDS)
                    .join();
        }
    }

    @Test
    void loadComesFirst() {
        try (SqliteStore store = SqliteStore.open(folder.resolve("broker.db"), Sync.OFF)) {
            assertThrows(IllegalStateException.class, () -> store.write(List.of(), () -> {}, _ -> {}));
            Kept.load(store);
            assertThrows(IllegalStateException.class, () -> store.load(_ -> {}));
        }
    }

    private static String query(Path file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }
}
