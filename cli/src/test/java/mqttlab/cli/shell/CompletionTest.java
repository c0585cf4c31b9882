package mqttlab.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mqttlab.cli.Main;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is offered where somebody types.
class CompletionTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Session session = new Session(
            Main.program(),
            new PlainScreen(
                    new Streams(
                            new ByteArrayInputStream(new byte[0]),
                            new Output(out),
                            new PrintStream(out, true, UTF_8),
                            Terminal.NONE),
                    InputStream.nullInputStream()));
    private final Completion completion = new Completion(session);

    @AfterEach
    void end() {
        session.close();
    }

    private List<String> of(String before) {
        return completion.of(before).stream().map(Completion.Choice::text).toList();
    }

    @Test
    void commands() {
        assertEquals(List.of("packets", "packet"), of("packe"));
        assertTrue(of("").containsAll(List.of("pub", "sub", "broker", "jobs", "help", "exit")));
        assertEquals(List.of("ladder"), of("help la"));
        assertEquals(List.of("sleep"), of("jobs; sl"));
    }

    @Test
    void options() {
        assertTrue(of("pub -").containsAll(List.of("-t", "--topic", "-q")));
        assertEquals(
                List.of("--topic"),
                of("pub --top").stream().filter("--topic"::equals).toList());
        assertFalse(of("pub ").contains("-t"));
    }

    @Test
    void choices() {
        assertTrue(of("packets -T ").containsAll(List.of("summary", "tree", "ndjson")));
        assertEquals(List.of("--retain-handling=always"), of("sub --retain-handling=a"));
        assertEquals(List.of("start"), of("broker sta"));
    }

    @Test
    void fields() {
        assertTrue(of("packets mqtt.to").containsAll(List.of("mqtt.topic", "mqtt.topic_len")));
        assertTrue(of("wait mqttlab.cli").contains("mqttlab.clientid"));
        assertTrue(of("packets mqtt.qos == 1 && mqtt.top").contains("mqtt.topic"));
    }

    @Test
    void whatWasHeard() {
        session.run("broker start -p 0 --quiet; pub -i sensor1 -t sensors/a -m 1");
        session.run("wait mqtt.topic");
        assertEquals(List.of("sensors/a"), of("sub -t sen"));
        assertEquals(List.of("sensor1"), of("ladder s"));
        assertEquals(List.of("broker1"), of("stop b"));
        assertEquals(List.of("broker1"), of("use "));
        assertTrue(of("stop ").contains("all"));
    }

    @Test
    void files(@TempDir Path dir) throws IOException {
        Files.createFile(dir.resolve("one.pcapng"));
        Files.createDirectory(dir.resolve("open"));
        assertEquals(
                List.of(dir + "/one.pcapng", dir + "/open/"),
                of("open " + dir + "/o").stream().sorted().toList());
    }

    @Test
    void nothingWhereNothingIsKnown() {
        assertEquals(List.of(), of("nope x"));
        assertEquals(List.of(), of("open /no/such/folder/x"));
        assertEquals(List.of(), of("pub -m "));
    }
}
