package mqttlab.broker.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.broker.hub.Access;
import mqttlab.broker.hub.Access.Verdict;
import mqttlab.packet.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileAccessTest {

    private static final Access.Who ANNA = new Access.Who("c", "anna");
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path folder;

    private Path passwords;
    private Path rules;
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> trouble = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void files() throws IOException {
        passwords = folder.resolve("passwords");
        rules = folder.resolve("rules");
        write(passwords, "anna:" + hash("secret") + "\n", 100);
        write(rules, "topic read public\nuser anna\ntopic home/#\n", 100);
    }

    private static String hash(String password) {
        return Hash.of(password.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// Writes a file as if it had been some seconds ago.
    private static void write(Path file, String text, int seconds) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private FileAccess access(Path passwords, Path rules, boolean anonymous) {
        return new FileAccess(new FileAccess.Setup(passwords, rules, anonymous, trouble::add), 1, 2, nanos::get);
    }

    private static Verdict verify(FileAccess access, String user, String password, String certificate) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        Bytes bytes = password == null ? null : Bytes.utf8(password);
        access.verify(new Access.Login("c", user, bytes, certificate, "mqtt://x:1"), verdict::complete);
        return verdict.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static int refused(Verdict verdict) {
        return assertInstanceOf(Verdict.Refused.class, verdict).reasonCode();
    }

    @Test
    void logins() {
        try (FileAccess access = access(passwords, null, false)) {
            for (int i = 0; i < 2; i++) {
                assertEquals(new Verdict.Granted("anna"), verify(access, "anna", "secret", null));
                assertEquals(0x86, refused(verify(access, "anna", "wrong", null)));
            }
            assertEquals(0x86, refused(verify(access, "nobody", "secret", null)));
            assertEquals(0x86, refused(verify(access, "anna", null, null)));
            assertEquals(0x86, refused(verify(access, "", "", null)));
            assertEquals(0x87, refused(verify(access, null, null, null)));
            assertEquals(0x87, refused(verify(access, null, "secret", null)));
            assertEquals(new Verdict.Granted("device 1"), verify(access, "anna", "wrong", "device 1"));
        }
    }

    @Test
    void anonymousClients() {
        try (FileAccess access = access(passwords, null, true)) {
            assertEquals(new Verdict.Granted(null), verify(access, null, null, null));
            assertEquals(0x86, refused(verify(access, "anna", "wrong", null)));
        }
        try (FileAccess access = access(null, null, true)) {
            assertEquals(new Verdict.Granted(null), verify(access, "anna", "unchecked", null));
        }
    }

    @Test
    void tooManyLoginsAreRefused() throws Exception {
        CountDownLatch isChecking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Verdict> verdicts = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(4);
        try (FileAccess access = access(passwords, null, false)) {
            Access.Login login = new Access.Login("c", "anna", Bytes.utf8("wrong"), null, "mqtt://x:1");
            access.verify(login, _ -> {
                isChecking.countDown();
                await(goOn);
                all.countDown();
            });
            await(isChecking);
            for (int i = 0; i < 3; i++) {
                access.verify(login, it -> {
                    verdicts.add(it);
                    all.countDown();
                });
            }
            // One is being checked, two wait.
            assertEquals(1, verdicts.size());
            assertEquals(0x89, refused(verdicts.getFirst()));
            goOn.countDown();
            await(all);
        }
        assertEquals(0x86, refused(verdicts.getLast()));
    }

    /// Whoever sends wrong passwords keeps nobody out who was right before.
    @Test
    void whoWasRightBeforeDoesNotWait() {
        CountDownLatch isChecking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch isChecked = new CountDownLatch(1);
        try (FileAccess access = access(passwords, null, false)) {
            assertEquals(new Verdict.Granted("anna"), verify(access, "anna", "secret", null));
            Access.Login wrong = new Access.Login("c", "anna", Bytes.utf8("wrong"), null, "mqtt://x:1");
            access.verify(wrong, _ -> {
                isChecking.countDown();
                await(goOn);
                isChecked.countDown();
            });
            await(isChecking);
            assertEquals(new Verdict.Granted("anna"), verify(access, "anna", "secret", null));
            goOn.countDown();
            await(isChecked);
        }
    }

    /// Who has gone while others were checked costs no more time.
    @Test
    void loginsThatNobodyWaitsForAreNotChecked() {
        try (FileAccess access = access(passwords, null, false)) {
            AtomicBoolean isDecided = new AtomicBoolean();
            Bytes password = Bytes.utf8("secret");
            Access.Login gone = new Access.Login("c", "anna", password, null, "mqtt://x:1", () -> false);
            access.verify(gone, _ -> isDecided.set(true));
            // There is one thread: this comes after it.
            assertEquals(new Verdict.Granted("anna"), verify(access, "anna", "secret", null));
            assertFalse(isDecided.get());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withoutRulesEverythingIsAllowed() {
        try (FileAccess access = access(passwords, null, false)) {
            assertFalse(access.limitsReading());
            assertTrue(access.mayPublish(ANNA, "x") && access.mayRead(ANNA, "x") && access.maySubscribe(ANNA, "#"));
        }
    }

    @Test
    void rules() {
        try (FileAccess access = access(passwords, rules, false)) {
            assertTrue(access.limitsReading());
            assertTrue(access.mayPublish(ANNA, "home/x"));
            assertTrue(access.mayRead(ANNA, "home/x"));
            assertTrue(access.maySubscribe(ANNA, "+/x"));
            assertFalse(access.mayPublish(ANNA, "public"));
            Access.Who nobody = new Access.Who("c", null);
            assertTrue(access.mayRead(nobody, "public"));
            assertFalse(access.mayPublish(nobody, "public"));
            assertFalse(access.maySubscribe(nobody, "home/#"));
        }
    }

    /// Topics and client identifiers are the clients' to choose.
    @Test
    void clientsDoNotDecideHowMuchIsRemembered() {
        try (FileAccess access = access(passwords, rules, false)) {
            String longest = "x".repeat(65_000);
            assertFalse(access.mayPublish(ANNA, longest));
            assertFalse(access.mayRead(new Access.Who(longest, "anna"), "x"));
            // The client itself.
            assertEquals(1, access.remembered());
            for (int client = 0; client < 500; client++) {
                Access.Who who = new Access.Who("c" + client, "anna");
                for (int topic = 0; topic < 250; topic++) {
                    assertEquals(topic % 2 == 0, access.mayPublish(who, (topic % 2 == 0 ? "home/" : "work/") + topic));
                }
            }
            assertTrue(access.remembered() > 10_000, "hardly anything is remembered");
            assertTrue(access.remembered() <= FileAccess.DECISIONS + 500, () -> access.remembered() + " decisions");
        }
    }

    @Test
    void whatForbidsIsSaid() throws IOException {
        write(rules, "user anna\n  topic home/#\ntopic deny home/door\npattern deny secrets/%c/#\n", 100);
        try (FileAccess access = access(passwords, rules, false)) {
            assertEquals(rules + ":3: topic deny home/door", access.why(ANNA, "home/door"));
            assertEquals(
                    rules + ":4: pattern deny secrets/%c/#", access.why(ANNA, "secrets/" + ANNA.clientId() + "/+"));
            assertEquals("no rule allows it to the user \"anna\"", access.why(ANNA, "public"));
            assertEquals("no rule allows it to clients without a user", access.why(new Access.Who("c", null), "home"));
        }
    }

    @Test
    void filesThatChangeAreReadAgain() throws IOException {
        try (FileAccess access = access(passwords, rules, false)) {
            assertTrue(access.mayPublish(ANNA, "home/x"));
            write(rules, "user anna\ntopic other\n", 90);
            write(passwords, "anna:" + hash("new") + "\n", 90);
            // Nobody has looked yet.
            assertTrue(access.mayPublish(ANNA, "home/x"));
            nanos.addAndGet(SECOND);
            assertFalse(access.mayPublish(ANNA, "home/x"));
            assertTrue(access.mayPublish(ANNA, "other"));
            assertEquals(0x86, refused(verify(access, "anna", "secret", null)));
            assertEquals(new Verdict.Granted("anna"), verify(access, "anna", "new", null));

            write(rules, "user anna\nnonsense\n", 80);
            nanos.addAndGet(SECOND);
            assertTrue(access.mayPublish(ANNA, "other"));
            nanos.addAndGet(SECOND);
            assertTrue(access.mayPublish(ANNA, "other"));
            Files.delete(rules);
            nanos.addAndGet(SECOND);
            assertTrue(access.mayPublish(ANNA, "other"));
            assertEquals(
                    List.of(
                            rules
                                    + ":2: expected \"user\", \"topic\" or \"pattern\"; what it said before stays in"
                                    + " force",
                            rules
                                    + ": it cannot be read (there is no such file): see to the name and its rights;"
                                    + " what it said before stays in force"),
                    trouble);
        }
    }

    /// The clock of a file system may be too coarse to tell two changes apart.
    @Test
    void aFileThatHasJustChangedIsReadAgain() throws IOException {
        try (FileAccess access = access(passwords, rules, false)) {
            FileTime time = FileTime.from(Instant.now().plusSeconds(60));
            Files.writeString(rules, "user anna\ntopic one\n");
            Files.setLastModifiedTime(rules, time);
            nanos.addAndGet(SECOND);
            assertTrue(access.mayRead(ANNA, "one"));
            Files.writeString(rules, "user anna\ntopic two\n");
            Files.setLastModifiedTime(rules, time);
            nanos.addAndGet(SECOND);
            assertTrue(access.mayRead(ANNA, "two"));
        }
    }

    @Test
    void filesThatCannotBeUsedFromTheStart() throws IOException {
        write(passwords, "anna:x\n", 1);
        assertTrue(assertThrows(AccessException.class, () -> access(passwords, rules, false))
                .getMessage()
                .startsWith(passwords + ":1: "));
        Path none = folder.resolve("none");
        assertEquals(
                none + ": it cannot be read (there is no such file): see to the name and its rights",
                assertThrows(AccessException.class, () -> access(none, null, false))
                        .getMessage());
    }
}
