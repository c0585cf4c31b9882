package mqttlab.conversation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The last entries that were added, found again by their keys, the latest first. It grows to a fixed number of
/// entries, which are then used again: adding costs no memory.
///
/// Entries are numbered in their order. Each names the one before it in its bucket; an entry whose number has left
/// the ring ends the chain, so that nothing needs to be taken out.
final class Recent {

    private static final int FIRST = 64;
    private static final long NONE = -1;

    /// A message, or what became of one.
    static final class Entry {
        long key;
        long number;
        private long before;

        long packet;
        long time;
        int qos;
        /// How many copies of it have gone out.
        int copies;
    }

    private final int most;
    private Entry[] ring = new Entry[FIRST];
    private long[] latest = heads(FIRST);
    private long count;

    /// @param most a power of two
    Recent(int most) {
        this.most = most;
    }

    private static long[] heads(int size) {
        long[] heads = new long[size];
        Arrays.fill(heads, NONE);
        return heads;
    }

    /// Adds an entry of this key, whose other values the caller sets.
    Entry add(long key) {
        if (count == ring.length && ring.length < most) {
            grow();
        }
        int slot = slot(count);
        Entry entry = ring[slot];
        if (entry == null) {
            entry = new Entry();
            ring[slot] = entry;
        }
        entry.key = key;
        entry.number = count++;
        entry.copies = 0;
        link(entry);
        return entry;
    }

    private void grow() {
        Entry[] old = ring;
        ring = Arrays.copyOf(old, old.length * 2);
        latest = heads(ring.length);
        for (Entry entry : old) {
            link(entry);
        }
    }

    private void link(Entry entry) {
        int bucket = bucket(entry.key);
        entry.before = latest[bucket];
        latest[bucket] = entry.number;
    }

    private int slot(long number) {
        return (int) number & ring.length - 1;
    }

    private int bucket(long key) {
        return (int) (key ^ key >>> 32) & latest.length - 1;
    }

    /// The last entry of this key, or null.
    @Nullable
    Entry latest(long key) {
        return find(latest[bucket(key)], key);
    }

    /// The one before it of the same key, or null.
    @Nullable
    Entry before(Entry entry) {
        return find(entry.before, entry.key);
    }

    private @Nullable Entry find(long from, long key) {
        long number = from;
        while (number >= 0 && number >= count - ring.length) {
            Entry entry = ring[slot(number)];
            if (entry.key == key) {
                return entry;
            }
            number = entry.before;
        }
        return null;
    }
}
