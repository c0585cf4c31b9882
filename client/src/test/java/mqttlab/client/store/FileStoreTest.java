package mqttlab.client.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("session");
    }

    private static Publish message(int id, int size) {
        Properties properties = Properties.of(new Property.Text(PropertyId.CONTENT_TYPE, "t"));
        return new Publish("a/b", 2, false, true, id, properties, Bytes.of(new byte[size]));
    }

    private FileStore open() throws IOException {
        return FileStore.open(file, "me");
    }

    private SessionStore.Kept kept() throws IOException {
        try (FileStore store = open()) {
            return store.load();
        }
    }

    /// The five exchanges there are, each left at another point.
    private void fill() throws IOException {
        try (FileStore store = open()) {
            store.published(message(1, 3));
            store.published(message(2, 3));
            store.published(message(3, 3));
            store.released(3);
            store.released(1);
            store.completed(1);
            store.published(message(1, 4));
            store.received(7);
            store.received(8);
            store.forgotten(7);
        }
    }

    private static final SessionStore.Kept FILLED =
            new SessionStore.Kept(List.of(message(2, 3), message(1, 4)), List.of(3), List.of(8));

    @Test
    void keepsWhatIsNotOver() throws IOException {
        assertEquals(SessionStore.Kept.NOTHING, kept());
        fill();
        assertEquals(FILLED, kept());
        assertEquals(FILLED, kept());
        try (FileStore store = open()) {
            store.clear();
        }
        assertEquals(SessionStore.Kept.NOTHING, kept());
    }

    /// The format is a promise. The checksums were computed by another program, bit by bit.
    @Test
    void theFormat() throws IOException {
        try (FileStore store = open()) {
            store.published(new Publish("a", 1, false, false, 5, Properties.NONE, Bytes.utf8("x")));
            store.completed(5);
        }
        assertEquals(
                "4d5154544c414231" + "00000002" + "2e861773" + "49" + "6d65"
                        + "00000009" + "e0b5190b" + "50" + "3207000161000500" + "78"
                        + "00000002" + "78def7cc" + "43" + "0005",
                HexFormat.of().formatHex(Files.readAllBytes(file)));
    }

    /// The program may die in the middle of any write.
    @Test
    void whatIsTornIsCutOff() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file);
        SessionStore.Kept before = SessionStore.Kept.NOTHING;
        int changes = 0;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            SessionStore.Kept kept = kept();
            changes += kept.equals(before) ? 0 : 1;
            before = kept;
            // What is cut off is not in the way of what comes.
            try (FileStore store = open()) {
                store.received(99);
            }
            assertTrue(kept().received().contains(99));
        }
        assertEquals(FILLED, before);
        assertEquals(10, changes);
    }

    @Test
    void aTornEndMayBeAnyBytes() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file);
        whole[whole.length - 1] ^= 1;
        Files.write(file, whole);
        assertEquals(List.of(7, 8), kept().received());
    }

    @Test
    void damageIsNotPassedOver() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file);
        int header = 8 + 9 + 2;
        for (int at = header + 4; at < whole.length - 11; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            try {
                // A length that lies may make the rest of the file look torn.
                assertTrue(kept().received().size() <= 2, "byte " + at);
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("damaged"), e.getMessage());
                assertArrayEquals(damaged, Files.readAllBytes(file));
            }
        }
        byte[] damaged = whole.clone();
        damaged[header + 9] ^= 1;
        Files.write(file, damaged);
        IOException why = assertThrows(IOException.class, this::open);
        assertTrue(why.getMessage().contains("the record at byte 19 is damaged"), why.getMessage());
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Files.writeString(file, "something else altogether");
        IOException why = assertThrows(IOException.class, this::open);
        assertEquals(file + ": it does not begin with MQTTLAB1", why.getMessage());
        assertEquals("something else altogether", Files.readString(file));

        Files.delete(file);
        fill();
        why = assertThrows(IOException.class, () -> FileStore.open(file, "you"));
        assertEquals(file + ": it holds the session of another client identifier than you", why.getMessage());
    }

    @Test
    void oneClientAtATime() throws Exception {
        try (FileStore store = open()) {
            store.received(1);
            IOException why = assertThrows(IOException.class, this::open);
            assertEquals(file + ": it is in use by another client", why.getMessage());
            assertEquals(why.getMessage(), openElsewhere());
        }
        assertEquals("open", openElsewhere());
        assertEquals(List.of(1), kept().received());
    }

    /// What another program says when it opens the file.
    private String openElsewhere() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProgram.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = process.inputReader().readLine();
        assertEquals(0, process.waitFor());
        return said;
    }

    @Test
    void nothingIsWrittenUntilFlushed() throws IOException {
        try (FileStore store = open()) {
            long before = Files.size(file);
            store.received(1);
            assertEquals(before, Files.size(file));
            store.flush();
            assertTrue(Files.size(file) > before);
        }
    }

    @Test
    void nothingIsWrittenOnceClosed() throws IOException {
        FileStore store = open();
        store.received(1);
        store.close();
        store.received(2);
        store.flush();
        assertEquals(List.of(1), kept().received());
    }

    @Test
    void aLongLogBeginsAgain() throws IOException {
        try (FileStore store = open()) {
            store.received(5);
            store.published(message(9, 1000));
            for (int i = 0; i < 20_000; i++) {
                store.published(message(1, 1000));
                store.flush();
                store.completed(1);
            }
            store.flush();
            assertTrue(Files.size(file) < 6_000_000, "" + Files.size(file));
            // The file is a new one, and nobody else gets it.
            assertThrows(IOException.class, this::open);
        }
        assertEquals(new SessionStore.Kept(List.of(message(9, 1000)), List.of(), List.of(5)), kept());
    }

    /// Both ways to write: to the file, and to a new one in its place.
    @ParameterizedTest
    @ValueSource(ints = {3, 5_000_000})
    void anInterruptedThreadKeepsItAllTheSame(int size) throws IOException {
        try (FileStore store = open()) {
            store.published(message(1, size));
            Thread.currentThread().interrupt();
            try {
                store.flush();
            } finally {
                assertTrue(Thread.interrupted());
            }
            store.received(2);
            store.flush();
        }
        assertEquals(new SessionStore.Kept(List.of(message(1, size)), List.of(), List.of(2)), kept());
    }

    /// `/dev/full` says of every write that no space is left on the device.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesTheFormerLog() throws IOException {
        try (FileStore store = open()) {
            store.received(5);
            Path next = directory.resolve("session.new");
            Files.createSymbolicLink(next, Path.of("/dev/full"));
            for (int i = 0; i < 5; i++) {
                store.published(message(1, 1_000_000));
                store.completed(1);
            }
            assertThrows(IOException.class, store::flush);
            assertFalse(Files.exists(next, LinkOption.NOFOLLOW_LINKS));
            store.received(6);
            store.flush();
            assertTrue(Files.size(file) < 1_000_000, "" + Files.size(file));
        }
        assertEquals(List.of(5, 6), kept().received());
    }

    @Test
    void aLogOfNothingBeginsAgainSoon() throws IOException {
        try (FileStore store = open()) {
            for (int i = 0; i < 1000; i++) {
                store.published(message(1, 100));
                store.flush();
                store.completed(1);
                store.flush();
                assertTrue(Files.size(file) < 70_000);
            }
        }
        assertEquals(SessionStore.Kept.NOTHING, kept());
    }
}
