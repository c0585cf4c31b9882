package mqttlab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `pcap -` of a capture that is still being made.
class PatientReaderTest {

    private static final List<Row> COMMANDS = List.of(new Row("pcap", "", PcapCommand::new));

    /// A pipe that nothing more comes through until somebody has seen what was shown.
    private static final class Quiet extends InputStream {
        private final CountDownLatch seen = new CountDownLatch(1);
        private boolean isSeen;

        @Override
        public int read() throws IOException {
            try {
                isSeen = seen.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return -1;
        }
    }

    /// Neither the version, which nothing tells yet, nor an answer that does not come is waited for any longer than the
    /// next frame.
    @ParameterizedTest
    @ValueSource(strings = {"--color=never", "-V", "-Tndjson", "--ladder"})
    void whatWaitsIsShownWhereThePipeIsQuiet(String option, @TempDir Path folder) throws IOException {
        MadeCapture capture = new MadeCapture(folder.resolve("made.pcapng"));
        capture.open(1);
        capture.up(1, "c000");
        capture.down(1, "d000");
        capture.up(1, "3206 0001 74 0007 78");
        capture.end();
        Quiet quiet = new Quiet();
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(Files.readAllBytes(capture.file)), quiet);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                super.write(bytes, from, length);
                if (toString(UTF_8).contains("PUBLISH")) {
                    quiet.seen.countDown();
                }
            }
        };
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        Streams streams = new Streams(in, new Output(out), err, Terminal.NONE);
        assertEquals(0, new Main(COMMANDS, streams).run(new String[] {"pcap", option, "-"}));
        assertTrue(quiet.isSeen);
    }
}
