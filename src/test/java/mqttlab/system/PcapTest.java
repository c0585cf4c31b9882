package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// `pcap` as a process: files, pipes, damage, terminals.
class PcapTest {

    private static final Path FIRST_LOOK = Run.PROJECT.resolve("testdata/pcaps/first-look.pcapng");

    @Test
    void showsALineForEachPacket() {
        Run run = Run.mqttlab("pcap", FIRST_LOOK.toString());
        assertEquals("", run.err());
        assertEquals(25, run.out().lines().count());
        assertTrue(run.out().contains("CONNECT     MQTT 5.0, client \"kitchen-sensor\""), run.out());
        assertEquals(0, run.status());
    }

    @Test
    void readsAPipe() throws IOException {
        Run piped = Run.mqttlab(Files.readAllBytes(FIRST_LOOK), "pcap", "-", "-V");
        assertEquals(Run.mqttlab("pcap", "-r", FIRST_LOOK.toString(), "-V").out(), piped.out());
    }

    @Test
    void showsWhatADamagedFileStillHolds() throws IOException {
        byte[] damaged = Arrays.copyOf(Files.readAllBytes(FIRST_LOOK), 3000);
        Run run = Run.mqttlab(damaged, "pcap", "-");
        assertEquals(10, run.out().lines().count());
        assertTrue(run.err().contains("standard input: at offset 2996"), run.err());
        assertEquals(1, run.status());
    }

    @Test
    void reportsOfAPipeAreAsThoseOfItsFile() throws IOException {
        for (String report : new String[] {"--flows", "--stats", "--topics"}) {
            Run run = Run.mqttlab(Files.readAllBytes(FIRST_LOOK), "pcap", "-", report);
            assertEquals("", run.err());
            assertTrue(run.out().lines().count() > 1, run.out());
            assertEquals(
                    run.out(),
                    Run.mqttlab("pcap", FIRST_LOOK.toString(), report).out());
        }
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        Run run = Run.mqttlab("pcap", "no/such.pcap");
        assertTrue(run.err().contains("no/such.pcap: no such file"), run.err());
        assertEquals(66, run.status());
    }

    @Test
    void cutsItsLinesToTheTerminal() {
        Peer.need("script");
        String command = "stty cols 72; ./mqttlab pcap --color never " + FIRST_LOOK;
        String out = Run.of(
                        new ProcessBuilder("env", "TERM=xterm", "script", "-qec", command, "/dev/null")
                                .directory(Run.PROJECT.toFile()),
                        new byte[0])
                .out();
        assertEquals(25, out.lines().count());
        out.lines().forEach(line -> assertTrue(line.strip().length() <= 72, line));
    }
}
