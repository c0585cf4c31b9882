package mqttlab.cli.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.access.FileAccess;
import mqttlab.broker.hub.Access;
import mqttlab.packet.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PasswdCommandTest {

    @TempDir
    Path folder;

    private String file;

    @BeforeEach
    void name() {
        file = folder.resolve("passwords").toString();
    }

    private boolean isRight(String user, String password) {
        CompletableFuture<Access.Verdict> verdict = new CompletableFuture<>();
        FileAccess.Setup setup = new FileAccess.Setup(Path.of(file), null, false, _ -> {});
        try (FileAccess access = new FileAccess(setup)) {
            access.verify(new Access.Login("c", user, Bytes.utf8(password), null, "x"), verdict::complete);
            return verdict.orTimeout(30, TimeUnit.SECONDS).join() instanceof Access.Verdict.Granted;
        }
    }

    @Test
    void aFolderIsNoFile() {
        String said = Called.with("x\n", "passwd", folder.toString(), "anna").err();
        assertEquals("mqttlab: " + folder + ": it is a folder; expected a file of passwords\n", said);
    }

    private static void assertSilent(Called called) {
        assertEquals(new Called(0, "", ""), called);
    }

    @Test
    void makesChangesListsAndRemoves() throws IOException {
        assertSilent(Called.with("first\r\nmore\n", "passwd", file, "anna"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))));
        assertSilent(Called.with("pass wörd", "passwd", "--scram", file, "ben"));
        assertTrue(isRight("anna", "first"));
        assertTrue(isRight("ben", "pass wörd"));
        assertEquals(new Called(0, "anna\nben\tSCRAM-SHA-256\n", ""), Called.with("", "passwd", "--list", file));

        assertSilent(Called.with("second\n", "passwd", file, "anna"));
        assertTrue(isRight("anna", "second"));
        assertFalse(isRight("anna", "first"));

        assertSilent(Called.with("", "passwd", "-D", file, "anna"));
        assertFalse(isRight("anna", "second"));
        assertEquals(
                new Called(
                        1,
                        "",
                        "mqttlab: " + file + ": there is no user 'anna'; `mqttlab passwd --list` shows who is there\n"),
                Called.with("", "passwd", "-D", file, "anna"));
    }

    @Test
    void aPasswordOnTheCommandLineIsWarnedOf() {
        assertEquals(
                new Called(0, "", "mqttlab: -b: others can see the password in the list of processes\n"),
                Called.with("", "passwd", "-b", file, "anna", "secret"));
        assertTrue(isRight("anna", "secret"));
    }

    @Test
    void nothingIsChangedByMistake() throws IOException {
        assertEquals(
                new Called(1, "", "mqttlab: the password is empty: nothing was changed\n"),
                Called.with("\n", "passwd", file, "anna"));
        assertEquals(
                new Called(1, "", "mqttlab: the password is longer than 65535 bytes\n"),
                Called.with("x".repeat(65_536), "passwd", file, "anna"));
        assertFalse(Files.exists(Path.of(file)));
        Files.writeString(Path.of(file), "anna:\u001b[31m\n");
        Called called = Called.with("x\n", "passwd", file, "ben");
        assertEquals(1, called.status());
        assertTrue(
                called.err().startsWith("mqttlab: " + file + ":1: a hash of a kind that is not known"), called.err());
        assertEquals("anna:\u001b[31m\n", Files.readString(Path.of(file)));
    }

    @Test
    void namesAreEscaped() throws IOException {
        Files.writeString(Path.of(file), "\u001b[31mred:$6$AAAA$AAAA\n");
        Called called = Called.with("", "passwd", "--list", file);
        assertEquals(0, called.status());
        assertFalse(called.out().contains("\u001b"), called.out());
    }

    @Test
    void commandLinesThatMakeNoSense() {
        assertEquals(2, Called.with("x\n", "passwd", file).status());
        assertEquals(2, Called.with("x\n", "passwd", file, "anna", "secret").status());
        assertEquals(2, Called.with("x\n", "passwd", "-b", file, "anna").status());
        assertEquals(2, Called.with("x\n", "passwd", "--list", "-D", file).status());
        assertEquals(2, Called.with("x\n", "passwd", "--list", "--scram", file).status());
        assertEquals(2, Called.with("x\n", "passwd", file, "a:b").status());
        assertEquals(66, Called.with("x\n", "passwd", "--list", file).status());
        assertEquals(66, Called.with("x\n", "passwd", file + "/x/y", "anna").status());
    }
}
