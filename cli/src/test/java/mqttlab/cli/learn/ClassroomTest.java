package mqttlab.cli.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import mqttlab.cli.command.Wire;
import mqttlab.cli.journal.Journal;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command in a shell: what it prints, and what is said when packets come into the journal.
class ClassroomTest {

    private static final int COLUMNS = 72;

    @TempDir
    Path state;

    private final Journal journal = new Journal();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private Classroom room;

    private Classroom room() {
        if (room == null) {
            room = new Classroom(journal, said::add, port -> false, new Progress(state.resolve("deep/er")));
        }
        return room;
    }

    @AfterEach
    void close() {
        if (room != null) {
            room.close();
        }
    }

    private String learn(String... words) throws IOException {
        LearnCommand command = new LearnCommand(room());
        new CommandLine(command.options().spec(), Options.FACTORY).parseArgs(words);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        Streams streams =
                new Streams(new ByteArrayInputStream(new byte[0]), new Output(out), err, new Terminal(COLUMNS, false));
        assertEquals(0, command.run(streams));
        streams.out().flush();
        return out.toString(UTF_8).replaceAll("\u001b\\[[0-9]*m", "");
    }

    private String next() throws InterruptedException {
        String lines = assertNotNull(said.poll(30, TimeUnit.SECONDS)).replaceAll("\u001b\\[[0-9]*m", "");
        for (String line : lines.split("\n", -1)) {
            assertTrue(line.length() <= COLUMNS, line);
        }
        return lines.replaceAll("\n *", " ");
    }

    private static String assertNotNull(String text) {
        assertTrue(text != null, "nothing was said");
        return text;
    }

    private Wire.Line open() {
        InetAddress here = InetAddress.getLoopbackAddress();
        return journal.opened(
                Direction.CLIENT_TO_SERVER, new InetSocketAddress(here, 50_000), new InetSocketAddress(here, 1883));
    }

    private static void say(Wire.Line line, Direction direction, Packet packet) {
        byte[] bytes = Codec.write(packet, Version.V5);
        line.bytes(direction, bytes, 0, bytes.length);
    }

    private static void connect(Wire.Line line) {
        Connect connect = new Connect(Version.V5, false, "c", true, 60, Properties.NONE, null, null, null);
        say(line, Direction.CLIENT_TO_SERVER, connect);
        say(line, Direction.SERVER_TO_CLIENT, new ConnAck(false, 0, Properties.NONE));
    }

    private static void publish(Wire.Line line, String payload) {
        Publish publish = new Publish("lab/hello", 0, false, false, 0, Properties.NONE, Bytes.utf8(payload));
        say(line, Direction.CLIENT_TO_SERVER, publish);
    }

    @Test
    void isToldAtOnceAndKept() throws Exception {
        Wire.Line line = open();
        connect(line);
        publish(line, "hello");
        assertTrue(learn("1").startsWith("1. Packets: every byte has a name\n"));
        // What was published before the lesson is not seen.
        publish(line, "hullo");
        assertTrue(next().startsWith("· The topic is right, but the payload is \"hullo\"."));
        assertTrue(learn("hint").contains("    pub -t lab/hello -m hello\n"));
        publish(line, "hello");
        String done = next();
        assertTrue(done.startsWith("✓ That is your PUBLISH.") && done.endsWith(" (frame 7)"), done);
        assertTrue(learn("status").contains("✓ 1  Start a broker")
                && learn("status").contains("> 2  Now publish"));
        publish(line, "hello123");
        assertTrue(next().startsWith("✓ Exactly 20."));
        assertEquals("✓ Stage 1 is done. 'learn next' begins the next one.", next());
        assertTrue(learn().startsWith("✓  1  Packets"), learn());
        assertEquals(Set.of("packets"), new Progress(state.resolve("deep/er")).done());
        assertTrue(learn("hint").startsWith("All steps"));
        assertTrue(learn("next").startsWith("2. Connect"));
        assertTrue(learn().contains("\n>  2  Connect"));
    }

    @Test
    void nothingIsSaidWhenItIsOff() throws Exception {
        learn("packets");
        assertTrue(learn("stop").startsWith("Stage 1 is off"));
        assertNull(room().lesson());
        Wire.Line line = open();
        connect(line);
        publish(line, "hello");
        learn("1");
        publish(line, "hello");
        assertTrue(next().startsWith("✓ That is your PUBLISH."));
        assertTrue(said.isEmpty());
    }

    @Test
    void saysWhatIsWrongWithWhatWasTyped() {
        assertEquals(
                "learn: no stage is on; learn 1 begins the first",
                assertThrows(Failure.class, () -> learn("hint")).getMessage());
        assertEquals(
                "learn: expected a stage from 1 to 10, next, hint, status or stop but was 'five'",
                assertThrows(Failure.class, () -> learn("five")).getMessage());
    }

    @Test
    void nextIsTheFirstThatIsNotDone() throws Exception {
        Progress progress = new Progress(state.resolve("deep/er"));
        progress.add("packets", Instant.EPOCH);
        progress.add("packets", Instant.now());
        progress.add("connect", Instant.EPOCH);
        assertEquals(
                "packets\t1970-01-01T00:00:00Z\nconnect\t1970-01-01T00:00:00Z\n",
                Files.readString(state.resolve("deep/er/learn")));
        assertTrue(learn("next").startsWith("3. "));
        assertTrue(learn("next").startsWith("4. "));
        for (Stage stage : Stages.all()) {
            progress.add(stage.name(), Instant.EPOCH);
        }
        assertEquals(
                "learn: all stages are done; learn 1 begins the first again",
                assertThrows(Failure.class, () -> learn("next")).getMessage());
    }

    /// A file in place of the directory: the stage is done all the same, and it is said that it cannot be kept.
    @Test
    void saysThatProgressCannotBeKept() throws Exception {
        learn("1");
        Files.writeString(state.resolve("deep"), "");
        Wire.Line line = open();
        connect(line);
        publish(line, "hello");
        publish(line, "hello123");
        next();
        next();
        assertTrue(next().startsWith("mqttlab: progress cannot be kept: "));
        assertTrue(next().startsWith("✓ Stage 1 is done."));
    }

    /// Outside of a shell it tells, and says where stages are done.
    @Test
    void tellsOnTheCommandLine() throws Exception {
        LearnCommand command = new LearnCommand();
        new CommandLine(command.options().spec(), Options.FACTORY).parseArgs("qos1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), new Output(out), err, Terminal.NONE);
        assertEquals(0, command.run(streams));
        streams.out().flush();
        String text = out.toString(UTF_8);
        assertTrue(text.startsWith("5. QoS 1") && text.endsWith("type mqttlab, and then learn 5.\n"), text);
    }
}
