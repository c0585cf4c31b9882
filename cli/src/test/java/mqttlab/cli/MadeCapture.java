package mqttlab.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import mqttlab.capture.file.CaptureReader;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.file.PcapngWriter;
import mqttlab.cli.tap.TapFile;
import mqttlab.packet.Direction;

/// A capture of connections that a test makes up, a packet each millisecond.
final class MadeCapture {

    /// Of 5.0: clean start, keep alive 60 s, Session Expiry Interval 100 s, client "c".
    static final String CONNECT = "1013 00044d515454 05 02 003c 05 11 00000064 0001 63";
    static final String CONNACK = "2003 00 00 00";
    static final String DISCONNECT = "e000";

    private static final long MILLISECOND = 1_000_000;

    final Path file;
    private final TapFile capture;
    private long time = 1_700_000_000_000_000_000L;

    MadeCapture(Path file) throws IOException {
        this.file = file;
        capture = TapFile.to(file);
    }

    void open(int connection) throws IOException {
        capture.opened(connection, "192.0.2.1:5000" + connection, "mqtt://192.0.2.9:1883", time += MILLISECOND);
    }

    void up(int connection, String hex) {
        bytes(connection, Direction.CLIENT_TO_SERVER, hex);
    }

    void down(int connection, String hex) {
        bytes(connection, Direction.SERVER_TO_CLIENT, hex);
    }

    private void bytes(int connection, Direction direction, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        capture.bytes(connection, direction, bytes, null, time += MILLISECOND);
    }

    void close(int connection, Direction by) {
        capture.closed(connection, by, time += MILLISECOND);
    }

    /// The server gives up a client's first connection for its second, and does not say so: known when the first is
    /// over.
    void takeOver() throws IOException {
        open(1);
        up(1, CONNECT);
        down(1, CONNACK);
        open(2);
        up(2, CONNECT);
        close(1, Direction.SERVER_TO_CLIENT);
        down(2, CONNACK);
        up(2, DISCONNECT);
        close(2, Direction.CLIENT_TO_SERVER);
    }

    void end() throws IOException {
        capture.end();
    }

    /// The same in Simple Packet Blocks of pcapng, which have no time.
    byte[] withoutTimes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                CapturedFrame frame = reader.frame();
                if (frame.number() == 1) {
                    PcapngWriter header = new PcapngWriter(out, "test");
                    header.addInterface("test", frame.linkType(), 0);
                    header.close();
                }
                int padded = (frame.length() + 3) / 4 * 4;
                ByteBuffer block = ByteBuffer.allocate(16 + padded).order(ByteOrder.LITTLE_ENDIAN);
                block.putInt(3).putInt(block.capacity()).putInt(frame.length());
                block.put(frame.bytes(), frame.offset(), frame.length()).putInt(12 + padded, block.capacity());
                out.write(block.array());
            }
        }
        return out.toByteArray();
    }

    /// The same without what comes before a frame: whoever opened the connections was not seen.
    Path since(long first) throws IOException {
        Path rest = file.resolveSibling("rest.pcapng");
        try (CaptureReader reader = CaptureReader.open(file);
                PcapngWriter writer = new PcapngWriter(Files.newOutputStream(rest), "test")) {
            while (reader.next()) {
                if (reader.frame().number() == first) {
                    writer.addInterface("test", reader.frame().linkType(), 0);
                }
                if (reader.frame().number() >= first) {
                    writer.write(0, reader.frame());
                }
            }
        }
        return rest;
    }
}
