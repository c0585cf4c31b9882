package mqttlab.cli.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Types the very lines that the stages give, one step after the other, to real brokers and clients.
class LiveStagesTest {

    @TempDir
    Path directory;

    private Lab lab;

    @BeforeEach
    void open() throws Exception {
        lab = new Lab(directory);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /// Each step in its turn; the last one ends the stage.
    private void doAll(int number) throws Exception {
        Stage stage = lab.begin(number);
        for (Text.Part part : stage.text().steps().values()) {
            lab.type(part.lines());
            lab.awaitDone(part);
        }
        String end = lab.said().poll(60, TimeUnit.SECONDS);
        assertTrue(end != null && end.startsWith("✓ Stage "), end);
    }

    @Test
    void packets() throws Exception {
        doAll(1);
    }

    @Test
    void connect() throws Exception {
        doAll(2);
    }

    @Test
    void publish() throws Exception {
        doAll(3);
    }

    /// The takeover of the second step may bring the will already: the third is then done when it is begun.
    @Test
    void broker() throws Exception {
        Stage stage = lab.begin(4);
        lab.type(stage.text().step("two").lines());
        lab.awaitDone(stage.text().step("two"));
        lab.type(stage.text().step("takeover").lines());
        lab.awaitDone(stage.text().step("takeover"));
        lab.awaitDone(stage.text().step("will"));
    }

    /// The lines of the third step alone, without the will of the second.
    @Test
    void will() throws Exception {
        Stage stage = lab.begin(4);
        lab.type(stage.text().step("two").lines());
        lab.awaitDone(stage.text().step("two"));
        lab.type(stage.text().step("will").lines());
        lab.awaitDone(stage.text().step("takeover"));
        lab.awaitDone(stage.text().step("will"));
    }

    @Test
    void qos1() throws Exception {
        Assumptions.assumeTrue(lab.has("relay"), "this program has no relay");
        doAll(5);
    }

    @Test
    void wildcards() throws Exception {
        doAll(6);
    }

    /// The program as it is given answers in small letters; changed as the stage asks, in capitals.
    @Test
    void library() throws Exception {
        Stage stage = lab.begin(7);
        Path sample = Path.of("..", "samples", "learn", "Answer.java");
        lab.type(stage.text().step("subscribed").lines().subList(0, 1));
        Process first = run(sample);
        try {
            lab.awaitDone(stage.text().step("subscribed"));
            lab.type(stage.text().step("answered").lines());
            lab.awaitHint(stage.text().step("answered"), "same");
        } finally {
            first.destroy();
            assertTrue(first.waitFor(30, TimeUnit.SECONDS));
        }
        String source = Files.readString(sample);
        String changed = source.replace("message.text()", "message.text().toUpperCase()");
        assertTrue(!changed.equals(source));
        Path own = Files.writeString(directory.resolve("Answer.java"), changed);
        Process second = run(own);
        try {
            lab.type("pub -t lab/java/in -m 'hello from the wire'");
            lab.awaitDone(stage.text().step("answered"));
        } finally {
            second.destroy();
            assertTrue(second.waitFor(30, TimeUnit.SECONDS));
        }
    }

    /// Starts the program, and waits until it has subscribed.
    private Process run(Path source) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(java, source.toString(), lab.uri()).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", classes);
        Process started = builder.start();
        BufferedReader said = started.inputReader(UTF_8);
        String line = said.readLine();
        assertTrue(line != null && line.startsWith("Waiting for messages"), line);
        return started;
    }

    @Test
    void retained() throws Exception {
        doAll(8);
    }

    @Test
    void bridge() throws Exception {
        Assumptions.assumeTrue(lab.has("bridge"), "this program has no bridge");
        Stage stage = lab.begin(9);
        lab.type(stage.text().step("heard").lines());
        lab.awaitDone(stage.text().step("heard"));
        URI page = URI.create("ws://127.0.0.1:" + lab.http() + "/ws");
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(page, new WebSocket.Listener() {})
                    .get(30, TimeUnit.SECONDS);
            String said = stage.text().step("published").lines().getLast();
            String json = said.substring(said.indexOf('\'') + 1, said.lastIndexOf('\''));
            socket.sendText(json, true).get(30, TimeUnit.SECONDS);
            lab.awaitDone(stage.text().step("published"));
            socket.abort();
        }
    }

    @Test
    void tls() throws Exception {
        doAll(10);
    }
}
