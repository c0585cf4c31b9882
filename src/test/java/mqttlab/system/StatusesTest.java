package mqttlab.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The exit statuses of `pub`, `sub` and `rr`: a test for each row of the table in docs/commands.md.
class StatusesTest {

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

    private static void check(int status, String err, Run run) {
        assertEquals(err, run.err());
        assertEquals(status, run.status(), run.err());
    }

    private static Run at(int port, String command, String... args) {
        List<String> all = new ArrayList<>(List.of(command, "-p", Integer.toString(port)));
        all.addAll(List.of(args));
        return Cli.run(all.toArray(String[]::new));
    }

    /// What happens with a server that says these bytes, whatever it hears, and then listens until the client goes.
    private static Run with(String answers, String command, String... args) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    byte[] buffer = new byte[4096];
                    for (String answer : answers.split(" / ")) {
                        if (in.read(buffer) < 0) {
                            return;
                        }
                        socket.getOutputStream().write(HexFormat.of().parseHex(answer.replace(" ", "")));
                    }
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException _) {
                    // The client has gone.
                }
            });
            return at(server.getLocalPort(), command, args);
        }
    }

    @Test
    void zeroWhenAllIsWell() {
        check(0, "", at(broker.port, "pub", "-t", "a", "-m", "x", "-q", "2"));
        check(0, "", at(broker.port, "sub", "-t", "a", "-E"));
        check(0, "", Cli.run("pub", "--version"));
    }

    @Test
    void oneWithoutAServer() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        check(
                1,
                "mqttlab: Cannot connect to 127.0.0.1:" + free + " (127.0.0.1): Connection refused\n",
                at(free, "pub", "-h", "127.0.0.1", "-t", "a", "-m", "x"));
        check(1, "", at(free, "sub", "-t", "a", "--quiet"));
    }

    @Test
    void oneWhenTheConnectionIsLostBeforeTheAnswer() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    byte[] buffer = new byte[4096];
                    assertTrue(socket.getInputStream().read(buffer) > 0);
                    socket.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
                    assertTrue(socket.getInputStream().read(buffer) > 0);
                } catch (IOException _) {
                    // The client has gone.
                }
            });
            Run run = at(server.getLocalPort(), "pub", "-t", "a", "-m", "x", "-q", "1");
            check(1, "mqttlab: The connection is lost: The server closed the connection.\n", run);
        }
    }

    @Test
    void theCodeOfConnack() {
        String told = "mqttlab: The server refused the connection: ";
        Run run = at(broker.locked, "pub", "-t", "a", "-m", "x", "-V", "311");
        assertEquals(5, run.status(), run.err());
        assertTrue(run.err().startsWith(told), run.err());
        run = at(broker.locked, "sub", "-t", "a", "-u", "kitchen", "-P", "wrong");
        assertEquals(0x87, run.status(), run.err());
        assertTrue(run.err().startsWith(told + "Not authorized (0x87)"), run.err());
    }

    @Test
    void theCodeOfSuback() throws IOException {
        String[] user = {"-u", "kitchen", "-P", Broker.PASSWORD, "-W", "60"};
        Run all = with("20 03 00 00 00 / 90 04 0001 00 87", "sub", "-t", "a");
        check(0x87, "mqttlab: the server refused the subscription to a: Not authorized (0x87)\n", all);
        Run some = with("20 03 00 00 00 / 90 05 0001 00 00 8f", "sub", "-t", "a", "-t", "b", "-E");
        check(0x8f, "mqttlab: the server refused the subscription to b: Topic Filter invalid (0x8f)\n", some);
        Run old = with("20 02 00 00 / 90 03 0001 80", "sub", "-t", "a", "-V", "311");
        check(0x80, "mqttlab: the server refused the subscription to a: Unspecified error (0x80)\n", old);
        Run kept = with("20 03 00 00 00 / b0 05 0001 00 00 87", "sub", "-U", "a", "-U", "b", "-E");
        check(0x87, "mqttlab: the server refused to end the subscription to b: Not authorized (0x87)\n", kept);
        check(0, "", at(broker.locked, "sub", with(user, "-t", "open/a", "-E")));
    }

    private static String[] with(String[] args, String... more) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void theCodeOfPubackAndPubrec() {
        String[] user = {"-u", "kitchen", "-P", Broker.PASSWORD};
        for (String qos : List.of("1", "2")) {
            Run run = at(broker.locked, "pub", with(user, "-t", "closed", "-m", "x", "-q", qos));
            assertEquals(0x87, run.status(), run.err());
            assertTrue(
                    run.err().startsWith("mqttlab: The server refused the message to closed: Not authorized (0x87)"));
        }
        String[] lineOptions = {"pub", "-p", "" + broker.locked, "--topic-lines", "-q", "1"};
        Run lines = Cli.run("closed 1\nother 2\nopen/a 3\n".getBytes(UTF_8), with(lineOptions, user));
        assertEquals(0x87, lines.status(), lines.err());
        assertTrue(lines.err().startsWith("mqttlab: 2 of 3 messages were refused; the first: "), lines.err());
    }

    @Test
    void twentySevenWhenTheTimeIsOver() throws IOException {
        check(27, "mqttlab: the 0.2 s of -W have passed\n", at(broker.port, "sub", "-t", "silence", "-W", "0.2"));
        check(
                27,
                "mqttlab: the 0.2 s of -W have passed\n",
                at(broker.port, "rr", "-t", "a", "-m", "x", "-W", "0.2", "-V", "311", "-e", "silence"));
        check(27, "", at(broker.port, "sub", "-t", "silence", "-W", "0.2", "--quiet"));
        check(27, "mqttlab: the 0.2 s of -W have passed\n", with("", "pub", "-t", "a", "-m", "x", "-W", "0.2"));
    }

    @Test
    void twoForAMistakeOnTheCommandLine() {
        for (String[] args : List.of(
                // @formatter:off
                new String[] {"pub", "-t", "a"},
                new String[] {"pub", "-m", "a"},
                new String[] {"pub", "-t", "a", "-m", "x", "-n"},
                new String[] {"pub", "-t", "a", "-m", "x", "-q", "3"},
                new String[] {"pub", "-t", "a", "-m", "x", "-p", "65536"},
                new String[] {"pub", "-t", "a", "-m", "x", "-V", "3"},
                new String[] {"pub", "-t", "a", "-m", "x", "-V", "6"},
                new String[] {"pub", "-t", "a", "-m", "x", "-c"},
                new String[] {"pub", "-t", "a", "-m", "x", "-i", "a", "-I", "b"},
                new String[] {"pub", "-t", "a", "-m", "x", "--psk", "00"},
                new String[] {"pub", "-t", "a", "-m", "x", "--tls-keylog", "file"},
                new String[] {"pub", "-t", "a", "-m", "x", "--tls-version", "tlsv1.1"},
                new String[] {"pub", "-t", "a", "-m", "x", "--ciphers", "NULL-MD5"},
                new String[] {"pub", "-t", "a", "-m", "x", "--cert", "file"},
                new String[] {"pub", "-t", "a", "-m", "00", "--hex", "--base64"},
                new String[] {"pub", "-t", "a", "-m", "x", "-P", "x", "--password-file", "file"},
                new String[] {"pub", "-t", "a", "-m", "x", "--will-topic", "a/#"},
                new String[] {"pub", "-t", "a", "-m", "x", "-f", "a\0b"},
                new String[] {"sub", "-t", "a", "-T", "b/#/c"},
                new String[] {"pub", "-t", "a", "-m", "x", "--proxy", "ftp://host"},
                new String[] {"pub", "-t", "a", "-m", "x", "-L", "http://host/a"},
                new String[] {"pub", "-t", "a", "-m", "x", "-D", "publish", "colour", "red"},
                new String[] {"pub", "-t", "a", "-m", "x", "-D", "publish", "maximum-qos", "1"},
                new String[] {"pub", "-t", "a", "-m", "x", "-D", "subscribe", "user-property", "a", "b"},
                new String[] {"pub", "-t", "a", "-m", "x", "-D", "publish", "content-type"},
                new String[] {"pub", "-t", "a", "-m", "x", "-V", "311", "-x", "5"},
                new String[] {"pub", "-t", "a", "-m", "x", "--will-qos", "1"},
                new String[] {"pub", "-t", "a", "-m", "x", "--nonsense"},
                new String[] {"pub", "-t", "a", "-l", "--repeat", "2"},
                new String[] {"sub"},
                new String[] {"sub", "-t", "a", "-R", "--retained-only"},
                new String[] {"sub", "-t", "a", "-V", "31", "--retain-as-published"},
                new String[] {"sub", "-t", "a", "-F", "%k"},
                new String[] {"sub", "-t", "a", "-F", "100%"},
                new String[] {"sub", "-t", "a", "-W", "soon"},
                new String[] {"rr", "-t", "a", "-m", "x", "-V", "311"},
                new String[] {"rr", "-t", "a"}
                // @formatter:on
                )) {
            Run run = Cli.run(args);
            assertEquals(2, run.status(), String.join(" ", args) + ": " + run.err());
            assertTrue(run.err().startsWith("mqttlab: "), run.err());
        }
        Run run = at(broker.port, "pub", "-t", "a/#", "-m", "x");
        assertEquals(2, run.status(), run.err());
    }

    @Test
    void sixtySixWithoutTheFile() {
        check(66, "mqttlab: /nowhere/x: no such file\n", Cli.run("pub", "-t", "a", "-f", "/nowhere/x"));
        check(66, "mqttlab: /nowhere/x: no such file\n", Cli.run("pub", "-t", "a", "-n", "--cafile", "/nowhere/x"));
        check(66, "", Cli.run("pub", "-t", "a", "-n", "--cafile", "/nowhere/x", "--quiet"));
    }
}
