import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.file.PcapngWriter;

/// Writes conversations that stand in text files into a capture, each with a server of its own, and beside it a table
/// of what is to be found: file, frame, what the file expects there ("MQTT-3.1.0-2 client").
///
/// A line is `> bytes` of the client, `< bytes` of the server, `~ 90 s` that pass, `! what is found before`, or an
/// event: `@ connection 2`, `@ midstream`, `@ lost client`, `@ received` (what the server has sent), `@ FIN client`,
/// `@ RST client`, `@ silence`.
final class Violations {

    private static final int RAW_IP = 101;
    private static final int SYN = 2, FIN = 1, RST = 4, ACK = 16;

    private final PcapngWriter writer;
    private final PrintStream table;
    private final CapturedFrame frame = new CapturedFrame();
    private long time = 1_700_000_000_000_000_000L;
    private int server = 0x0a010000;
    private int ports = 40000;

    private Violations(PcapngWriter writer, PrintStream table) throws IOException {
        this.writer = writer;
        this.table = table;
        writer.addInterface("script", RAW_IP, 0);
    }

    public static void main(String... args) throws IOException {
        try (PcapngWriter writer = new PcapngWriter(Files.newOutputStream(Path.of(args[2])), "testdata/violations");
                PrintStream table = new PrintStream(Files.newOutputStream(Path.of(args[3])));
                Stream<Path> files = Files.walk(Path.of(args[0]))) {
            Violations violations = new Violations(writer, table);
            Path folder = Path.of(args[0]);
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".txt")).sorted().toList()) {
                violations.play(folder.relativize(file), Files.readAllLines(file), args[1]);
            }
        }
    }

    /// The lines under a heading, up to the next.
    private void play(Path file, List<String> lines, String heading) throws IOException {
        server++;
        Map<String, Line> connections = new HashMap<>();
        Line line = connections.computeIfAbsent("1", _ -> new Line());
        boolean isOurs = false;
        for (String text : lines) {
            text = text.replaceFirst("\\s*#.*", "");
            if (text.matches("[a-z]+")) {
                isOurs = text.equals(heading);
            } else if (isOurs && !text.isEmpty()) {
                String rest = text.substring(1).strip();
                time += text.charAt(0) == '!' ? 0 : 1_000_000;
                switch (text.charAt(0)) {
                    case '>' -> line.send(true, bytes(rest));
                    case '<' -> line.send(false, bytes(rest));
                    case '~' -> time += Long.parseLong(rest.replace(" s", "")) * 1_000_000_000L;
                    case '!' -> table.println(file + "\t" + frame.number() + "\t" + rest);
                    case '@' -> {
                        String[] words = rest.split(" ");
                        if (words[0].equals("connection")) {
                            line = connections.computeIfAbsent(words[1], _ -> new Line());
                        } else {
                            line.event(words[0], words.length > 1 && words[1].equals("client"));
                        }
                    }
                    default -> throw new IOException(file + ": " + text);
                }
            }
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /// A connection: what each side has sent, and how much of it the client has said to have got.
    private final class Line {
        private final int port = ports++;
        private int fromClient = 1;
        private int fromServer = 1;
        private int received = 1;
        private boolean isBegun;

        private void begin() throws IOException {
            if (!isBegun) {
                isBegun = true;
                write(true, 0, 0, SYN, new byte[0]);
                write(false, 0, 1, SYN | ACK, new byte[0]);
                write(true, 1, 1, ACK, new byte[0]);
            }
        }

        void send(boolean isClient, byte[] bytes) throws IOException {
            begin();
            if (isClient) {
                write(true, fromClient, received, ACK, bytes);
                fromClient += bytes.length;
            } else {
                write(false, fromServer, fromClient, ACK, bytes);
                fromServer += bytes.length;
            }
        }

        void event(String what, boolean isClient) throws IOException {
            switch (what) {
                case "midstream" -> isBegun = true;
                case "received" -> received = fromServer;
                case "silence" -> {}
                case "FIN" -> {
                    write(
                            isClient,
                            isClient ? fromClient : fromServer,
                            isClient ? received : fromClient,
                            FIN | ACK,
                            new byte[0]);
                    write(
                            !isClient,
                            isClient ? fromServer : fromClient,
                            (isClient ? fromClient : fromServer) + 1,
                            FIN | ACK,
                            new byte[0]);
                }
                case "RST" ->
                    write(
                            isClient,
                            isClient ? fromClient : fromServer,
                            isClient ? received : fromClient,
                            RST,
                            new byte[0]);
                case "lost" -> {
                    // Acknowledged by the peer, but not in the capture.
                    fromClient += isClient ? 10 : 0;
                    fromServer += isClient ? 0 : 10;
                    write(
                            !isClient,
                            isClient ? fromServer : fromClient,
                            isClient ? fromClient : fromServer,
                            ACK,
                            new byte[0]);
                }
                default -> throw new IOException("@ " + what);
            }
        }

        private void write(boolean isClient, int sequence, int acknowledgement, int flags, byte[] payload)
                throws IOException {
            int length = 40 + payload.length;
            ByteBuffer packet = ByteBuffer.allocate(length);
            int client = 0x0a000001;
            packet.putInt(0x4500 << 16 | length).putInt(0x4000).putInt(64 << 24 | 6 << 16);
            packet.putInt(isClient ? client : server).putInt(isClient ? server : client);
            packet.putShort((short) (isClient ? port : 1883)).putShort((short) (isClient ? 1883 : port));
            packet.putInt(sequence)
                    .putInt(acknowledgement)
                    .putShort((short) (5 << 12 | flags))
                    .putShort((short) -1);
            packet.putInt(0).put(payload);
            frame.next(time, 0, RAW_IP, length, packet.array(), 0, length);
            writer.write(0, frame);
        }
    }
}
