package mqttlab.capture.live;

import static mqttlab.capture.Hex.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mqttlab.capture.FrameBuilder;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.live.LiveException.Reason;
import mqttlab.capture.mqtt.MqttExtractor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveTest {

    private static final long SOON = 10_000_000_000L; // nanoseconds, and much longer than it takes

    /// Where libpcap or the rights are missing a test is skipped with the message; on CI it fails.
    private static <T> T orSkip(Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (LiveException e) {
            boolean isMissing = e.reason() == Reason.NO_LIBRARY || e.reason() == Reason.NO_RIGHTS;
            Assumptions.assumeFalse(isMissing && !"true".equals(System.getenv("CI")), "SKIPPED: " + e.getMessage());
            throw new AssertionError(e);
        }
    }

    private interface Attempt<T> {
        T make() throws LiveException;
    }

    private static String loopback() {
        return orSkip(LiveInterface::list).stream()
                .filter(LiveInterface::isLoopback)
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void loopbackIsListed() {
        LiveInterface loopback = orSkip(LiveInterface::list).stream()
                .filter(LiveInterface::isLoopback)
                .findFirst()
                .orElseThrow();
        assertTrue(loopback.isUp());
        assertTrue(loopback.addresses().contains("127.0.0.1"), loopback.toString());
    }

    @Test
    void packetsAppearAtOnceAndAQuietCaptureEnds() throws IOException {
        List<String> found = new ArrayList<>();
        MqttExtractor extractor = new MqttExtractor(packet -> found.add(packet.length() + " " + packet.direction()));
        byte[] connect = bytes("101000044d5154540402003c000474657374");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LiveCapture capture = orSkip(
                        () -> LiveCapture.open(loopback(), 262_144, false, "tcp port " + server.getLocalPort()));
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.getOutputStream().write(connect);
            long before = System.currentTimeMillis();
            while (found.isEmpty() && capture.next(SOON)) {
                extractor.accept(capture.frame());
            }
            assertEquals(List.of("18 TO_SERVER"), found);
            assertTrue(Math.abs(capture.frame().time() / 1_000_000 - before) < 60_000, "a time of today");
            while (capture.next(1)) {
                extractor.accept(capture.frame());
            }
            capture.stop();
            assertFalse(capture.next(SOON));
            assertEquals(0, capture.dropped());
            assertTrue(accepted.isConnected());
        }
    }

    @Test
    void whatIsWrongIsNamed() {
        loopback();
        LiveException noInterface =
                assertThrows(LiveException.class, () -> LiveCapture.open("nosuch0", 100, false, null));
        assertEquals(Reason.NO_INTERFACE, noInterface.reason());
        assertEquals("no interface is called nosuch0; capture -D lists them", noInterface.getMessage());
        LiveException badFilter = assertThrows(LiveException.class, () -> CaptureFilter.of("tcp prot 1883"));
        assertEquals(Reason.BAD_FILTER, badFilter.reason());
        assertTrue(String.valueOf(badFilter.getMessage()).startsWith("not a capture filter: 'tcp prot 1883': "));
    }

    @ParameterizedTest
    @CsvSource({
        "1, tcp port 1883, true",
        "1, tcp port 1884, false",
        "101, tcp port 1883, true",
        "101, host 10.0.0.3, false",
        "113, dst host 10.0.0.2, true",
        "1, greater 1000, false",
    })
    void filtersFrames(int linkType, String expression, boolean expected) throws LiveException {
        byte[] packet = FrameBuilder.ipv4("10.0.0.1", "10.0.0.2", 6, FrameBuilder.tcp(5, 1883, 1, 1, 16, new byte[0]));
        byte[] bytes = switch (linkType) {
            case 1 -> FrameBuilder.ethernet(0x0800, packet);
            case 113 -> FrameBuilder.join(bytes("0000 0001 0006 000000000000 0000 0800"), packet);
            default -> packet;
        };
        CapturedFrame frame = new CapturedFrame();
        frame.next(0, 0, linkType, bytes.length, FrameBuilder.join(new byte[3], bytes), 3, bytes.length);
        try (CaptureFilter filter = orSkip(() -> CaptureFilter.of(expression))) {
            assertEquals(expected, filter.accepts(frame));
            assertEquals(expected, filter.accepts(frame));
        }
    }

    /// A program of its own, as a library that could not be loaded cannot be loaded later either.
    static final class WithoutLibrary {
        public static void main(String[] arguments) {
            List<Attempt<?>> attempts = List.of(
                    LiveInterface::list, () -> LiveCapture.open("lo", 100, false, null), () -> CaptureFilter.of("tcp"));
            for (Attempt<?> attempt : attempts) {
                try {
                    attempt.make();
                    System.out.println("done");
                } catch (LiveException e) {
                    System.out.println(e.reason());
                }
            }
        }
    }

    @Test
    void aMissingLibraryIsNamedAndNothingIsSaidBeside() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.pcap4j.core.pcapLibName=/nowhere/libpcap.so",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutLibrary.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("NO_LIBRARY\nNO_LIBRARY\nNO_LIBRARY\n", said.replace("\r\n", "\n"));
    }
}
