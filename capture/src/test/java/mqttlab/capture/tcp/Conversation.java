package mqttlab.capture.tcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.capture.FrameBuilder;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.link.Unwrapper;
import org.jspecify.annotations.Nullable;

/// A connection between 10.0.0.1:40000 and 10.0.0.2:1883, and what became known of it.
///
/// A segment is written as its direction, flags if any, sequence number, and then what there is of `a` with an
/// acknowledgement, `m` with a number of bytes that were sent and not captured, and the payload:
///
/// ```
/// > S 99
/// < SA 499 a100
/// > 100 a500 hello
/// < 500 a105
/// ```
final class Conversation {

    private static final int LINK_TYPE = 101;

    final List<String> log = new ArrayList<>();
    final Streams streams;
    private final Unwrapper unwrapper = new Unwrapper();
    private final CapturedFrame frame = new CapturedFrame();
    private final TcpSegment segment = new TcpSegment();
    private @Nullable Connection connection;
    private int clientPort = 40_000;

    Conversation() {
        this(Limits.USUAL);
    }

    Conversation(Limits limits) {
        streams = new Streams(limits, c -> {
            connection = c;
            return new Handler(c);
        });
    }

    /// What a handler got, each call a line, the lines joined by commas, for a whole conversation.
    static String of(String segments) {
        Conversation conversation = new Conversation();
        conversation.play(segments);
        return conversation.told();
    }

    String told() {
        String told = String.join(", ", log);
        log.clear();
        return told;
    }

    Conversation from(int port) {
        clientPort = port;
        return this;
    }

    /// Captures these segments, and gives the numbers that they were given.
    List<Integer> play(String segments) {
        List<Integer> numbers = new ArrayList<>();
        for (String line : segments.strip().split("\n")) {
            numbers.add(segment(line.strip()));
        }
        return numbers;
    }

    private int segment(String line) {
        boolean forth = line.charAt(0) == '>';
        int flags = 0;
        int sequence = 0;
        int acknowledgement = 0;
        int missing = 0;
        String payload = "";
        boolean hasSequence = false;
        for (String word : line.substring(1).strip().split(" ")) {
            if (!hasSequence && word.chars().allMatch(Character::isUpperCase)) {
                flags = flags(word);
            } else if (!hasSequence) {
                sequence = (int) Long.parseLong(word);
                hasSequence = true;
            } else if (word.matches("a\\d+")) {
                acknowledgement = (int) Long.parseLong(word.substring(1));
                flags |= TcpSegment.ACK;
            } else if (word.matches("m\\d+")) {
                missing = Integer.parseInt(word.substring(1));
            } else {
                payload = word;
            }
        }
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        return send(forth, sequence, acknowledgement, flags, bytes, missing);
    }

    private static int flags(String letters) {
        int flags = 0;
        for (int i = 0; i < letters.length(); i++) {
            flags |= switch (letters.charAt(i)) {
                case 'F' -> TcpSegment.FIN;
                case 'S' -> TcpSegment.SYN;
                case 'R' -> TcpSegment.RST;
                case 'A' -> TcpSegment.ACK;
                default -> throw new IllegalArgumentException(letters);
            };
        }
        return flags;
    }

    int send(boolean forth, int sequence, int acknowledgement, int flags, byte[] payload, int missing) {
        int from = forth ? clientPort : 1883;
        int to = forth ? 1883 : clientPort;
        byte[] tcp = FrameBuilder.tcp(
                from, to, sequence, acknowledgement, flags, Arrays.copyOf(payload, payload.length + missing));
        String source = forth ? "10.0.0.1" : "10.0.0.2";
        String destination = forth ? "10.0.0.2" : "10.0.0.1";
        byte[] packet = FrameBuilder.ipv4(source, destination, 6, tcp);
        frame.next(0, 0, LINK_TYPE, packet.length, packet, 0, packet.length - missing);
        if (!unwrapper.unwrap(frame, segment)) {
            throw new AssertionError("no segment");
        }
        streams.accept(segment);
        return segment.stream();
    }

    /// The handler's last connection.
    Connection connection() {
        if (connection == null) {
            throw new AssertionError("no data");
        }
        return connection;
    }

    private final class Handler implements StreamHandler {
        private final Connection connection;

        Handler(Connection connection) {
            this.connection = connection;
        }

        private void log(int direction, String what) {
            boolean forth = connection.port(direction) != 1883;
            log.add((forth ? "> " : "< ") + what);
        }

        @Override
        public void data(int direction, TcpSegment segment, byte[] bytes, int offset, int length) {
            log(direction, new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void lost(int direction, long bytes) {
            log(direction, "lost " + bytes);
        }

        @Override
        public void unseen(int direction) {
            log(direction, "unseen");
        }

        @Override
        public void overlapped(int direction, int bytes) {
            log(direction, "overlap " + bytes);
        }

        @Override
        public void finished(int direction, long time) {
            log(direction, "end");
        }

        @Override
        public void closed(Ending ending, int by) {
            log.add(ending.toString());
        }
    }
}
