package mqttlab.cli.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mqttlab.broker.Broker;
import mqttlab.broker.BrokerBuilder;
import mqttlab.capture.file.CaptureReader;
import mqttlab.cli.Peer;
import mqttlab.cli.command.Wire;
import mqttlab.cli.tap.TapFile;
import mqttlab.cli.tap.TapQueue;
import mqttlab.cli.tap.WireTap;
import mqttlab.net.Listener;
import mqttlab.net.Tls;
import mqttlab.packet.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker's traffic, from its sockets into a file, and what others make of that.
class TapFileTest {

    private static final Path PEM = Path.of("../client/src/test/resources/pem");

    /// Section 3.1 of 3.1.1: clean session, keep alive 60 s, client "c0".
    private static final byte[] CONNECT = RawClient.hex("100e 00044d515454 04 02 003c 0002 6330");
    private static final byte[] CONNACK = RawClient.hex("2002 0000");
    /// To topic "a/b", "hi", QoS 1, identifier 7.
    private static final byte[] PUBLISH = RawClient.hex("3209 0003 612f62 0007 6869");
    private static final byte[] PUBACK = RawClient.hex("4002 0007");
    private static final byte[] DISCONNECT = RawClient.hex("e000");

    private static final String SENT = text(CONNECT) + text(PUBLISH) + text(DISCONNECT);
    private static final String RECEIVED = text(CONNACK) + text(PUBACK);

    @TempDir
    Path directory;

    private static final class Strict implements TapQueue.Account {
        @Override
        public void lost(long bytes) {
            fail(bytes + " bytes lost");
        }

        @Override
        public void failed(Exception why) {
            fail(why);
        }
    }

    private static String text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private List<String> record(Path file) throws IOException, GeneralSecurityException {
        List<String> uris;
        try (Taps taps = new Taps(
                        List.of(new TapQueue("test", () -> TapFile.to(file), new Strict(), 1 << 20)),
                        new WireTap(Wire.NOBODY, Direction.SERVER_TO_CLIENT));
                Broker broker = start(taps)) {
            taps.begin();
            uris = broker.uris();
            for (String uri : uris) {
                try (RawClient client = RawClient.to(uri)) {
                    client.send(CONNECT)
                            .expect(CONNACK)
                            .send(PUBLISH)
                            .expect(PUBACK)
                            .send(DISCONNECT);
                    // It has all when it closes the connection.
                    assertEquals(0, client.packet().length);
                }
            }
        }
        return uris;
    }

    private Broker start(Taps taps) {
        BrokerBuilder builder =
                Broker.builder().tap(taps).tls(Tls.of(PEM.resolve("server.pem"), PEM.resolve("server.key")));
        builder.listen("mqtt://127.0.0.1:0").listen("mqtts://127.0.0.1:0").listen("ws://127.0.0.1:0/mqtt");
        return builder.listen("wss://127.0.0.1:0/mqtt")
                .listen(Listener.at("unix:" + directory.resolve("socket")))
                .start();
    }

    /// What went each way in a connection: the addresses of a frame are those of its sender and its receiver.
    private static String payload(CaptureReader reader) {
        int at = reader.frame().offset() + 40;
        return HexFormat.of()
                .formatHex(
                        reader.frame().bytes(),
                        at,
                        reader.frame().offset() + reader.frame().length());
    }

    @Test
    void theBytesAreThoseOfEveryListenersClients() throws IOException, GeneralSecurityException {
        Path file = directory.resolve("tap.pcapng");
        List<String> uris = record(file);
        assertEquals(5, uris.size());
        Map<Integer, StringBuilder> sent = new TreeMap<>();
        Map<Integer, StringBuilder> received = new TreeMap<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                int source = (reader.frame().bytes()[reader.frame().offset() + 20] & 0xff) << 8
                        | reader.frame().bytes()[reader.frame().offset() + 21] & 0xff;
                (source == 1883 ? received : sent)
                        .computeIfAbsent(reader.frame().interfaceId(), id -> new StringBuilder())
                        .append(payload(reader));
            }
        }
        assertEquals(List.of(0, 1, 2, 3, 4), List.copyOf(sent.keySet()));
        sent.values().forEach(it -> assertEquals(SENT, it.toString()));
        received.values().forEach(it -> assertEquals(RECEIVED, it.toString()));
    }

    @Test
    void tsharkReadsIt() throws IOException, GeneralSecurityException, InterruptedException {
        Peer.need("tshark");
        Path file = directory.resolve("tap.pcapng");
        List<String> uris = record(file);
        String packets = tshark(
                file,
                "-Y",
                "mqtt",
                "-T",
                "fields",
                "-e",
                "frame.interface_name",
                "-e",
                "mqtt.msgtype",
                "-e",
                "mqtt.topic");
        List<String> expected = new ArrayList<>();
        for (String uri : uris) {
            for (String packet : List.of("1\t", "2\t", "3\ta/b", "4\t", "14\t")) {
                expected.add(uri + "\t" + packet);
            }
        }
        assertEquals(expected, packets.lines().toList());
        assertEquals("", tshark(file, "-Y", "_ws.malformed || tcp.analysis.flags || !tcp"));
    }

    private static String tshark(Path file, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        process.getInputStream().transferTo(out);
        assertEquals(0, process.waitFor());
        return out.toString(UTF_8);
    }

    @Test
    void aGapIsAFrameCutToItsHeaders() throws IOException {
        Path file = directory.resolve("gap.pcapng");
        TapFile tap = TapFile.to(file);
        tap.opened(1, "127.0.0.1:5", "mqtt://127.0.0.1:1883", 1);
        tap.bytes(1, Direction.CLIENT_TO_SERVER, CONNECT, null, 2);
        tap.missing(1, Direction.CLIENT_TO_SERVER, 100_000, 3);
        tap.bytes(1, Direction.CLIENT_TO_SERVER, DISCONNECT, "dropped by a rule", 4);
        // It can be read at any time.
        tap.flush();
        List<String> frames = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                String comment = reader.frame().comment();
                frames.add(reader.frame().capturedLength() + " of "
                        + reader.frame().length()
                        + (comment == null ? "" : ": " + comment));
            }
        }
        assertEquals(
                List.of(
                        "40 of 40",
                        "40 of 40",
                        "56 of 56",
                        "40 of 65535",
                        "40 of 34545",
                        "42 of 42: dropped by a rule"),
                frames);
        tap.closed(1, Direction.CLIENT_TO_SERVER, 5);
        tap.end();
        assertEquals(0, Files.size(file) % 4);
    }
}
