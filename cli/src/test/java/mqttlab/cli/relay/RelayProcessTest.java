package mqttlab.cli.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.cli.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The relay as a process, between Debian's mosquitto and its clients.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RelayProcessTest {

    private static final Pattern PORT =
            Pattern.compile("relaying mqtt://127\\.0\\.0\\.1:(\\d+) to mqtt://127\\.0\\.0\\.1");

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        processes.add(process);
        return process;
    }

    /// Returns its port.
    private int mosquitto() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path config = Files.writeString(
                directory.resolve("mosquitto.conf"),
                "user root\nallow_anonymous true\nlistener " + port + " 127.0.0.1\n");
        Process broker = start(List.of(Peer.need("mosquitto"), "-v", "-c", config.toString()));
        BufferedReader log = broker.errorReader();
        String line = log.readLine();
        while (line != null && !line.endsWith(" running")) {
            line = log.readLine();
        }
        assertTrue(line != null, "mosquitto did not start");
        Thread.ofVirtual().start(() -> log.lines().forEach(_ -> {}));
        return port;
    }

    private Process relay(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "mqttlab.cli.Main",
                "relay",
                "--listen",
                "0"));
        command.addAll(List.of(args));
        return start(command);
    }

    private static int port(BufferedReader errors) throws IOException {
        String line = String.valueOf(errors.readLine());
        Matcher matcher = PORT.matcher(line);
        assertTrue(matcher.find(), line);
        return Integer.parseInt(matcher.group(1));
    }

    private int publish(int port, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Peer.need("mosquitto_pub"),
                "-h",
                "127.0.0.1",
                "-p",
                "" + port,
                "-i",
                "pub",
                "-t",
                "a/b",
                "-m",
                "hello"));
        command.addAll(List.of(more));
        return start(command).waitFor();
    }

    /// Not destroy(): that closes the pipes, and what is still said is lost.
    private static List<String> interrupt(Process relay, BufferedReader errors) throws Exception {
        relay.toHandle().destroy();
        List<String> rest = errors.lines().toList();
        assertEquals(0, relay.waitFor(), rest::toString);
        return rest;
    }

    @Test
    void packetsAreShownWrittenAndMarked() throws Exception {
        Path file = directory.resolve("trace.pcapng");
        Process relay = relay(
                "--to",
                "127.0.0.1:" + mosquitto(),
                "-w",
                file.toString(),
                "-T",
                "ndjson",
                "--fault",
                "duplicate PUBLISH",
                "--fault",
                "drop PUBCOMP 2-",
                "--seed",
                "5");
        BufferedReader errors = relay.errorReader(UTF_8);
        int port = port(errors);
        assertEquals(0, publish(port, "-q", "2"));
        List<String> said = interrupt(relay, errors);
        assertEquals("mqttlab: rule 1 (duplicate PUBLISH): 1 of 1 packet", said.get(0), said.toString());
        List<String> shown = relay.inputReader(UTF_8).lines().toList();
        assertTrue(
                shown.stream().anyMatch(it -> it.contains("\"comment\":\"duplicated by rule 1 (duplicate PUBLISH)\"")),
                shown.toString());
        // What comes next is up to who is quicker: the second PUBREC, or the client's answer to the first.
        String types = types(file);
        assertTrue(types.startsWith("CONNECT,CONNACK,PUBLISH,PUBREC,PUBRE"), types);
        assertEquals("duplicated by rule 1 (duplicate PUBLISH)", comments(file).getFirst());
    }

    private static final List<String> TYPES = List.of(
            "",
            "CONNECT",
            "CONNACK",
            "PUBLISH",
            "PUBACK",
            "PUBREC",
            "PUBREL",
            "PUBCOMP",
            "SUBSCRIBE",
            "SUBACK",
            "UNSUBSCRIBE",
            "UNSUBACK",
            "PINGREQ",
            "PINGRESP",
            "DISCONNECT",
            "AUTH");

    /// What tshark takes the packets for, up to the fifth: when PUBREL is sent again is up to the client.
    private String types(Path file) throws Exception {
        List<String> types = new ArrayList<>();
        for (String line : tshark(file, "-Y", "mqtt", "-T", "fields", "-e", "mqtt.msgtype")) {
            for (String each : line.split(",")) {
                types.add(TYPES.get(Integer.parseInt(each)));
            }
        }
        return String.join(",", types.subList(0, Math.min(5, types.size())));
    }

    private List<String> comments(Path file) throws Exception {
        return tshark(file, "-Y", "frame.comment", "-T", "fields", "-e", "frame.comment");
    }

    private List<String> tshark(Path file, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(Peer.need("tshark"), "-r", file.toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = process.inputReader(UTF_8).lines().toList();
        assertEquals(0, process.waitFor());
        return lines;
    }

    /// On the side that was not given it, the mark stands on a segment of its own.
    @Test
    void whatIsDroppedIsMarkedOnAnEmptySegment() throws Exception {
        Path file = directory.resolve("dropped.pcapng");
        Process relay = relay(
                "--to",
                "127.0.0.1:" + mosquitto(),
                "-w",
                file.toString(),
                "--side",
                "server",
                "--fault",
                "drop PUBLISH 1 where mqtt.topic == \"a/b\"");
        BufferedReader errors = relay.errorReader(UTF_8);
        assertEquals(0, publish(port(errors)));
        interrupt(relay, errors);
        assertEquals("CONNECT,CONNACK,DISCONNECT", types(file));
        List<String> comments = comments(file);
        assertEquals(1, comments.size(), comments.toString());
        assertTrue(comments.getFirst().contains("a/b QoS 0 5 bytes \"hello\": dropped by rule 1"), comments.toString());
        List<String> shown = relay.inputReader(UTF_8).lines().toList();
        assertTrue(
                shown.stream().anyMatch(it -> it.contains("-- frame") && it.contains("dropped by rule 1")),
                shown.toString());
    }

    @Test
    void aLadderIsDrawnAtTheEnd() throws Exception {
        Process relay = relay("--to", "127.0.0.1:" + mosquitto(), "--ladder");
        BufferedReader errors = relay.errorReader(UTF_8);
        assertEquals(0, publish(port(errors), "-q", "1"));
        interrupt(relay, errors);
        List<String> shown = relay.inputReader(UTF_8).lines().toList();
        assertTrue(shown.stream().anyMatch(it -> it.contains("PUBACK")), shown.toString());
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Process relay = relay("--to", "127.0.0.1:" + free);
        BufferedReader errors = relay.errorReader(UTF_8);
        assertTrue(publish(port(errors)) != 0);
        String line = String.valueOf(errors.readLine());
        assertTrue(line.contains("mqtt://127.0.0.1:" + free + " cannot be reached: Connection refused"), line);
    }

    @Test
    void mistakesInRulesArePointedAt() throws Exception {
        Path file = Files.writeString(directory.resolve("rules"), "# two\ndrop PUBACK 1\n\ndelay PUBLISH\n");
        Process relay = relay("--faults", file.toString());
        List<String> errors = relay.errorReader(UTF_8).lines().toList();
        assertEquals(2, relay.waitFor());
        assertEquals(
                List.of(
                        "mqttlab: " + file + ":4: expected a time in us, ms or s, such as 200ms or 200ms±50ms",
                        "    delay PUBLISH",
                        "                 ^"),
                errors);
    }
}
