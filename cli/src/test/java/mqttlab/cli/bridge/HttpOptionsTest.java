package mqttlab.cli.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.net.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class HttpOptionsTest {

    private static HttpOptions parsed(String... words) {
        Options options = new Options();
        HttpOptions http = new HttpOptions(options);
        new CommandLine(options.spec(), Options.FACTORY).parseArgs(words);
        return http;
    }

    @ParameterizedTest
    @CsvSource({
        "'', http://127.0.0.1:8080",
        "--http 0, http://127.0.0.1:0",
        "--http localhost:81, http://localhost:81",
        "--http [::1]:81, http://[::1]:81",
        "--http :81, http://0.0.0.0:81",
        "--http http://0.0.0.0:9000, http://0.0.0.0:9000",
        "--http 8443 --http-cert c.pem --http-key k.pem, https://127.0.0.1:8443",
        "--http https://lab.example --http-cert c.pem --http-key k.pem, https://lab.example:443",
    })
    void saysWhere(String words, String uri) {
        assertEquals(
                uri,
                parsed(words.isEmpty() ? new String[0] : words.split(" "))
                        .listener()
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({
        "--http x, --http x: expected PORT",
        "--http 99999, --http port 99999",
        "--http mqtt://localhost, --http mqtt://localhost: expected that it begins with http",
        "--http http://localhost/ui, --http http://localhost/ui: expected no path",
        "--http https://localhost, --http https://localhost: https wants",
        "--http-cert c.pem, TLS wants both",
    })
    void refusesWhatIsNowhere(String words, String complaint) {
        Failure failure =
                assertThrows(Failure.class, () -> parsed(words.split(" ")).listener());
        assertTrue(failure.getMessage().startsWith(complaint), failure.getMessage());
    }

    private static String token(String... words) throws IOException {
        HttpOptions http = parsed(words);
        Listener listener = http.listener();
        return http.token(listener);
    }

    @Test
    void wantsATokenWhereOthersMayCome(@TempDir Path directory) throws IOException {
        assertNull(token());
        assertNull(token("--http", "localhost:81"));
        assertNull(token("--http", "[::1]:81"));
        assertNull(token("--http", "0.0.0.0:81", "--without-token"));
        for (String open : new String[] {":81", "0.0.0.0:81", "[::]:81", "192.0.2.1:81"}) {
            Failure failure = assertThrows(Failure.class, () -> token("--http", open));
            assertTrue(failure.getMessage().contains("--without-token"), failure.getMessage());
        }
        assertEquals("correct horse", token("--http", ":81", "--token", "correct horse"));
        Path file = Files.writeString(directory.resolve("token"), "battery staple\nand more\n");
        assertEquals("battery staple", token("--token-file", file.toString()));
        assertThrows(Failure.class, () -> token("--token", "short"));
        assertThrows(Failure.class, () -> token("--token", "correct horse", "--token-file", file.toString()));
    }
}
