package mqttlab.broker.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import mqttlab.broker.hub.Change;
import mqttlab.broker.hub.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files that are not what they should be are refused, and left as they are.
@Timeout(120)
class DamagedFilesTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void names() {
        file = folder.resolve("broker.db");
    }

    private void fill(int messages) {
        try (SqliteStore store = SqliteStore.open(file, Sync.OFF)) {
            Kept.load(store);
            Kept.write(store, new Change.SessionKept("a", null, 1, 2));
            for (long i = 1; i <= messages; i++) {
                Kept.write(
                        store,
                        new Change.MessageKept(i, Kept.message("message " + i)),
                        new Change.Queued("a", i, i, 1, false, new int[0], 0));
            }
        }
    }

    private void refused(String what) throws Exception {
        byte[] before = Files.readAllBytes(file);
        String message = message();
        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.contains(what), message);
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    private String message() {
        return assertThrows(StoreException.class, () -> {
                    try (SqliteStore store = SqliteStore.open(file, Sync.ALWAYS)) {
                        Kept.load(store);
                    }
                })
                .getMessage();
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void aTextIsNoFileOfSqlite() throws Exception {
        Files.writeString(file, "This is the diary of somebody.\n".repeat(100));
        refused("it is not a file of SQLite: name another file");
    }

    @Test
    void anotherProgramsTables() throws Exception {
        execute("CREATE TABLE songs (title TEXT)");
        refused("it belongs to another program");
    }

    @Test
    void anotherProgramsFile() throws Exception {
        execute("PRAGMA application_id = 252006674");
        refused("it belongs to another program");
    }

    @Test
    void anEmptyFileIsBegun() throws Exception {
        Files.createFile(file);
        fill(1);
        try (SqliteStore store = SqliteStore.open(file, Sync.OFF)) {
            assertEquals(1, Kept.load(store).messages.size());
        }
    }

    @Test
    void aNewerVersion() throws Exception {
        fill(1);
        execute("PRAGMA user_version = 3");
        refused("it was written by a newer mqttlab (tables of version 3, here 2): use that mqttlab");
    }

    @Test
    void aTruncatedFile() throws Exception {
        fill(500);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        refused("it is damaged");
    }

    @Test
    void aPageOfZeros() throws Exception {
        fill(500);
        byte[] bytes = Files.readAllBytes(file);
        int page = bytes.length / 4096 / 2;
        Arrays.fill(bytes, page * 4096, (page + 1) * 4096, (byte) 0);
        Files.write(file, bytes);
        refused("it is damaged");
    }

    @Test
    void noDamageEscapes() throws Exception {
        fill(200);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            byte[] bytes = whole.clone();
            for (int i = 0; i < 40; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(file, bytes);
            Files.deleteIfExists(folder.resolve("broker.db-wal"));
            Files.deleteIfExists(folder.resolve("broker.db-shm"));
            try (SqliteStore store = SqliteStore.open(file, Sync.OFF)) {
                store.load(_ -> {});
            } catch (StoreException e) {
                assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
            }
        }
    }

    @Test
    void aMessageThatIsMissing() throws Exception {
        fill(3);
        execute("DELETE FROM messages WHERE number = 2");
        refused("it is damaged (messages are missing)");
    }

    @Test
    void aSessionThatIsMissing() throws Exception {
        fill(3);
        execute("DELETE FROM sessions");
        refused("it is damaged (a session is missing)");
    }

    @Test
    void propertiesThatAreNone() throws Exception {
        fill(3);
        execute("UPDATE messages SET properties = '[[\"Speed\",1]]'");
        refused("it is damaged (at character 9 of the properties: expected the name of a property before this)");
    }

    @Test
    void identifiersThatAreNone() throws Exception {
        fill(3);
        execute("UPDATE deliveries SET identifiers = 'x'");
        refused("it is damaged (");
    }

    @Test
    void aFileInUse() {
        try (SqliteStore store = SqliteStore.open(file, Sync.ALWAYS)) {
            Kept.load(store);
            assertEquals(file + ": another broker uses it: end that broker, or name another file", message());
            Kept.write(store, new Change.SessionKept("a", null, 1, 2));
        }
        fill(1);
    }

    @Test
    void aFileInUseByAnotherName() throws Exception {
        Path link = folder.resolve("link.db");
        fill(1);
        Files.createSymbolicLink(link, file);
        try (SqliteStore store = SqliteStore.open(link, Sync.INTERVAL)) {
            assertEquals(1, Kept.load(store).messages.size());
            assertTrue(message().endsWith(": another broker uses it: end that broker, or name another file"));
        }
        assertTrue(Files.isSymbolicLink(link));
        assertFalse(Files.exists(folder.resolve("link.db-wal")));
    }

    @Test
    void noFolder() {
        file = folder.resolve("none").resolve("broker.db");
        assertEquals(file + ": there is no folder " + file.getParent() + ": make it, or name another file", message());
    }

    @Test
    void aFolder() throws Exception {
        Files.createDirectory(file);
        assertEquals(file + ": it is no file: name one, which need not exist", message());
    }

    /// Nobody can make files in /proc, not even root.
    @Test
    void aFolderThatCannotBeWritten() {
        file = Path.of("/proc/broker.db");
        String message = message();
        assertTrue(message.startsWith("/proc/broker.db: its folder cannot be written ("), message);
    }
}
