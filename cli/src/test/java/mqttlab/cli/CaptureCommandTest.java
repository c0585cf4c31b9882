package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.capture.live.LiveCapture;
import mqttlab.capture.live.LiveException;
import mqttlab.capture.live.LiveException.Reason;
import mqttlab.capture.live.LiveInterface;
import mqttlab.cli.command.Row;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CaptureCommandTest {

    private static final List<Row> COMMANDS = List.of(new Row("capture", "", CaptureCommand::new));

    /// Section 3.1 of 3.1.1: clean session, keep alive 60 s, client "c".
    private static final byte[] CONNECT = HexFormat.of().parseHex("100d00044d5154540402003c000163");

    /// Where libpcap or the rights are missing a test is skipped with the message; on CI it fails.
    private static String loopback() {
        try {
            for (LiveInterface each : LiveInterface.list()) {
                if (each.isLoopback()) {
                    LiveCapture.open(each.name(), 100, false, null).close();
                    return each.name();
                }
            }
            throw new AssertionError("there is no loopback interface");
        } catch (LiveException e) {
            boolean isMissing = e.reason() == Reason.NO_LIBRARY || e.reason() == Reason.NO_RIGHTS;
            Assumptions.assumeFalse(isMissing && !"true".equals(System.getenv("CI")), "SKIPPED: " + e.getMessage());
            throw new AssertionError(e);
        }
    }

    /// Not even the begin of an array.
    @Test
    void nothingIsPrintedWhereNothingIsCaptured() {
        Run run = Run.of(COMMANDS, new byte[0], "capture", "-i", "nope0", "-T", "json");
        assertTrue(run.status() > 0, run.err());
        assertEquals("", run.out());
    }

    /// A pipe that nobody reads any more does as a full disk.
    @Test
    @Timeout(120)
    void whatWasCapturedIsShownWhereNoMoreCanBeWritten(@TempDir Path folder) throws Exception {
        String loopback = loopback();
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "tcp port " + server.getLocalPort();
            CompletableFuture<Run> ran = CompletableFuture.supplyAsync(() -> Run.of(
                    COMMANDS, new byte[0], "capture", "-i", loopback, "-f", port, "-w", pipe.toString(), "-T", "json"));
            InputStream written = Files.newInputStream(pipe);
            try (Socket client = connect(written, server)) {
                OutputStream out = client.getOutputStream();
                out.write(CONNECT);
                readTo("MQTT", written);
                written.close();
                out.write(HexFormat.of().parseHex("c000"));
                Run run = ran.get(60, TimeUnit.SECONDS);
                assertTrue(run.err().contains("Broken pipe"), run.err());
                JsonNode packets = JsonMapper.shared().readTree(run.out());
                assertEquals("CONNECT", packets.path(0).path("type").asString(), run.out());
            }
        }
    }

    /// When the file has begun, frames are captured.
    private static Socket connect(InputStream written, ServerSocket server) throws IOException {
        readTo("mqttlab", written);
        return new Socket(server.getInetAddress(), server.getLocalPort());
    }

    private static void readTo(String text, InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            byte[] next = in.readNBytes(1);
            assertEquals(1, next.length, "the file ended");
            read.append(new String(next, StandardCharsets.ISO_8859_1));
        }
    }
}
