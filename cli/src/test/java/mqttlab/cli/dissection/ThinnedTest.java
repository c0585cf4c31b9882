package mqttlab.cli.dissection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.capture.file.CaptureReader;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.finding.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a capture lacks, nobody is blamed for it: of each capture of testdata, with frames taken out or cut short,
/// nothing is said that is not said of all of it.
class ThinnedTest {

    static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../testdata/pcaps"))) {
            return files.filter(file -> file.toString().matches(".*\\.pcap(ng)?(\\.gz)?"))
                    .sorted()
                    .toList();
        }
    }

    private static List<CapturedFrame> frames(Path file) throws IOException {
        List<CapturedFrame> frames = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                frames.add(reader.frame().copy());
            }
        }
        return frames;
    }

    /// What is found in these frames, of which no more than `most` bytes were captured.
    private static List<String> found(List<CapturedFrame> frames, Predicate<CapturedFrame> isThere, int most) {
        List<String> found = new ArrayList<>();
        View view = new View() {
            @Override
            public void packet(Seen seen) {
                seen.findings().forEach(this::note);
            }

            @Override
            public void finding(Watched connection, Finding finding) {
                note(finding);
            }

            private void note(Finding finding) {
                found.add(finding.offender() + " " + finding.citation().place() + ": " + finding.demands());
            }
        };
        Arrivals arrivals = new Arrivals(new Dissection(null, null, Dissection.Depth.BEHIND, view));
        MqttExtractor extractor = new MqttExtractor(arrivals);
        CapturedFrame frame = new CapturedFrame();
        for (CapturedFrame each : frames) {
            if (isThere.test(each)) {
                int length = Math.min(most, each.capturedLength());
                frame.next(each.time(), 0, each.linkType(), each.length(), each.bytes(), each.offset(), length);
                arrivals.frame(frame);
                extractor.accept(frame);
            }
        }
        extractor.finish();
        arrivals.finish();
        return found;
    }

    private static void assertNoMore(
            List<CapturedFrame> frames, Predicate<CapturedFrame> isThere, int most, String why) {
        List<String> more = found(frames, isThere, most);
        found(frames, each -> true, Integer.MAX_VALUE).forEach(more::remove);
        assertEquals(List.of(), more, why);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void aFrameIsMissing(Path file) throws IOException {
        List<CapturedFrame> frames = frames(file);
        for (CapturedFrame gone : frames) {
            long number = gone.number();
            assertNoMore(frames, each -> each.number() != number, Integer.MAX_VALUE, "without frame " + number);
            assertNoMore(frames, each -> each.number() > number, Integer.MAX_VALUE, "from behind frame " + number);
            assertNoMore(frames, each -> each.number() < number, Integer.MAX_VALUE, "up to frame " + number);
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void manyFramesAreMissing(Path file) throws IOException {
        List<CapturedFrame> frames = frames(file);
        for (int seed = 0; seed < 100; seed++) {
            int percent = 1 + seed % 40;
            Random random = new Random(seed);
            assertNoMore(
                    frames,
                    each -> random.nextInt(100) >= percent,
                    Integer.MAX_VALUE,
                    percent + " percent are gone, seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void framesAreCutShort(Path file) throws IOException {
        List<CapturedFrame> frames = frames(file);
        for (int most = 40; most < 140; most++) {
            assertNoMore(frames, each -> true, most, "no more than " + most + " bytes of each frame");
        }
    }
}
