package mqttlab.bench;

import java.io.IOException;
import java.util.random.RandomGenerator;
import mqttlab.bench.CaptureFile.Segment;
import mqttlab.packet.Packet;
import mqttlab.packet.Version;
import mqttlab.packet.Writer;

/// One client's TCP connection with the broker: both ends, and what they have to send but did not send yet.
final class Conversation {

    private static final int BROKER = 10 << 24 | 1;
    private static final int BROKER_PORT = 1883;

    private final CaptureFile file;
    private final Shape shape;
    private final Version version;
    private final End client;
    private final End broker;

    /// How packets lie in segments.
    ///
    /// @param packetsPerSegment 1 for a segment each
    /// @param split the part of all segments, 0 to 1, which are cut in two
    record Shape(int packetsPerSegment, double split) {}

    private static final class End {
        final int address;
        final int port;
        final Writer unsent;
        int sequence;
        int packets;
        int packetId;

        End(int address, int port, int sequence, Version version) {
            this.address = address;
            this.port = port;
            this.sequence = sequence;
            this.unsent = new Writer(version);
        }
    }

    Conversation(CaptureFile file, Shape shape, Version version, int number, RandomGenerator random) {
        this.file = file;
        this.shape = shape;
        this.version = version;
        client = new End(BROKER + 1 + number, 32768 + random.nextInt(28232), random.nextInt(), version);
        broker = new End(BROKER, BROKER_PORT, random.nextInt(), version);
    }

    Version version() {
        return version;
    }

    /// A packet identifier for the client's next message or the broker's.
    int nextPacketId(boolean fromClient) {
        End end = fromClient ? client : broker;
        end.packetId = end.packetId % 65535 + 1;
        return end.packetId;
    }

    /// SYN, SYN and ACK, ACK: each SYN takes a sequence number.
    void open(Clock clock) throws IOException {
        byte[] nothing = {};
        file.write(clock.next(), segment(client, broker, CaptureFile.SYN, 0), nothing, 0, 0);
        client.sequence++;
        int both = CaptureFile.SYN | CaptureFile.ACK;
        file.write(clock.next(), segment(broker, client, both, client.sequence), nothing, 0, 0);
        broker.sequence++;
        file.write(clock.next(), segment(client, broker, CaptureFile.ACK, broker.sequence), nothing, 0, 0);
    }

    /// Sends the packet, together with others where a segment holds several.
    void send(Clock clock, Packet packet, boolean fromClient, RandomGenerator random) throws IOException {
        End from = fromClient ? client : broker;
        from.unsent.write(packet);
        from.packets++;
        if (from.packets >= shape.packetsPerSegment) {
            flush(clock, from, fromClient ? broker : client, random);
        }
    }

    /// Sends what was held back.
    void flush(Clock clock, RandomGenerator random) throws IOException {
        flush(clock, client, broker, random);
        flush(clock, broker, client, random);
    }

    private void flush(Clock clock, End from, End to, RandomGenerator random) throws IOException {
        int size = from.unsent.size();
        int cut = size > 1 && random.nextDouble() < shape.split ? random.nextInt(1, size) : size;
        write(clock, from, to, 0, cut);
        write(clock, from, to, cut, size);
        from.unsent.clear();
        from.packets = 0;
    }

    private void write(Clock clock, End from, End to, int begin, int end) throws IOException {
        if (begin < end) {
            Segment segment = segment(from, to, CaptureFile.PSH | CaptureFile.ACK, to.sequence);
            file.write(clock.next(), segment, from.unsent.array(), begin, end - begin);
            from.sequence += end - begin;
        }
    }

    private static Segment segment(End from, End to, int flags, int acknowledged) {
        return new Segment(from.address, from.port, to.address, to.port, from.sequence, acknowledged, flags);
    }
}
