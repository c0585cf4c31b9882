package mqttlab.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How `pub` and `sub` come to the server, as whom, and what `-d` shows of it.
class ConnectionsTest {

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

    /// Subscribes, and waits for no message; the broker logs who has come.
    private static Run visit(String id, String... args) {
        List<String> all = new ArrayList<>(List.of("sub", "-t", "open/a", "-E", "-i", id));
        all.addAll(List.of(args));
        return Cli.run(all.toArray(String[]::new));
    }

    private static String good(String id, String... args) {
        Run run = visit(id, args);
        assertEquals("", run.err());
        assertEquals(0, run.status());
        return broker.awaitLog(" as " + id + " (");
    }

    @Test
    void byTcp() {
        assertTrue(good("tcp", "-h", "127.0.0.1", "-p", "" + broker.port).contains("p5, c1, k60"));
        good("bound", "-A", "127.0.0.1", "-p", "" + broker.port, "--nodelay");
    }

    @Test
    void byUrl() {
        String url = "mqtt://kitchen:p%C3%A4ss%20word@127.0.0.1:" + broker.locked + "/open/%23";
        Run run = Cli.run("sub", "-L", url, "-E", "-i", "url");
        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(broker.awaitLog(" as url (").contains("u'kitchen'"));
        assertEquals("\topen/# (QoS 0)", broker.awaitLog("\topen/# (QoS 0)").replaceFirst("^\\d+: ", ""));
    }

    @Test
    void byTls() {
        String ca = Broker.PEM.resolve("ca.pem").toString();
        String port = "" + broker.tls;
        good("tls", "-p", port, "--cafile", ca);
        good(
                "tls12",
                "-p",
                port,
                "--cafile",
                ca,
                "--tls-version",
                "tlsv1.2",
                "--ciphers",
                "ECDHE-ECDSA-AES128-GCM-SHA256");
        good("tls13", "-p", port, "--cafile", ca, "--tls-version", "tlsv1.3", "--tls-alpn", "mqtt");
        good("insecure", "-p", port, "--insecure");
        good("named", "-h", "127.0.0.1", "-p", port, "--cafile", ca, "--tls-server-name", "localhost");
        good("blind", "-p", port, "--cafile", ca, "--tls-server-name", "broker.example", "--no-verify-host");
        assertEquals(
                1,
                visit("other", "-p", port, "--cafile", ca, "--tls-server-name", "broker.example")
                        .status());
        assertEquals(1, visit("system", "-p", port, "--tls-use-os-certs").status());
        assertEquals(1, visit("none", "-p", port, "--cafile", ca, "--no-tls").status());
    }

    @Test
    void byTlsWithACertificateOfOurs(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret\n");
        Path trusted = Files.createDirectory(directory.resolve("ca"));
        Files.copy(Broker.PEM.resolve("ca.pem"), trusted.resolve("ca.pem"));
        String cert = Broker.PEM.resolve("client.pem").toString();
        String[] ours = {"-p", "" + broker.mutualTls, "--capath", trusted.toString(), "--cert", cert, "--keyform", "pem"
        };
        List<String> all = new ArrayList<>(List.of(ours));
        all.addAll(List.of("--key", Broker.PEM.resolve("client-encrypted.key").toString()));
        all.addAll(List.of("--key-password-file", secret.toString()));
        good("mutual", all.toArray(String[]::new));
    }

    @Test
    void byWebSocketAndSocket() {
        good("ws", "-p", "" + broker.webSocket, "--ws", "--ws-header", "X-Test: 1");
        good("wspath", "-p", "" + broker.webSocket, "--ws-path", "/other");
        Run url = Cli.run("sub", "-L", "ws://127.0.0.1:" + broker.webSocket + "/a", "-E", "-i", "wsurl");
        assertEquals(0, url.status(), url.err());
        good("unix", "--unix", broker.unix.toString());
    }

    @Test
    void byProxy() throws IOException {
        assertArrayEquals(new byte[] {5, 1, 0}, firstBytes("socks5h://", "", 3));
        assertArrayEquals(new byte[] {5, 1, 2}, firstBytes("socks5://", "a%40b:c@", 3));
        assertEquals("CONNECT", new String(firstBytes("http://", "", 7), UTF_8));
    }

    /// What a proxy hears first.
    private static byte[] firstBytes(String scheme, String user, int count) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = server.accept()) {
                    return socket.getInputStream().readNBytes(count);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            String proxy = scheme + user + "127.0.0.1:" + server.getLocalPort();
            assertEquals(1, visit("proxy", "--proxy", proxy).status());
            return heard.join();
        }
    }

    @Test
    void asWhomTheUserSays(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), Broker.PASSWORD + "\nmore\n");
        String[] user = {"-h", "127.0.0.1", "-p", "" + broker.locked, "-u", "kitchen"};
        for (List<String> password : List.of(List.of("-P", Broker.PASSWORD), List.of("--password-file", "" + file))) {
            List<String> all = new ArrayList<>(List.of(user));
            all.addAll(password);
            assertTrue(good("user" + all.size() + password.getFirst(), all.toArray(String[]::new))
                    .contains("u'kitchen'"));
        }
        Run prefix = Cli.run("pub", "-p", "" + broker.port, "-I", "pre-", "-t", "a", "-n");
        assertEquals(0, prefix.status(), prefix.err());
        broker.awaitLog(" as pre-" + ProcessHandle.current().pid() + " (");
    }

    @Test
    void withTheSessionThatTheUserWants() {
        String[] port = {"-p", "" + broker.port};
        assertTrue(good("old", port[0], port[1], "-V", "mqttv31", "-k", "7").contains("p1, c1, k7"));
        assertTrue(good("kept", port[0], port[1], "-c", "-V", "311", "-k", "0").contains("p2, c0, k0"));
        Run run = visit(
                "expiring",
                port[0],
                port[1],
                "-x",
                "∞",
                "-d",
                "-D",
                "connect",
                "receive-maximum",
                "9",
                "-D",
                "disconnect",
                "session-expiry-interval",
                "5");
        String expiry = "Session Expiry Interval ";
        assertTrue(
                run.err()
                        .contains("CONNECT     MQTT 5.0, client \"expiring\", clean start, keep alive 60 s  {" + expiry
                                + "4294967295, Receive Maximum 9}"),
                run.err());
        assertTrue(run.err().contains("DISCONNECT  Normal disconnection  {" + expiry + "5}"), run.err());
    }

    @Test
    void withOptionsFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("options"),
                "# Of the kitchen\n\n-p " + broker.port
                        + "\n-i filed\n--will-topic a b\n-D connect user-property a b c\n-d\n");
        Run run = Cli.run("pub", "-o", file.toString(), "-t", "a", "-m", "x", "-i", "typed");
        assertEquals(0, run.status(), run.err());
        broker.awaitLog(" as typed (");
        assertTrue(run.err().contains("will a b"), run.err());
        assertTrue(run.err().contains("User Property \"a\"=\"b c\""), run.err());
    }

    @Test
    void showsEachPacket() {
        String[] line = {"pub", "-p", "" + broker.port, "-t", "a", "-m", "x", "-q", "2", "-i", "shown", "-d"};
        Run run = Cli.run(line);
        assertEquals("", run.out());
        String time = "\\d\\d:\\d\\d:\\d\\d\\.\\d{6} ";
        assertTrue(
                run.err()
                        .matches("(?s)" + time + "resolved localhost: .*" + time + "connected to \\S+:" + broker.port
                                + "\n" + time + "sent     CONNECT     MQTT 5.0, client \"shown\".*" + time
                                + "received CONNACK     Success.*"
                                + time + "sent     PUBLISH     a QoS 2 id 1 1 byte \"x\"\n" + time
                                + "received PUBREC      id 1.*" + time
                                + "sent     PUBREL      id 1\n" + time + "received PUBCOMP     id 1\n"
                                + "Sent PUBLISH \\(QoS 2, id 1\\), PUBREC after"
                                + " [0-9.]+ m?s, PUBCOMP after [0-9.]+ m?s\n"
                                + time
                                + "sent     DISCONNECT  Normal disconnection\n"),
                run.err());
        List<String> twice = new ArrayList<>(List.of(line));
        twice.add("-d");
        assertTrue(Cli.run(twice.toArray(String[]::new)).err().contains("  Payload (1 byte): \"x\"\n"));
    }

    @Test
    void showsEachPacketAsJson() {
        Run run = Cli.run("pub", "-p", "" + broker.port, "-t", "a", "-m", "x", "-q", "1", "-d", "--json");
        List<String> types = new ArrayList<>();
        for (String line : run.err().lines().toList()) {
            JsonNode packet = JsonMapper.shared().readTree(line);
            types.add(packet.get("sender").asString() + " " + packet.get("type").asString());
        }
        assertEquals(
                List.of("client CONNECT", "server CONNACK", "client PUBLISH", "server PUBACK", "client DISCONNECT"),
                types);
    }
}
