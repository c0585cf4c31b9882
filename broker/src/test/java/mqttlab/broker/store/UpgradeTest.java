package mqttlab.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files with the tables of before go on with all that is in them, or are left as they are.
@Timeout(60)
class UpgradeTest {

    private static final Path VERSION_1 = Path.of("src/test/resources/mqttlab/broker/store/version-1.sql");
    private static final String COLUMNS = """
        SELECT group_concat(t.name || '.' || c.name || ' ' || c.type || c."notnull" || c.pk)
        FROM sqlite_schema t, pragma_table_info(t.name) c\
        """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aFileOfVersion1() throws Exception {
        file = folder.resolve("broker.db");
        execute(Files.readString(VERSION_1));
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String query(Path file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    private Ledger load() {
        try (SqliteStore store = SqliteStore.open(file, Sync.ALWAYS)) {
            return Kept.load(store);
        }
    }

    @Test
    void allThatWasKeptIsThereAndBelongsToNobody() {
        Ledger loaded = load();
        assertEquals(Set.of("kitchen", "hall"), loaded.sessions.keySet());
        Ledger.Session kitchen = loaded.sessions.get("kitchen");
        assertEquals(
                new Ledger.Session(
                        null,
                        0xffff_ffffL,
                        Long.MAX_VALUE,
                        kitchen.subscriptions(),
                        kitchen.deliveries(),
                        kitchen.received()),
                kitchen);
        assertEquals(Set.of("home/#"), kitchen.subscriptions().keySet());
        assertEquals(Set.of(1L, 2L, 3L), kitchen.deliveries().keySet());
        assertEquals(
                new Ledger.Delivery(2, 2, false, List.of(7), 6, true),
                kitchen.deliveries().get(2L));
        assertEquals(Set.of(9), loaded.sessions.get("hall").received());
        assertEquals(Set.of(1L, 2L), loaded.messages.keySet());
        assertEquals(1, loaded.retained.get("home/lamp"));
        assertEquals(30, loaded.wills.get("hall").delay());
    }

    @Test
    void theTablesAreThoseOfANewFile() throws Exception {
        Ledger before = load();
        Path newFile = folder.resolve("new.db");
        SqliteStore.open(newFile, Sync.OFF).close();
        assertEquals(query(newFile, COLUMNS), query(file, COLUMNS));
        assertEquals("2", query(file, "PRAGMA user_version"));
        assertEquals(before.toString(), load().toString());
    }

    @Test
    void usersAreKeptFromNowOn() {
        try (SqliteStore store = SqliteStore.open(file, Sync.ALWAYS)) {
            Kept.load(store);
            Kept.write(
                    store,
                    new Change.SessionKept("kitchen", "anna", 10, 20),
                    new Change.WillKept("hall", "ben", Kept.message("gone"), 1, 2));
        }
        assertEquals("anna", load().sessions.get("kitchen").user());
        assertEquals("ben", load().wills.get("hall").user());
    }

    /// The second of two tables cannot be changed.
    @Test
    void whatCannotBeUpgradedIsLeftAsItIs() throws Exception {
        execute("ALTER TABLE wills ADD COLUMN user TEXT");
        String before = query(file, COLUMNS);
        StoreException e = assertThrows(StoreException.class, this::load);
        assertTrue(e.getMessage().startsWith(file + ": SQLite says: "), e.getMessage());
        assertEquals(before, query(file, COLUMNS));
        assertEquals("1", query(file, "PRAGMA user_version"));
    }

    @Test
    void aVersionThatNeverWasIsDamage() throws Exception {
        execute("PRAGMA user_version = 0");
        StoreException e = assertThrows(StoreException.class, this::load);
        assertTrue(e.getMessage().contains("it is damaged (tables of version 0)"), e.getMessage());
        assertFalse(query(file, COLUMNS).contains("user"));
    }
}
