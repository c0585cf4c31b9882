package mqttlab.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Locale;

/// Many retained messages: how fast the broker stores them, what memory each costs it, and how fast it sends them all
/// to
/// a new subscriber. QoS 1.
final class Retained {

    private static final int WINDOW = 1000;
    private static final int BATCH = 250;
    private static final int DIGITS = 7;

    private final Options options;
    private final String prefix = "retained/" + Long.toString(System.currentTimeMillis(), 36) + "/";
    private final ByteBuffer in = ByteBuffer.allocate(Buffers.SIZE);
    private final ByteBuffer acknowledgements = ByteBuffer.allocate(Buffers.SIZE);
    private final BitSet arrived = new BitSet();
    private int acknowledged;
    private int doubled;
    private long firstAt;

    private Retained(Options options) {
        this.options = options;
    }

    /// Publishes, subscribes, and says in a line what it saw.
    static String run(Options options) throws IOException {
        return new Retained(options).run();
    }

    private String run() throws IOException {
        Proc broker = new Proc(options.pid());
        int topics = options.topics();
        long heap = broker.heap();
        long resident = broker.resident();
        long begin = System.nanoTime();
        publish();
        double publishing = (System.nanoTime() - begin) / 1e9;
        resident = broker.resident() - resident;
        heap = broker.heap() - heap;
        begin = System.nanoTime();
        long end = subscribe();
        double subscribing = (end - begin) / 1e9;
        return String.format(
                Locale.ROOT,
                "retained   topics=%d stored/s=%.0f resident-bytes-each=%.0f heap-bytes-each=%.0f first-ms=%.1f"
                        + " delivered/s=%.0f lost=%d doubled=%d",
                topics,
                topics / publishing,
                (double) resident / topics,
                (double) heap / topics,
                (firstAt - begin) / 1e6,
                arrived.cardinality() / subscribing,
                topics - arrived.cardinality(),
                doubled);
    }

    private void publish() throws IOException {
        byte[] packet = Packets.publish(
                prefix + "0".repeat(DIGITS), 1, true, options.bytes().getFirst());
        ByteBuffer batch = ByteBuffer.allocate(BATCH * packet.length);
        int payload = packet.length - options.bytes().getFirst();
        Scanner scanner = new Scanner();
        try (Line line = line("publisher")) {
            for (int sent = 0; sent < options.topics(); ) {
                batch.clear();
                for (int i = 0; i < BATCH && sent < options.topics(); i++, sent++) {
                    int at = batch.position();
                    batch.put(packet).putShort(at + payload - 2, (short) (sent % 65535 + 1));
                    digits(batch, at + payload - 2, sent);
                    batch.putInt(at + payload, sent);
                }
                line.send(batch.array(), batch.position());
                await(line, scanner, sent - WINDOW + BATCH);
            }
            await(line, scanner, options.topics());
        }
    }

    private void await(Line line, Scanner scanner, int count) throws IOException {
        while (acknowledged < count) {
            if (!line.receive(scanner, in, this::acknowledged)) {
                throw new LoadException(
                        "The broker has acknowledged " + acknowledged + " retained messages, and no more.");
            }
        }
    }

    private void acknowledged(int first, ByteBuffer from, int body, int end) {
        if (first != Packets.PUBACK) {
            throw new LoadException("The broker answered with 0x" + Integer.toHexString(first) + ", not with PUBACK.");
        }
        acknowledged++;
    }

    /// Writes a number in decimal digits, the last of which stands before `end`.
    private static void digits(ByteBuffer out, int end, int number) {
        int rest = number;
        for (int at = end - 1; rest > 0; at--, rest /= 10) {
            out.put(at, (byte) ('0' + rest % 10));
        }
    }

    /// The time when the last message came.
    private long subscribe() throws IOException {
        Scanner scanner = new Scanner();
        long last = System.nanoTime();
        try (Line line = line("subscriber")) {
            line.send(Packets.subscribe("#", 1));
            while (arrived.cardinality() < options.topics()) {
                acknowledgements.clear();
                if (!line.receive(scanner, in, this::delivered)) {
                    break;
                }
                last = System.nanoTime();
                line.send(acknowledgements.array(), acknowledgements.position());
            }
        }
        return last;
    }

    private void delivered(int first, ByteBuffer from, int body, int end) {
        if (first == Packets.SUBACK) {
            return;
        }
        int topicEnd = body + 2 + Short.toUnsignedInt(from.getShort(body));
        if (first >> 4 != Packets.PUBLISH >> 4 || (first & 6) != 2 || end - topicEnd < 2 + Packets.MIN_PAYLOAD) {
            throw new LoadException("The broker sent 0x" + Integer.toHexString(first) + ", not a message of QoS 1.");
        }
        Packets.answer(acknowledgements, Packets.PUBACK, Packets.packetId(from, topicEnd));
        if (firstAt == 0) {
            firstAt = System.nanoTime();
        }
        int number = from.getInt(topicEnd + 2);
        if (arrived.get(number)) {
            doubled++;
        }
        arrived.set(number);
    }

    private Line line(String name) throws IOException {
        return new Line(options.broker().getAddress(), options.broker(), prefix + name);
    }
}
