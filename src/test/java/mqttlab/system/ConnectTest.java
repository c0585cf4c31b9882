package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `connect`: each step to a server, and each way not to get there.
class ConnectTest {

    private static final String CA = Broker.PEM.resolve("ca.pem").toString();

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

    private static Run connect(int port, String... args) {
        List<String> all = new ArrayList<>(List.of("connect", "127.0.0.1", Integer.toString(port)));
        all.addAll(List.of(args));
        return Cli.run(all.toArray(String[]::new));
    }

    private static void good(Run run) {
        assertEquals("", run.err());
        assertEquals(0, run.status(), run.out());
    }

    /// It failed with this status, there, for this reason.
    private static void bad(int status, String at, String why, Run run) {
        assertTrue(run.err().startsWith("mqttlab: failed at " + at + ": "), run.err());
        assertTrue(run.err().contains(why), run.err());
        assertEquals(status, run.status(), run.err());
    }

    /// It prints this, between any number of blanks.
    private static void shows(Run run, String text) {
        assertTrue(run.out().replaceAll(" +", " ").contains(text), run.out());
    }

    private static List<String> names(Run run) {
        List<String> names = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            if (!line.startsWith(" ")) {
                names.add(line.substring(0, line.indexOf(' ')));
            }
        }
        return names;
    }

    /// A server that says this to whatever it hears first, or nothing, and closes the connection or waits.
    private static Run with(byte[] answer, boolean closes, String... args) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        InputStream in = socket.getInputStream();
                        if (in.read(new byte[4096]) > 0) {
                            socket.getOutputStream().write(answer);
                        }
                        if (!closes) {
                            in.transferTo(OutputStream.nullOutputStream());
                        }
                    } catch (IOException _) {
                        // The client has gone, or the test is over.
                    }
                }
            });
            return connect(server.getLocalPort(), args);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    @Test
    void saysEachStep() {
        Run run = connect(broker.port, "step");
        good(run);
        assertEquals(List.of("resolve", "tcp", "connect", "connack", "ping", "disconnect"), names(run));
        assertTrue(broker.awaitLog(" as step (").contains("p5, c1, k60"));
        shows(run, "\nconnect MQTT 5.0, client \"step\", clean start");
        shows(run, "Receive Maximum 20\n");
        shows(run, "Maximum QoS 2 (not said: as the standard has it)\n");
    }

    @Test
    void takesWhatPubTakes() {
        good(Cli.run("connect", "-h", "127.0.0.1", "-p", "" + broker.port, "-i", "opts", "-V", "31", "-k", "9"));
        assertTrue(broker.awaitLog(" as opts (").contains("p1, c1, k9"));
        good(Cli.run("connect", "mqtt://kitchen:p%C3%A4ss%20word@127.0.0.1:" + broker.locked, "-i", "byurl"));
        assertTrue(broker.awaitLog(" as byurl (").contains("u'kitchen'"));
        assertEquals(
                List.of("unix", "connect", "connack", "ping", "disconnect"),
                names(Cli.run("connect", "--unix", "" + broker.unix)));
        good(Cli.run("connect", "127.0.0.1:" + broker.port));
        assertEquals(2, Cli.run("connect", "a", "-h", "b").status());
        assertEquals(2, Cli.run("connect", "a:1", "2").status());
        assertEquals(2, Cli.run("connect", "a", "1", "-p", "2").status());
        assertEquals(2, Cli.run("connect", "a", "b").status());
        assertEquals(2, Cli.run("connect", "a", "1", "c", "d").status());
    }

    /// It has said something, and wants to say more.
    @Test
    void endsQuietlyWhenNobodyReads() {
        String command = "./mqttlab connect 127.0.0.1 " + broker.port;
        for (String script : List.of("| head -n 1", ">/dev/full")) {
            ProcessBuilder process = new ProcessBuilder("sh", "-c", command + " " + script);
            Run run = Run.of(process.directory(Run.PROJECT.toFile()), new byte[0]);
            assertEquals(
                    script.startsWith("|") ? "" : "mqttlab: standard output: No space left on device\n", run.err());
        }
    }

    @Test
    void showsTheCertificates() {
        Run run = connect(broker.tls, "--cafile", CA);
        good(run);
        assertEquals(List.of("resolve", "tcp", "tls", "connect", "connack", "ping", "disconnect"), names(run));
        shows(run, "\ntls TLSv1.3, TLS_");
        shows(run, "made out to localhost, 127.0.0.1\n");
        shows(run, "days left)\n");
    }

    @Test
    void asJson() {
        Run run = connect(broker.tls, "--cafile", CA, "--json");
        good(run);
        List<JsonNode> all = new ArrayList<>();
        run.out().lines().forEach(line -> all.add(JsonMapper.shared().readTree(line)));
        assertEquals("tls", all.get(2).get("step").asString());
        JsonNode certificate = all.get(2).get("certificates").get(0);
        assertEquals("CN=localhost", certificate.get("subject").asString());
        assertEquals(20, all.get(4).get("receive-maximum").asInt());
        assertTrue(all.get(4).get("retain-available").asBoolean());
        assertTrue(all.get(5).get("ms").isNumber());
    }

    @Test
    void saysWhatAServerSays() throws IOException {
        // Session present; Maximum QoS 1, Retain Available 0, Reason String "hi\\x1b", User Property a=b, Server Keep
        // Alive 5.
        byte[] connAck = hex("20 17 01 00 14 2401 2500 1f0003 68691b 26 000161 000162 130005");
        Run run = with(connAck, true, "-i", "x", "-c");
        bad(1, "PINGREQ", "The connection is lost", run);
        shows(run, "Session goes on\n");
        shows(run, "Maximum QoS 1\n");
        shows(run, "Retain Available no\n");
        shows(run, "Reason String hi\\u001b\n");
        shows(run, "User Property a = b\n");
        shows(run, "5 s, as the server wants it; we asked for 60\n");
    }

    @Test
    void saysWhyItIsRefused() {
        Run run = connect(broker.locked, "-V", "311");
        bad(5, "CONNECT", "not authorized", run);
        shows(run, "\nconnack Connection Refused, not authorized (0x5)");
        bad(0x87, "CONNECT", "Check user name and password", connect(broker.locked, "-u", "kitchen", "-P", "no"));
    }

    @Test
    void saysWhereNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        bad(1, "connecting", "nobody listens on this port", connect(free));
        bad(1, "resolving the host name", "nobody knows this host name", Cli.run("connect", "nowhere.invalid"));
    }

    @Test
    void tellsCertificatesApart() {
        Run run =
                connect(broker.tls, "--cafile", Broker.PEM.resolve("other.pem").toString());
        bad(1, "TLS", "nobody we trust has signed", run);
        shows(run, "look without checking, the server shows\n");
        shows(run, "issued by CN=mqttlab test CA\n");
        run = connect(broker.tls, "--cafile", CA, "--tls-server-name", "broker.example");
        bad(1, "TLS", "made out to others", run);
        assertTrue(run.err().contains("expected  broker.example, found localhost, 127.0.0.1\n"), run.err());
        run = connect(broker.mutualTls, "--cafile", CA);
        assertTrue(run.err().contains("wants a certificate of ours"), run.err());
        assertTrue(run.err().contains("--cert FILE --key FILE"), run.err());
    }

    @Test
    void tellsTheDatesOfCertificates() {
        String authority = Broker.PEM.resolve("dates-ca.pem").toString();
        Run run = connect(broker.expired, "--cafile", authority);
        bad(1, "TLS", "a certificate of the server has expired", run);
        shows(run, "valid 2020-01-01T00:00:00Z to 2021-01-01T00:00:00Z (expired ");
        run = connect(broker.future, "--cafile", authority);
        bad(1, "TLS", "a certificate of the server is not valid yet", run);
        assertTrue(run.err().contains("setting the clock of this machine right"), run.err());
        shows(run, "(not yet: from ");
    }

    @Test
    void tellsPortsApart() throws IOException {
        bad(1, "CONNECT", "the port speaks TLS, and we did not", connect(broker.tls, "--no-tls"));
        bad(1, "CONNECT", "the port speaks TLS, and we did not", with(hex("15 03 01 00 02 02 46"), true));
        byte[] http = "HTTP/1.1 400 Bad\33[2J Request\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        Run run = with(http, true);
        bad(1, "CONNECT", "the port speaks HTTP (\"HTTP/1.1 400 Bad\\u001b[2J Request\")", run);
        bad(1, "TLS", "try       --no-tls", with(http, false, "--insecure"));
        bad(1, "CONNECT", "another port", with("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII), true));
        bad(1, "opening the WebSocket", "HTTP status 400", with(http, true, "--ws"));
    }

    @Test
    void tellsSilenceFromAClosedDoor() throws IOException {
        bad(1, "CONNECT", "closed the connection without an answer", with(new byte[0], true));
        bad(1, "CONNECT", "has not answered CONNECT in 500 ms", with(new byte[0], false, "--connect-timeout", "0.5"));
        bad(
                1,
                "TLS",
                "does not answer a handshake",
                with(new byte[0], false, "--insecure", "--connect-timeout", "0.5"));
        Run run = with(hex("20 03 00 00 00"), true, "--json");
        assertEquals(1, run.status(), run.err());
        JsonNode last = JsonMapper.shared().readTree(run.out().lines().toList().getLast());
        assertEquals("failure", last.get("step").asString());
        assertEquals("PINGREQ", last.get("at").asString());
    }

    @Test
    void staysUntilTheServerGoes() throws IOException {
        // CONNACK, PUBLISH "hi" to a/b, PINGRESP, DISCONNECT "Server shutting down".
        Run run = with(
                hex("20 03 00 00 00 / 30 08 0003 612f62 00 6869 / d0 00 / e0 01 8b".replace("/", "")), false, "--stay");
        assertEquals(1, run.status(), run.err());
        assertTrue(run.err().contains("Server shutting down (0x8b)"), run.err());
        shows(run, "received PUBLISH a/b QoS 0 2 bytes \"hi\"\n");
        assertFalse(run.out().contains("\ndisconnect "), run.out());
    }
}
