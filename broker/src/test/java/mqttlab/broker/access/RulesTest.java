package mqttlab.broker.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.broker.hub.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    private static final String EXAMPLE = """
        # For nobody in particular
        topic read public/#
        topic write inbox

        user anna
        topic home/#
          topic deny home/door
        topic read with space
        topic read
        user ben two
        topic write home/light\r
        pattern write devices/%c/state
        pattern read users/%u/#
        pattern deny users/%u/secret
        user anna
        topic deny
        """;

    @TempDir
    Path folder;

    private Grants of(String text, String clientId, String user) throws IOException {
        Path file = Files.writeString(folder.resolve("rules"), text);
        return Rules.read(file).of(new Access.Who(clientId, user));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, public/a, r",
                "-, public, r",
                "-, inbox, w",
                "-, home/light, ''",
                "-, users/anna/x, ''",
                "-, devices/c1/state, w",
                "anna, public/a, ''",
                "anna, home/light, rw",
                "anna, home, rw",
                "anna, home/door, ''",
                "anna, home/door/x, rw",
                "anna, with space, r",
                "anna, read, rw",
                "anna, deny, rw",
                "anna, devices/c1/state, w",
                "anna, devices/c2/state, ''",
                "anna, users/anna/x, r",
                "anna, users/ben two/x, ''",
                "anna, users/anna/secret, ''",
                "ben two, home/light, w",
                "ben two, users/ben two/x, r",
                "carl, users/carl/x, r",
                "carl, home/light, ''",
            })
    void saysWhoMayWhat(String user, String topic, String expected) throws IOException {
        Grants grants = of(EXAMPLE, "c1", user);
        // Once more, for what is remembered.
        for (int i = 0; i < 2; i++) {
            assertEquals(expected, (grants.mayRead(topic) ? "r" : "") + (grants.mayWrite(topic) ? "w" : ""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "home/#, true",
        "#, true",
        "+/light, true",
        "home/door, false",
        "home/door/+, true",
        "other/#, false",
        "devices/c1/state, false",
        "users/anna/#, true",
        "users/+/x, true",
        "users/carl/x, false",
        "users/anna/secret, false",
        "$SYS/#, false",
    })
    void saysWhatMayBeAskedFor(String filter, boolean expected) throws IOException {
        assertEquals(expected, of(EXAMPLE, "c1", "anna").mayAskFor(filter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "+", "+/x", "a/b", "$SYS", ""})
    void namesNeverWidenAPattern(String name) throws IOException {
        String text = """
            pattern readwrite devices/%c/#
            pattern readwrite %u/#
            topic readwrite own
            user NAME
            topic readwrite own
            """.replace("NAME", name.isEmpty() ? "x" : name);
        for (Grants grants : new Grants[] {of(text, name, null), of(text, name, name)}) {
            for (String topic : new String[] {
                "devices/a", "devices/a/b", "devices/+/x", "devices/#", "devices//x", "a/b/c", "$SYS/uptime", "x", "/x"
            }) {
                assertFalse(grants.mayRead(topic) || grants.mayWrite(topic), topic);
                assertFalse(grants.mayAskFor(topic), topic);
            }
        }
        assertTrue(of(text, name, null).mayRead("own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "+/x", "$SYS", ""})
    void namesNeverEscapeADenial(String name) throws IOException {
        String text = "topic #\npattern deny secrets/%c/#\n";
        assertTrue(of(text, "c", null).mayRead("x"));
        assertFalse(of(text, "c", null).mayRead("secrets/c/x"));
        assertFalse(of(text, name, null).mayRead("x"));
        assertFalse(of(text, name, null).mayAskFor("x"));
    }

    /// A user that is called "%c" is not called like its client.
    @Test
    void namesAreNoPatterns() throws IOException {
        Grants grants = of("pattern read u/%u/%c\n", "c1", "%c");
        assertTrue(grants.mayRead("u/%c/c1"));
        assertFalse(grants.mayRead("u/c1/c1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users anna | expected \"user\", \"topic\" or \"pattern\"",
                "user | expected a name behind \"user\"",
                "topic | a topic filter is not empty",
                "topic raed a/b | expected \"read\", \"write\", \"readwrite\" or \"deny\" before the filter",
                "topic read a/#/b | # stands alone at the end, behind a /",
                "topic read a+ | + stands alone between two /",
                "pattern read %u# | # stands alone at the end, behind a /",
            })
    void mistakesAreToldWithTheirLine(String line, String what) {
        String message = assertThrows(AccessException.class, () -> of("# one\ntopic a\n" + line + "\n", "c", null))
                .getMessage();
        assertEquals(folder.resolve("rules") + ":3: " + what, message);
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        Path file = Files.write(folder.resolve("rules"), new byte[] {'t', (byte) 0xff});
        assertTrue(assertThrows(AccessException.class, () -> Rules.read(file))
                .getMessage()
                .endsWith(": it is not text in UTF-8: is it the right file?"));
    }
}
