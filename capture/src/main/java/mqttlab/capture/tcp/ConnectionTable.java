package mqttlab.capture.tcp;

import java.util.SplittableRandom;
import mqttlab.capture.link.TcpSegment;
import org.jspecify.annotations.Nullable;

/// Finds connections by their ends, in either order, without allocating anything: a hash table with linear probing.
final class ConnectionTable {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long MIX = 0xbf58476d1ce4e5b9L;

    /// So that a capture cannot be made in which all connections collide.
    private final long secret = new SplittableRandom().nextLong();

    private @Nullable Connection[] slots = new @Nullable Connection[256];
    private int size;
    private int direction;

    /// The same for both directions of a connection.
    int hash(TcpSegment s) {
        long sum = mix(s.sourceHigh(), s.sourceLow(), s.sourcePort())
                + mix(s.destinationHigh(), s.destinationLow(), s.destinationPort());
        return (int) ((sum ^ sum >>> 32) * GOLDEN >>> 32);
    }

    private long mix(long high, long low, int port) {
        long value = (low ^ secret) * GOLDEN ^ (high + port) * MIX;
        return (value ^ value >>> 29) * MIX;
    }

    @Nullable
    Connection find(TcpSegment s, int hash) {
        int mask = slots.length - 1;
        for (int i = hash & mask; ; i = i + 1 & mask) {
            Connection c = slots[i];
            if (c == null) {
                return null;
            }
            if (c.hash == hash) {
                direction = c.direction(s);
                if (direction >= 0) {
                    return c;
                }
            }
        }
    }

    /// The direction of the segment that was found last.
    int direction() {
        return direction;
    }

    void add(Connection c) {
        if (++size > slots.length / 2) {
            grow();
        }
        insert(c);
    }

    private void insert(Connection c) {
        int mask = slots.length - 1;
        int i = c.hash & mask;
        while (slots[i] != null) {
            i = i + 1 & mask;
        }
        slots[i] = c;
    }

    private void grow() {
        @Nullable Connection[] before = slots;
        slots = new @Nullable Connection[2 * before.length];
        for (Connection c : before) {
            if (c != null) {
                insert(c);
            }
        }
    }

    void remove(Connection c) {
        int mask = slots.length - 1;
        int hole = c.hash & mask;
        while (slots[hole] != c) {
            hole = hole + 1 & mask;
        }
        // Those behind move up where that brings them no further than their own place.
        for (int i = hole + 1 & mask; ; i = i + 1 & mask) {
            Connection other = slots[i];
            if (other == null) {
                break;
            }
            if ((i - other.hash & mask) >= (i - hole & mask)) {
                slots[hole] = other;
                hole = i;
            }
        }
        slots[hole] = null;
        size--;
    }
}
