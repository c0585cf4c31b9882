package mqttlab.capture.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds IP fragments until their datagram is whole; the oldest make room when there are too many.
///
/// Where fragments overlap, what came first stays. What contradicts itself is thrown away.
final class Fragments {

    static final int MOST_DATAGRAMS = 256;
    static final int MOST_BYTES = 4 * 1024 * 1024;
    static final long OLDEST = 30_000_000_000L; // nanoseconds of capture time, as Linux has it
    private static final int LONGEST = 65_535;
    private static final int OVERHEAD = 64; // bytes that keeping a fragment costs beside its own

    private final Map<Key, Datagram> datagrams = new LinkedHashMap<>();
    private int held;

    /// @param protocol of the datagram in IPv4; 0 in IPv6, where only the first fragment says it
    private record Key(
            int version,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int id,
            int protocol) {}

    private record Piece(int offset, byte[] bytes) {}

    private static final class Datagram {
        final long since;
        final List<Piece> pieces = new ArrayList<>(4);
        final BitSet units = new BitSet(); // of eight bytes that are here
        int size;
        int total = -1;
        int protocol = -1;

        Datagram(long since) {
            this.since = since;
        }

        /// Whether the fragment can belong to the datagram. All but the last are of whole units.
        boolean accepts(int end, boolean more) {
            if (total >= 0) {
                return more ? end <= total : end == total;
            }
            return end <= LONGEST && (more || end >= units.length() * 8);
        }

        boolean isWhole() {
            return total >= 0 && protocol >= 0 && units.nextClearBit(0) * 8 >= total;
        }

        byte[] join() {
            byte[] whole = new byte[total];
            for (Piece piece : pieces.reversed()) {
                System.arraycopy(piece.bytes, 0, whole, piece.offset, piece.bytes.length);
            }
            return whole;
        }
    }

    /// Takes what the envelope holds for a fragment. When it completes a datagram the envelope holds that.
    ///
    /// @return the protocol of the datagram if it is whole now, otherwise -1
    int add(Envelope e, TcpSegment segment, int id, int protocol, int offset, boolean more) {
        int length = e.end - e.at;
        if (length == 0 || e.missing > 0 || segment.quoted || more && length % 8 != 0) {
            return -1;
        }
        long now = segment.frame().time();
        expire(now);
        boolean four = segment.ipVersion() == 4;
        Key key = new Key(
                segment.ipVersion(),
                segment.sourceHigh(),
                segment.sourceLow(),
                segment.destinationHigh(),
                segment.destinationLow(),
                id,
                four ? protocol : 0);
        Datagram datagram = datagrams.computeIfAbsent(key, _ -> new Datagram(now));
        int end = offset + length;
        if (!datagram.accepts(end, more)) {
            drop(key, datagram);
            return -1;
        }
        int units = (end + 7) / 8;
        if (datagram.units.nextClearBit(offset / 8) < units) { // otherwise it is here already
            datagram.pieces.add(new Piece(offset, Arrays.copyOfRange(e.bytes, e.at, e.end)));
            datagram.units.set(offset / 8, units);
            datagram.size += length + OVERHEAD;
            held += length + OVERHEAD;
        }
        datagram.total = more ? datagram.total : end;
        datagram.protocol = offset == 0 && datagram.protocol < 0 ? protocol : datagram.protocol;
        if (!datagram.isWhole()) {
            makeRoom();
            return -1;
        }
        drop(key, datagram);
        e.open(datagram.join(), 0, datagram.total, datagram.total);
        return datagram.protocol;
    }

    private void drop(Key key, Datagram datagram) {
        datagrams.remove(key);
        held -= datagram.size;
    }

    private void expire(long now) {
        Iterator<Datagram> oldest = datagrams.values().iterator();
        while (oldest.hasNext()) {
            Datagram datagram = oldest.next();
            if (now - datagram.since <= OLDEST) {
                return;
            }
            oldest.remove();
            held -= datagram.size;
        }
    }

    private void makeRoom() {
        Iterator<Datagram> oldest = datagrams.values().iterator();
        while (datagrams.size() > MOST_DATAGRAMS || held > MOST_BYTES) {
            held -= oldest.next().size;
            oldest.remove();
        }
    }
}
