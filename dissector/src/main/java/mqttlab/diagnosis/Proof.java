package mqttlab.diagnosis;

import java.util.Arrays;
import java.util.List;

/// The first packets that prove something, and how many there are beyond.
final class Proof {

    private static final int MOST = 8;

    private long[] packets = new long[2];
    private int size;
    private long more;

    static Proof of(long... packets) {
        Proof proof = new Proof();
        for (long packet : packets) {
            proof.add(packet);
        }
        return proof;
    }

    /// Adds a packet, or none where the number is negative; once only.
    Proof add(long packet) {
        if (packet < 0 || size > 0 && packets[size - 1] == packet) {
            return this;
        }
        if (size == MOST) {
            more++;
            return this;
        }
        if (size == packets.length) {
            packets = Arrays.copyOf(packets, MOST);
        }
        packets[size++] = packet;
        return this;
    }

    long count() {
        return size + more;
    }

    long first() {
        return size == 0 ? -1 : packets[0];
    }

    long more() {
        return more;
    }

    List<Long> packets() {
        return Arrays.stream(packets, 0, size).sorted().boxed().toList();
    }
}
