package mqttlab.broker.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {

    /// By mosquitto_passwd 2.0.11.
    private static final String ANNA =
            "anna:$7$101$PSWM6s9iHirp+epz$91cR1W0emhD8aZIYjtBWrxlnkTcOMCRTmx62SCKP6IRvsASb0abZ26lranzKn"
                    + "wsul/ZUS9uzT8txhK64t3Yk3g==";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("passwords");
    }

    private static boolean isRight(Logins logins, String user, String password) {
        return logins.isRight(user, password.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsWhatItDoesNotChange() throws IOException {
        Files.writeString(file, "# ours\n\n" + ANNA + "\n# end\n");
        PasswordFile passwords = PasswordFile.read(file);
        passwords.put("ben", "pencil", true);
        passwords.write();
        List<String> lines = Files.readAllLines(file);
        assertEquals(List.of("# ours", "", ANNA, "# end"), lines.subList(0, 4));
        assertTrue(lines.get(4).startsWith("ben:$scrypt$ln=15,r=8,p=1$"));
        assertTrue(lines.get(5).startsWith("ben:$scram-sha-256$100000$"));
        assertEquals(6, lines.size());
        assertEquals(Map.of("anna", false, "ben", true), PasswordFile.read(file).users());

        Logins logins = PasswordFile.read(file).logins();
        for (int i = 0; i < 2; i++) {
            assertTrue(isRight(logins, "anna", "secret ü"));
            assertTrue(isRight(logins, "ben", "pencil"));
            assertFalse(isRight(logins, "ben", "secret ü"));
            assertFalse(isRight(logins, "anna", "pencil"));
            assertFalse(isRight(logins, "carl", "pencil"));
        }
        assertNull(logins.scram("anna"));
        assertNotNull(logins.scram("ben"));
    }

    @Test
    void changesAPasswordWhereItStands() throws IOException {
        Files.writeString(file, ANNA + "\n# end\n");
        PasswordFile passwords = PasswordFile.read(file);
        passwords.put("anna", "new", true);
        passwords.put("anna", "newer", false);
        passwords.write();
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertEquals("# end", lines.get(1));
        assertTrue(isRight(PasswordFile.read(file).logins(), "anna", "newer"));
        assertTrue(passwords.remove("anna"));
        assertFalse(passwords.remove("anna"));
        passwords.write();
        assertEquals("# end\n", Files.readString(file));
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        Path real = Files.writeString(folder.resolve("real"), ANNA + "\n");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(file, real);
        PasswordFile.readOrNew(file).write();
        assertTrue(Files.isSymbolicLink(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
        PasswordFile.readOrNew(folder.resolve("new")).write();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(3, all.count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "#a", "a\nb", "a\rb", "a\u0085b"})
    void namesThatCannotStandInIt(String name) throws IOException {
        PasswordFile passwords = PasswordFile.readOrNew(file);
        assertThrows(IllegalArgumentException.class, () -> passwords.put(name, "x", false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anna | expected USER:HASH; `mqttlab passwd` writes such lines",
                ":$6$AAAA$AAAA | expected USER:HASH; `mqttlab passwd` writes such lines",
                "anna:secret | a hash of a kind that is not known: expected $scrypt$, $7$ or $6$ (of mosquitto_passwd),"
                        + " or $scram-sha-256$; make it anew with `mqttlab passwd`",
                "anna:$6$AAAA | expected $6$SALT$HASH: make it anew with `mqttlab passwd`",
                "anna:$scram-sha-256$4096$AAAA$AAAA:AAAA | expected keys of 32 bytes: make it anew with `mqttlab"
                        + " passwd`",
                "anna:$scram-sha-256$4096$AAAA | expected $scram-sha-256$ITERATIONS$SALT$STOREDKEY:SERVERKEY: make it"
                        + " anew with `mqttlab passwd`",
                "x:$6$AAAA$AAAA | the user stands in line 1 already: remove one of them",
            })
    void mistakesAreToldWithTheirLine(String line, String what) throws IOException {
        Files.writeString(file, "x:$6$AAAA$AAAA\n" + line + "\n");
        assertEquals(
                file + ":2: " + what,
                assertThrows(AccessException.class, () -> PasswordFile.read(file))
                        .getMessage());
    }
}
