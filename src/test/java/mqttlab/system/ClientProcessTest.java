package mqttlab.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `pub` and `sub` as processes of their own: signals, pipes, the environment.
class ClientProcessTest {

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

    private static ProcessBuilder line(String command, String... args) {
        List<String> all =
                new ArrayList<>(List.of(Run.PROJECT.resolve("mqttlab").toString(), command));
        // Ended some time, whatever becomes of the test.
        all.addAll(List.of("-p", Integer.toString(broker.port), "-W", "100"));
        all.addAll(List.of(args));
        ProcessBuilder process = new ProcessBuilder(all);
        process.environment().put("MQTTLAB_BUILD", "no");
        process.environment().put("XDG_CONFIG_HOME", "/nowhere");
        return process;
    }

    private static Run run(ProcessBuilder process) {
        return Run.of(process, new byte[0]);
    }

    @Test
    void sayGoodbyeWhenTheUserEndsThem() throws IOException, InterruptedException {
        Process witness = line("sub", "-t", "will/#", "-v", "-i", "witness").start();
        broker.awaitLog("Sending SUBACK to witness");
        for (String signal : List.of("INT", "TERM")) {
            Process sub = line("sub", "-t", "x", "-i", "ended" + signal, "--will-topic", "will/" + signal)
                    .start();
            broker.awaitLog("Sending SUBACK to ended" + signal);
            assertEquals(0, signal(signal, sub));
            assertEquals(0, sub.waitFor());
            broker.awaitLog("Received DISCONNECT from ended" + signal);
        }
        Process pub = line("pub", "-t", "x", "-l", "-i", "lines").start();
        broker.awaitLog("Sending CONNACK to lines");
        assertEquals(0, signal("INT", pub));
        assertEquals(130, pub.waitFor());
        broker.awaitLog("Received DISCONNECT from lines");

        Process killed = line(
                        "sub",
                        "-t",
                        "x",
                        "-i",
                        "killed",
                        "--will-topic",
                        "will/killed",
                        "--will-payload",
                        "gone",
                        "--will-qos",
                        "1",
                        "--will-retain")
                .start();
        broker.awaitLog("Sending SUBACK to killed");
        killed.destroyForcibly().waitFor();
        try (BufferedReader out = witness.inputReader()) {
            assertEquals("will/killed gone", out.readLine());
        }
        assertEquals(0, signal("TERM", witness));
        witness.waitFor();
    }

    /// One connection after the other has the password.
    @Test
    void askForAPasswordOnce() {
        Peer.need("script");
        String command =
                Run.PROJECT.resolve("mqttlab") + " connect -p " + broker.locked + " --probe -u kitchen --ask-password";
        ProcessBuilder script = new ProcessBuilder("script", "-qec", command, "/dev/null");
        script.environment().put("MQTTLAB_BUILD", "no");
        Run run = Run.of(script, (Broker.PASSWORD + "\n").getBytes(UTF_8));
        assertEquals(2, run.out().split("Password of kitchen: ", -1).length, run.out());
        assertTrue(run.out().contains("connections made"), run.out());
    }

    /// While it tries to connect again.
    @Test
    void aPublisherWithoutAConnectionEndsAtOnce() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (server;
                        Socket socket = server.accept()) {
                    assertTrue(socket.getInputStream().read(new byte[4096]) > 0);
                    socket.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
                } catch (IOException _) {
                    // The client has gone.
                }
            });
            ProcessBuilder line = line("pub", "-t", "a", "-m", "x", "--repeat", "1000000", "--repeat-delay", "0.1");
            line.command().set(3, Integer.toString(server.getLocalPort()));
            Process pub = line.start();
            try (BufferedReader err = pub.errorReader()) {
                String told = err.readLine();
                assertTrue(told.endsWith("Trying again in 1 s."), told);
                assertEquals(0, signal("INT", pub));
                assertEquals(
                        List.of(),
                        err.lines().filter(it -> !it.startsWith("mqttlab: ")).toList());
            }
            assertEquals(130, pub.waitFor());
        }
    }

    private static int signal(String name, Process process) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Test
    void connectAgainWhenTheServerComesBack() throws IOException, InterruptedException {
        try (Broker other = new Broker()) {
            ProcessBuilder line = line("sub", "-t", "back", "-C", "1");
            line.command().set(3, Integer.toString(other.port));
            Process sub = line.start();
            other.awaitLog("Sending SUBACK to ");
            other.restart();
            other.awaitLog("Sending SUBACK to ");
            Cli.run("pub", "-p", "" + other.port, "-t", "back", "-m", "again");
            assertEquals("again\n", new String(sub.getInputStream().readAllBytes(), UTF_8));
            assertEquals(0, sub.waitFor());
            String told = new String(sub.getErrorStream().readAllBytes(), UTF_8);
            assertTrue(told.contains("Trying again in 1 s."), told);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void sendLinesWhenTheServerComesBack(int qos) throws IOException, InterruptedException {
        try (Broker other = new Broker()) {
            ProcessBuilder line = line("pub", "-t", "lines", "-l", "-q", "" + qos);
            line.command().set(3, Integer.toString(other.port));
            Process pub = line.start();
            OutputStream in = pub.getOutputStream();
            in.write("one\n".getBytes(UTF_8));
            in.flush();
            other.awaitLog("'lines', ... (3 bytes))");
            other.restart();
            String told = pub.errorReader().readLine();
            assertTrue(told.contains("Trying again in 1 s."), told);
            in.write("second\n".getBytes(UTF_8));
            in.close();
            other.awaitLog("'lines', ... (6 bytes))");
            assertEquals(0, pub.waitFor());
        }
    }

    @Test
    void endQuietlyWhenNobodyReads() {
        Cli.run("pub", "-p", "" + broker.port, "-t", "pipe", "-m", "x", "-r");
        String script = "\"$@\" | head -n 1";
        List<String> all = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        all.addAll(line("sub", "-t", "pipe", "-F", "%p\\n%p", "-i", "pipe").command());
        ProcessBuilder pipe = line("sub").command(all);
        // It ends with its server.
        Cli.start(
                "pub",
                "-p",
                "" + broker.port,
                "-t",
                "pipe",
                "-m",
                "y",
                "--repeat",
                "100000",
                "--repeat-delay",
                "0.01",
                "-W",
                "60");
        Run run = run(pipe);
        assertEquals("", run.err());
        assertTrue(run.out().equals("x\n") || run.out().equals("y\n"), run.out());
    }

    @Test
    void takePasswordsFromTheEnvironment() {
        for (List<String> how :
                List.of(List.of("-u", "kitchen"), List.of("-u", "kitchen", "--password-env", "OTHER"))) {
            ProcessBuilder pub = line("pub", "-t", "open/a", "-m", "x", "-q", "1");
            pub.command().set(3, Integer.toString(broker.locked));
            pub.command().addAll(how);
            pub.environment().put(how.size() > 2 ? "OTHER" : "MQTTLAB_PASSWORD", Broker.PASSWORD);
            Run run = run(pub);
            assertEquals("", run.err());
            assertEquals(0, run.status());
        }
    }

    @Test
    void askForPasswordsOnTheTerminal() {
        Peer.need("script");
        String command = Run.PROJECT.resolve("mqttlab") + " pub -p " + broker.locked
                + " -u kitchen --ask-password -t open/a -m x -q 1 && echo done";
        ProcessBuilder script = new ProcessBuilder("script", "-qec", command, "/dev/null");
        Run run = Run.of(script, (Broker.PASSWORD + "\n").getBytes(UTF_8));
        assertTrue(run.out().contains("Password of kitchen: "), run.out());
        assertTrue(run.out().contains("done"), run.out());
    }

    @Test
    void readMosquittosFileOfOptions(@TempDir Path config) throws IOException {
        Files.writeString(config.resolve("mosquitto_pub"), "-t filed\n-q 1\n-d\n");
        ProcessBuilder pub = line("pub", "-m", "x");
        pub.environment().put("XDG_CONFIG_HOME", config.toString());
        Run run = run(pub);
        assertTrue(run.err().contains("PUBLISH     filed QoS 1 id 1 1 byte \"x\""), run.err());
        assertEquals(0, run.status());
    }
}
