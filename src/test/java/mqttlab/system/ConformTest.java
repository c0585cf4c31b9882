package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `conform` with Debian's mosquitto: what is known to be wrong there is found, and nothing else.
class ConformTest {

    /// The page that lists where mosquitto and the standard disagree, a row for each conversation.
    private static final Path PAGE = Run.PROJECT.resolve("docs/conform.md");

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

    private static Run conform(String... args) {
        List<String> all = new ArrayList<>(List.of("conform", "127.0.0.1:" + broker.port));
        all.addAll(List.of(args));
        return Cli.run(all.toArray(String[]::new));
    }

    /// "5.0 title" for each row of the table of disagreements.
    private static Set<String> disagreements() throws IOException {
        Set<String> known = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split(" *\\| *", -1);
            if (cells.length == 5 && cells[1].matches("3\\.1\\.1|5\\.0|both")) {
                for (String version : cells[1].equals("both") ? List.of("3.1.1", "5.0") : List.of(cells[1])) {
                    known.add(version + " " + cells[2]);
                }
            }
        }
        return known;
    }

    @Test
    void mosquittoDisagreesWhereThePageSaysSo() throws IOException {
        Run version = Run.of(new ProcessBuilder("mosquitto", "-h"), new byte[0]);
        assumeTrue(version.out().startsWith("mosquitto version 2.0.11"), "the page is about 2.0.11");
        Run run = conform("-T", "json", "--jobs", "64");
        assertEquals("", run.err());
        Set<String> failed = new TreeSet<>();
        List<String> accounts = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            JsonNode it = JsonMapper.shared().readTree(line);
            if (it.path("outcome").asString("").equals("failed")) {
                failed.add(it.get("version").asString() + " "
                        + it.get("conversation").asString());
                accounts.add(
                        it.get("conversation").asString() + ": " + it.get("why").asString());
            }
        }
        assertEquals(String.join("\n", disagreements()), String.join("\n", failed), String.join("\n", accounts));
        assertEquals(1, run.status());
    }

    @Test
    void aStatementThatIsKeptPasses() {
        Run run = conform("--statement", "MQTT-3.1.4-4", "--mqtt-version", "3.1.1");
        assertEquals(0, run.status(), run.out());
        assertTrue(run.out().startsWith("3.1.1  MQTT-3.1.4-4   passed          After successful"), run.out());
        assertTrue(run.out().endsWith(" statements: 1 passed\n"), run.out());
    }

    @Test
    void whatFailsIsShownWithItsPackets() {
        Run run = conform("--statement", "MQTT-2.2.2-2", "--timeout", "3");
        assertEquals(1, run.status());
        assertTrue(run.out().contains("MQTT-2.2.2-2   FAILED"), run.out());
        assertTrue(run.out().contains("    > PINGREQ     broken rule: Reserved at byte 0"), run.out());
        assertTrue(run.out().contains("   # c1 00\n    < PINGRESP   # d0 00\n"), run.out());
        assertTrue(run.out().contains("        < closed 0x81\n    but: there came PINGRESP\n"), run.out());
    }

    @Test
    void junitHasATestCaseForEachStatement(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.xml");
        Run run = conform(
                "--statement",
                "MQTT-2.2.2-2",
                "--statement",
                "MQTT-3.12.4-1",
                "--timeout",
                "3",
                "--junit",
                file.toString());
        assertEquals(1, run.status());
        NodeList cases = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(file))))
                .getElementsByTagName("testcase");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < cases.getLength(); i++) {
            Element it = (Element) cases.item(i);
            boolean isFailure = it.getElementsByTagName("failure").getLength() > 0;
            names.add(it.getAttribute("classname") + " " + it.getAttribute("name") + (isFailure ? " failed" : ""));
        }
        assertEquals(
                List.of("MQTT 3.1.1 MQTT-2.2.2-2 failed", "MQTT 3.1.1 MQTT-3.12.4-1", "MQTT 5.0 MQTT-3.12.4-1"), names);
    }

    @Test
    void aServerThatWantsAPasswordGetsIt() {
        String[] line = {"conform", "127.0.0.1:" + broker.locked, "--statement", "MQTT-3.12.4-1"};
        Run without = Cli.run(line);
        assertEquals(1, without.status());
        assertTrue(without.err().startsWith("mqttlab: the server refuses MQTT 5.0 with CONNACK 0x87"), without.err());
        List<String> with = new ArrayList<>(List.of(line));
        with.addAll(List.of("--user", "kitchen", "--password", Broker.PASSWORD));
        Run run = Cli.run(with.toArray(String[]::new));
        assertEquals(0, run.status(), run.out() + run.err());
    }

    @Test
    void nothingIsLeftBehind() {
        Run run = conform("--statement", "MQTT-3.3.1-5", "--statement", "MQTT-3.1.2-17");
        assertEquals(0, run.status(), run.out());
        // The mark tells that the subscriber was there.
        Cli.run("pub", "-p", "" + broker.port, "-t", "conform/mark", "-m", "x", "-q", "1", "-r");
        Run left = Cli.run("sub", "-p", "" + broker.port, "-t", "conform/#", "-C", "1", "-F", "%t");
        Cli.run("pub", "-p", "" + broker.port, "-t", "conform/mark", "-n", "-q", "1", "-r");
        assertEquals("conform/mark\n", left.out());
    }

    @Test
    void conversationsOfOnesOwnAreHeld(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.txt"), """
            == Ours
            3.1.1 MQTT-3.12.4-1
            > CONNECT
            < CONNACK
            > c0 00
            < d0 00
            """);
        Run run = conform("--file", file.toString(), "-v");
        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(run.out().contains("passed  Ours  (" + file + ":1, 3.1.1)"), run.out());
        Files.writeString(file, "== Ours\n3.1.1 MQTT-3.12.4-1\n> PING\n");
        Run wrong = conform("--file", file.toString());
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("own.txt:3: expected bytes or the name of a packet type"), wrong.err());
        Files.writeString(file, "");
        Run empty = conform("--file", file.toString());
        assertEquals(2, empty.status());
        assertTrue(empty.err().endsWith("own.txt: expected conversations, and found none to hold\n"), empty.err());
    }

    /// A server that takes CONNECT of the one version, and closes on that of the other.
    private static Thread serve(ServerSocket socket, int level) {
        return Thread.ofVirtual().start(() -> {
            while (true) {
                try (Socket client = socket.accept()) {
                    InputStream in = client.getInputStream();
                    for (int first = in.read(); first >= 0; first = in.read()) {
                        byte[] rest = in.readNBytes(in.read());
                        if (first == 0x10 && rest[6] != level) {
                            break;
                        }
                        String answer = first == 0x10 ? "20020000" : first == 0xc0 ? "d000" : "";
                        client.getOutputStream().write(HexFormat.of().parseHex(answer));
                    }
                } catch (IOException e) {
                    if (socket.isClosed()) {
                        return;
                    }
                }
            }
        });
    }

    @Test
    void aVersionThatIsRefusedIsSaid() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            serve(socket, 4);
            String server = "127.0.0.1:" + socket.getLocalPort();
            Run both = Cli.run("conform", server, "--statement", "MQTT-3.12.4-1", "--jobs", "1");
            assertEquals(0, both.status(), both.out() + both.err());
            assertEquals(
                    "mqttlab: the server closes on a CONNECT of MQTT 5.0, so that nothing is tested in this version\n",
                    both.err());
            assertTrue(both.out().endsWith(" statements: 1 passed, 1 skipped\n"), both.out());
            Run one = Cli.run("conform", server, "--statement", "MQTT-3.12.4-1", "-V", "5");
            assertEquals(1, one.status());
            assertEquals("mqttlab: the server closes on a CONNECT of MQTT 5.0\n", one.err());
        }
    }

    /// What was found out is not lost with the file.
    @Test
    void theReportIsShownWhereJunitsCannotBeWritten(@TempDir Path folder) {
        Run run = conform("--statement", "MQTT-3.12.4-1", "--junit", folder.resolve("no/report.xml") + "");
        assertTrue(run.status() > 1, run.err());
        assertTrue(run.out().endsWith(" statements: 2 passed\n"), run.out());
    }

    @Test
    void aStatementIsExplained() {
        Run run = Cli.run("conform", "--explain", "MQTT-3.1.0-2", "-V", "5");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("MQTT-3.1.0-2 of 5.0, 3.1 CONNECT (server)\n"), run.out());
        assertTrue(run.out().contains("\n    == A second CONNECT ends the connection\n"), run.out());
        Run not = Cli.run("conform", "--explain", "MQTT-6.0.0-4", "-V", "5");
        assertTrue(not.out().contains("\nNot observable: "), not.out());
        Run list = Cli.run("conform", "--list");
        assertTrue(list.out().contains("\n5.0    MQTT-3.1.0-2   A second CONNECT ends"), list.out());
        assertFalse(list.out().contains("MQTT-4.5.0-2"), list.out());
    }

    @Test
    void mistakesAreSaid() throws IOException {
        assertEquals(2, Cli.run("conform").status());
        assertEquals(2, conform("--statement", "MQTT-1.1.1-1").status());
        assertEquals(2, conform("--explain", "MQTT-1.1.1-1").status());
        assertEquals(2, conform("-V", "3.1").status());
        assertEquals(2, conform("--jobs", "0").status());
        assertEquals(66, conform("--file", "/nowhere/x.txt").status());
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Run run = Cli.run("conform", "127.0.0.1:" + free);
        assertEquals(1, run.status());
        assertTrue(run.err().startsWith("mqttlab: no connection to 127.0.0.1:" + free), run.err());
    }
}
