package mqttlab.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Terminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `pub` sends and `sub` prints, with mosquitto's broker and mosquitto's clients. A session that the broker keeps
/// takes the place of waiting: it is made, then something is published, then it is read.
class MessagesTest {

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = new Broker();
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static String[] line(String command, String... args) {
        List<String> all = new ArrayList<>(List.of(command, "-p", Integer.toString(broker.port)));
        all.addAll(List.of(args));
        return all.toArray(String[]::new);
    }

    private static void good(Run run) {
        assertEquals("", run.err());
        assertEquals(0, run.status());
    }

    private static void pub(String... args) {
        good(Cli.run(line("pub", args)));
    }

    private static void session(String id, String topic, String... args) {
        List<String> all = new ArrayList<>(List.of("-c", "-i", id, "-q", "2", "-t", topic, "-E"));
        all.addAll(List.of(args));
        good(Cli.run(line("sub", all.toArray(String[]::new))));
    }

    /// What a session prints of what waits for it.
    private static Run drain(String id, String topic, int count, String... args) {
        List<String> all =
                new ArrayList<>(List.of("-c", "-i", id, "-q", "2", "-t", topic, "-C", "" + count, "-W", "60"));
        all.addAll(List.of(args));
        Run run = Cli.run(line("sub", all.toArray(String[]::new)));
        good(run);
        return run;
    }

    private static String mosquitto(String... args) {
        Peer.need(args[0]);
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("-p", Integer.toString(broker.port), "-h", "127.0.0.1"));
        Run run = Run.of(new ProcessBuilder(all), new byte[0]);
        assertEquals(0, run.status(), run.err());
        return run.out();
    }

    @Test
    void arriveInEachVersionWithEachQos() {
        for (String version : List.of("mqttv31", "311", "5")) {
            for (String qos : List.of("1", "2")) {
                String id = "our-" + version + "-" + qos;
                session(id, id, "-V", version);
                pub("-V", version, "-q", qos, "-t", id, "-m", "one", "--repeat", "2");
                String seen = drain(id, id, 2, "-V", version, "-F", "%t %q %p").out();
                assertEquals((id + " " + qos + " one\n").repeat(2), seen);
            }
        }
    }

    /// What was printed is acknowledged, and what comes behind it is not.
    @Test
    void comeOnce() {
        for (String qos : List.of("1", "2")) {
            for (int round = 0; round < 5; round++) {
                String id = "once-" + qos + "-" + round;
                session(id, id, "-V", "311");
                good(Cli.run("1\n2\n3\n4\n5\n".getBytes(UTF_8), line("pub", "-q", qos, "-t", id, "-l")));
                assertEquals("1\n2\n", drain(id, id, 2, "-V", "311").out());
                assertEquals("3\n4\n5\n", drain(id, id, 3, "-V", "311").out());
            }
        }
    }

    @Test
    void arriveAtMosquittoSub() {
        for (String qos : List.of("1", "2")) {
            String[] theirs = {"mosquitto_sub", "-c", "-i", "their-" + qos, "-q", "2", "-t", "their/" + qos, "-V", "5"};
            mosquitto(with(theirs, "-E"));
            pub("-q", qos, "-t", "their/" + qos, "-m", "21.5", "-D", "publish", "content-type", "text/plain");
            assertEquals("21.5 text/plain " + qos + "\n", mosquitto(with(theirs, "-C", "1", "-F", "%p %C %q")));
        }
    }

    @Test
    void comeFromMosquittoPub() {
        for (String qos : List.of("1", "2")) {
            session("from-" + qos, "from/" + qos);
            mosquitto("mosquitto_pub", "-q", qos, "-t", "from/" + qos, "-m", "a b");
            assertEquals(
                    "from/" + qos + " a b\n",
                    drain("from-" + qos, "from/" + qos, 1, "-v").out());
        }
    }

    private static String[] with(String[] args, String... more) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void areTakenFromWhereTheUserSays(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("payload");
        byte[] bytes = {0, (byte) 0xff, '\n', 'x'};
        Files.write(file, bytes);
        session("source", "source/#");
        pub("-q", "1", "-t", "source/m", "-m", "-t");
        pub("-q", "1", "-t", "source/n", "-n");
        pub("-q", "1", "-t", "source/f", "-f", file.toString());
        good(Cli.run(bytes, line("pub", "-q", "1", "-t", "source/s", "-s")));
        pub("-q", "1", "-t", "source/h", "--hex", "-m", "00 FF 0a78");
        pub("-q", "1", "-t", "source/b", "--base64", "-m", "AP8KeA==");
        good(Cli.run("00ff\n\n7a".getBytes(UTF_8), line("pub", "-q", "1", "-t", "source/l", "-l", "--hex")));
        good(Cli.run("source/x y z\nsource/e\n".getBytes(UTF_8), line("pub", "-q", "1", "--topic-lines")));
        assertEquals("""
            source/m 2d74
            source/n\s
            source/f 00ff0a78
            source/s 00ff0a78
            source/h 00ff0a78
            source/b 00ff0a78
            source/l 00ff
            source/l\s
            source/l 7a
            source/x 79207a
            source/e\s
            """, drain("source", "source/#", 11, "-F", "%t %x").out());
    }

    @Test
    void areSentByLinesLikeMosquittoPubDoes() {
        Peer.need("mosquitto_pub");
        byte[] lines = "a\n\nb\r\n  \nlast".getBytes(UTF_8);
        session("lines", "lines");
        good(Cli.run(lines, line("pub", "-q", "1", "-t", "lines", "-l")));
        String ours = drain("lines", "lines", 5, "-F", "%x").out();
        Run theirs = Run.of(
                new ProcessBuilder("mosquitto_pub", "-p", "" + broker.port, "-q", "1", "-t", "lines", "-l"), lines);
        assertEquals(0, theirs.status());
        assertEquals(drain("lines", "lines", 5, "-F", "%x").out(), ours);
        assertEquals("61\n\n620d\n2020\n6c617374\n", ours);
    }

    @Test
    void manyLinesArriveInOrder() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            lines.append(i).append('\n');
        }
        for (String qos : List.of("1", "2")) {
            session("many" + qos, "many");
            good(Cli.run(lines.toString().getBytes(UTF_8), line("pub", "-q", qos, "-t", "many", "-l", "-M", "7")));
            assertEquals(lines.toString(), drain("many" + qos, "many", 900).out());
            good(Cli.run(line("sub", "-i", "many" + qos, "-t", "x", "-E")));
        }
    }

    @Test
    void arePrintedUnchanged() {
        session("raw", "raw");
        pub("-q", "1", "-t", "raw", "--hex", "-m", "1b5b326a00ff");
        pub("-q", "1", "-t", "raw", "-n");
        pub("-q", "1", "-t", "raw", "-m", "x");
        assertArrayEquals(
                new byte[] {0x1b, 0x5b, 0x32, 0x6a, 0, (byte) 0xff, '\n', 'x', '\n'},
                drain("raw", "raw", 3).bytes());
    }

    /// Each topic has a line, whatever its messages are like.
    @Test
    void areWatchedOnLinesThatStay() {
        session("watched", "watched/#");
        pub("-q", "1", "-t", "watched/a", "-m", "a line\nand\tanother");
        pub("-q", "1", "-t", "watched/b", "-m", "long".repeat(9));
        pub("-q", "1", "-t", "watched/a", "-m", "ä");
        Cli sub = Cli.start(
                new Terminal(24, false),
                java.io.InputStream.nullInputStream(),
                line("sub", "-c", "-i", "watched", "-q", "1", "-t", "watched/#", "-C", "3", "-W", "60", "-w", "-v"));
        assertEquals(
                "\033[2J\033[1;1H\033[Kwatched/a a line and ano"
                        + "\033[2;1H\033[Kwatched/b longlonglonglo\033[1;1H\033[Kwatched/a ä",
                sub.end().out());
    }

    @Test
    void areEscapedOnATerminal() {
        session("terminal", "terminal");
        pub("-q", "1", "-t", "terminal", "--hex", "-m", "1b5b326a 0a 09 22 5c c3a4 c29b ff e280ae");
        Cli sub = Cli.start(
                new Terminal(80, false),
                java.io.InputStream.nullInputStream(),
                line("sub", "-c", "-i", "terminal", "-t", "terminal", "-C", "1", "-W", "60", "-F", "\\e[1m%p\\e[0m"));
        assertEquals(
                "\033[1m\\u001b[2j\n\t\"\\ä\\u009b\\xff\\u202e\033[0m\n",
                sub.end().out());
    }

    @Test
    void arePrintedInManyForms() {
        session("forms", "forms");
        for (int i = 0; i < 5; i++) {
            pub("-q", "1", "-t", "forms", "-m", "a b");
        }
        assertEquals("a b", drain("forms", "forms", 1, "-N").out());
        assertEquals("612062\n", drain("forms", "forms", 1, "--hex").out());
        assertEquals(
                "forms YSBi\n", drain("forms", "forms", 1, "--base64", "-v").out());
        assertEquals(
                "\033[2J\033[1;1H\033[Kforms a b",
                drain("forms", "forms", 1, "-w", "-v").out());
        String json = drain("forms", "forms", 1, "--json").out();
        assertTrue(
                json.matches("\\{\"tst\":\"[^\"]+\",\"topic\":\"forms\",\"qos\":1,\"retain\":0,\"payloadlen\":3,"
                        + "\"mid\":\\d+,\"payload\":\"a b\"}\n"),
                json);
    }

    @Test
    void haveTheFormatsOfMosquittoSub() {
        Peer.need("mosquitto_sub");
        List<String> formats = List.of(
                "%t|%p|%l|%q|%r|%%|@@|\\n\\t\\\\|@Q",
                "[%10t][%-10t][%.2t][%010t][%5.2C][%C][%D]",
                "[%E][%05E][%-5E][%F][%3F][%03F][%A][%5A]",
                "[%5l][%05l][%-5l][%20p][%-20p][%020p][%.2p]",
                "[%P][%R][%6.2R][%-8.3R][%S][%5S][%x][%X]",
                "@Y");
        for (String format : formats) {
            String[] theirs = {"mosquitto_sub", "-c", "-i", "t", "-q", "1", "-t", "format", "-V", "5"};
            mosquitto(with(theirs, "-E"));
            session("o", "format");
            pub(
                    // @formatter:off
                    "-q", "1", "-t", "format", "-m", "{\"x\": 1}",
                    "-D", "publish", "content-type", "text/plain", "-D", "publish", "correlation-data", "abc",
                    "-D", "publish", "user-property", "k", "v", "-D", "publish", "user-property", "k", "w w",
                    "-D", "publish", "message-expiry-interval", "60000",
                    "-D", "publish", "payload-format-indicator", "1", "-D", "publish", "response-topic", "r/t");
                    // @formatter:on
            // The broker counts the seconds down that the message waits.
            String ours = drain("o", "format", 1, "-F", format).out().replaceAll("59[89]\\d\\d", "60000");
            String expected = mosquitto(with(theirs, "-C", "1", "-F", format)).replaceAll("59[89]\\d\\d", "60000");
            assertEquals(expected, ours, format);
        }
    }

    @Test
    void areFilteredByTopicAndRetainFlag() {
        pub("-r", "-q", "1", "-t", "kept/a", "-m", "old");
        pub("-r", "-q", "1", "-t", "kept/b", "-m", "old");
        assertEquals(
                "kept/b 1\n",
                Cli.run(line("sub", "-t", "kept/#", "-T", "kept/a", "-C", "1", "-F", "%t %r", "-W", "60"))
                        .out());
        String[] watch = line("sub", "-t", "kept/#", "-R", "-C", "1", "-v", "-W", "60", "-i", "watcher", "-q", "1");
        Cli fresh = Cli.start(watch);
        broker.awaitLog("Sending SUBACK to watcher");
        pub("-q", "1", "-t", "kept/b", "-m", "new");
        assertEquals("kept/b new\n", fresh.end().out());

        Cli only = Cli.start(line("sub", "-t", "kept/#", "--retained-only", "-v", "-i", "only", "-W", "60"));
        broker.awaitLog("Sending SUBACK to only");
        pub("-t", "kept/b", "-m", "live");
        assertEquals("kept/a old\nkept/b old\n", only.end().out());

        Run published = Cli.run(line(
                // @formatter:off
                "sub", "-t", "kept/a", "--retain-as-published", "--retain-handling", "never", "-E"));
                // @formatter:on
        good(published);
        Cli never = Cli.start(line(
                "sub",
                "-t",
                "kept/a",
                "--retain-handling",
                "never",
                "--retain-as-published",
                "-C",
                "1",
                "-F",
                "%p %r",
                "-i",
                "never",
                "-W",
                "60"));
        broker.awaitLog("Sending SUBACK to never");
        pub("-r", "-t", "kept/a", "-m", "again");
        assertEquals("again 1\n", never.end().out());

        good(Cli.run(line("sub", "-t", "kept/#", "-T", "kept/b", "--remove-retained", "-C", "1", "-W", "60")));
        assertEquals(
                "kept/b\n",
                Cli.run(line("sub", "-t", "kept/#", "-C", "1", "-F", "%t", "-W", "60"))
                        .out());
    }

    @Test
    void areChosenByChance() {
        session("chance", "chance");
        byte[] lines = "x\n".repeat(90).getBytes(UTF_8);
        good(Cli.run(lines, line("pub", "-q", "1", "-t", "chance", "-l")));
        assertEquals(
                90,
                drain("chance", "chance", 90, "--random-filter", "100").out().length() / 2);
        Run none = Cli.run(line("sub", "-t", "chance", "--random-filter", "0"));
        assertEquals(2, none.status());
    }

    @Test
    void areCountedEachSecond() {
        Cli rate = Cli.start(line("sub", "-t", "rate", "--message-rate", "-C", "4", "-i", "rate"));
        broker.awaitLog("Sending SUBACK to rate");
        pub("-t", "rate", "-m", "x", "--repeat", "3", "--repeat-delay", "0.001");
        rate.awaitOut(lines -> lines.lines().mapToInt(Integer::parseInt).sum() == 3);
        pub("-t", "rate", "-m", "x");
        assertEquals(0, rate.end().status());
    }

    @Test
    void haveTheirPropertiesKept() {
        session("properties", "properties");
        pub(
                // @formatter:off
                "-q", "1", "-t", "properties", "-m", "x",
                "-D", "publish", "correlation-data", "hex:00ff", "-D", "publish", "user-property", "a b", "c=d",
                "-D", "PUBLISH", "topic-alias", "1");
                // @formatter:on
        String json = drain("properties", "properties", 1, "--json").out();
        assertTrue(
                json.contains("\"properties\":{\"correlation-data-base64\":\"AP8=\","
                        + "\"user-properties\":[{\"a b\":\"c=d\"}]}"),
                json);
        Cli sub = Cli.start(line(
                "sub",
                "-t",
                "numbered",
                "-D",
                "subscribe",
                "subscription-identifier",
                "7",
                "-C",
                "1",
                "-F",
                "%S",
                "-i",
                "numbered",
                "-W",
                "60"));
        broker.awaitLog("Sending SUBACK to numbered");
        pub("-t", "numbered", "-m", "x");
        assertEquals("7\n", sub.end().out());
    }

    @Test
    void comeNoMoreAfterUnsubscribing() {
        session("gone", "gone/a");
        good(Cli.run(line("sub", "-c", "-i", "gone", "-U", "gone/a", "-t", "gone/b", "-q", "1", "-E")));
        pub("-q", "1", "-t", "gone/a", "-m", "a");
        pub("-q", "1", "-t", "gone/b", "-m", "b");
        assertEquals("b\n", drain("gone", "gone/b", 1).out());
    }
}
