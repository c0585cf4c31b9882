package mqttlab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mqttlab.capture.file.CaptureReader;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import mqttlab.cli.dissection.Arrivals;
import mqttlab.cli.dissection.Dissection;
import mqttlab.packet.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `pcap -` of a capture that is still being made.
class PatientReaderTest {

    private static final List<Row> COMMANDS = List.of(new Row("pcap", "", PcapCommand::new));

    /// A pipe that nothing new comes through until somebody has seen what was shown: nothing, or the last frame again
    /// and
    /// again.
    private static final class Pipe extends InputStream {
        private final CountDownLatch seen = new CountDownLatch(1);
        private final byte[] last;
        private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        private byte[] next;

        Pipe(byte[] begin, boolean isBusy) {
            int size = ByteBuffer.wrap(begin).order(ByteOrder.LITTLE_ENDIAN).getInt(begin.length - 4);
            last = isBusy ? Arrays.copyOfRange(begin, begin.length - size, begin.length) : new byte[0];
            next = begin;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int count = next.length;
            System.arraycopy(next, 0, to, offset, count);
            next = last;
            try {
                boolean isOver = count == 0
                        ? seen.await(60, TimeUnit.SECONDS)
                        : seen.getCount() == 0 || System.nanoTime() > deadline;
                return count == 0 || isOver && count == last.length ? -1 : count;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private static MadeCapture capture(Path folder) throws IOException {
        MadeCapture capture = new MadeCapture(folder.resolve("made.pcapng"));
        capture.open(1);
        capture.up(1, "c000");
        capture.down(1, "d000");
        capture.up(1, "3206 0001 74 0007 78");
        return capture;
    }

    /// Neither the version, which nothing tells yet, nor an answer that does not come is waited for any longer than a
    /// moment.
    @ParameterizedTest
    @CsvSource({
        "--color=never, false",
        "-V,            false",
        "-Tndjson,      false",
        "--ladder,      false",
        "--color=never, true",
        "-V,            true"
    })
    void whatWaitsIsShownWhileThePipeGoesOn(String option, boolean isBusy, @TempDir Path folder) throws IOException {
        MadeCapture capture = capture(folder);
        capture.end();
        Pipe pipe = new Pipe(Files.readAllBytes(capture.file), isBusy);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                super.write(bytes, from, length);
                if (toString(UTF_8).contains("PUBLISH")) {
                    pipe.seen.countDown();
                }
            }
        };
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        Streams streams = new Streams(pipe, new Output(out), err, Terminal.NONE);
        assertEquals(0, new Main(COMMANDS, streams).run(new String[] {"pcap", option, "-"}));
        assertTrue(System.nanoTime() < pipe.deadline);
    }

    /// What the end tells is waited for.
    @Test
    void aFileThroughAPipeIsReadAsAFile(@TempDir Path folder) throws IOException {
        MadeCapture capture = capture(folder);
        capture.close(1, Direction.CLIENT_TO_SERVER);
        capture.end();
        List<Boolean> unanswered = new ArrayList<>();
        Arrivals arrivals = new Arrivals(
                new Dissection(null, null, Dissection.Depth.AHEAD, seen -> unanswered.add(seen.isUnanswered())));
        MqttExtractor extractor = new MqttExtractor(arrivals);
        try (CaptureReader reader = CaptureReader.open(Files.newInputStream(capture.file), "test")) {
            PatientReader patient = new PatientReader(reader, arrivals, TimeUnit.MINUTES.toNanos(10));
            while (patient.next()) {
                arrivals.frame(reader.frame());
                extractor.accept(reader.frame());
            }
        }
        extractor.finish();
        arrivals.finish();
        assertEquals(List.of(false, false, true), unanswered);
    }
}
