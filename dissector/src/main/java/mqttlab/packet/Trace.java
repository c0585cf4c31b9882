package mqttlab.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reader saw in one packet: every field in wire order with its offset, length, depth and value, and every
/// rule that was broken.
///
/// Entries are numbered from 0. The leaves (entries of whole bytes which are not groups) tile the packet: every
/// byte belongs to exactly one. The bits of a byte follow it, one level deeper. A trace is made to be used again
/// for the next packet: it keeps its room, and refers to the bytes it was given without copying them.
public final class Trace {

    /// The field that says how long the packet is.
    public static final Field REMAINING_LENGTH = FixedHeader.REMAINING_LENGTH;

    private byte[] bytes = Bytes.EMPTY.toArray();
    private int start;
    private int end;
    private Version version = Version.V3_1_1;

    private int size;
    private Field[] fields = new Field[64];
    private int[] offsets = new int[64];
    private int[] lengths = new int[64];
    private int[] depths = new int[64];
    private long[] values = new long[64];
    private int depth;

    private final TextBuffer scratch = new TextBuffer(64);
    private final List<Problem> problems = new ArrayList<>(0);
    private final List<Generated> generated = new ArrayList<>(0);
    /// What others see of these: made once, as they are asked for with every packet.
    private final List<Problem> problemsSeen = Collections.unmodifiableList(problems);
    private final List<Generated> generatedSeen = Collections.unmodifiableList(generated);

    /// Something that is not in the packet's bytes but known from what went before, such as the topic behind an
    /// alias.
    public record Generated(Field field, String text) {}

    /// Forgets everything, and starts on the packet in `bytes` from `start` to `end`.
    void reset(byte[] bytes, int start, int end, Version version) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.version = version;
        size = 0;
        depth = 0;
        problems.clear();
        generated.clear();
    }

    void add(Field field, int at, int length, long value) {
        if (size == fields.length) {
            grow();
        }
        fields[size] = field;
        offsets[size] = at - start;
        lengths[size] = length;
        depths[size] = field.mask() == 0 ? depth : depth + 1;
        values[size] = value;
        size++;
    }

    private void grow() {
        int room = size * 2;
        fields = Arrays.copyOf(fields, room);
        offsets = Arrays.copyOf(offsets, room);
        lengths = Arrays.copyOf(lengths, room);
        depths = Arrays.copyOf(depths, room);
        values = Arrays.copyOf(values, room);
    }

    /// Opens a group; what is added until [#close] lies in it.
    int open(Field group, int at) {
        add(group, at, -1, 0);
        depth++;
        return size - 1;
    }

    void close(int group, int at) {
        lengths[group] = at - start - offsets[group];
        depth = depths[group];
    }

    /// Closes whatever a reader had open when it gave up.
    void closeAll(int at) {
        for (int i = size - 1; i >= 0 && depth > 0; i--) {
            if (lengths[i] < 0) {
                close(i, at);
            }
        }
    }

    /// An empty buffer, for text that is needed at once: problems may be very many.
    TextBuffer scratch() {
        scratch.clear();
        return scratch;
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    /// Adds what is known beyond the packet's own bytes.
    public void generate(Field field, String text) {
        generated.add(new Generated(field, text));
    }

    /// The number of entries.
    public int size() {
        return size;
    }

    public Field field(int entry) {
        return fields[entry];
    }

    /// Where the entry begins, from the packet's first byte.
    public int offset(int entry) {
        return offsets[entry];
    }

    /// The entry's length in bytes; for the bits of a byte, 1.
    public int length(int entry) {
        return lengths[entry];
    }

    /// 0 for a part of the packet itself, one more for each group or byte around it.
    public int depth(int entry) {
        return depths[entry];
    }

    /// The value of a number or flag; 0 for text, bytes and groups.
    public long value(int entry) {
        return values[entry];
    }

    /// The entry's bytes.
    public Bytes content(int entry) {
        return Bytes.of(bytes, start + offsets[entry], lengths[entry]);
    }

    /// Whether the entry stands for bytes of its own: not a group, and not the bits of a byte.
    public boolean isLeaf(int entry) {
        Field field = fields[entry];
        return field.mask() == 0 && field.kind() != Field.Kind.GROUP;
    }

    /// The first entry of `field`, or -1.
    public int find(Field field) {
        for (int i = 0; i < size; i++) {
            if (fields[i].id() == field.id()) {
                return i;
            }
        }
        return -1;
    }

    int findLast(Field field) {
        for (int i = size - 1; i >= 0; i--) {
            if (fields[i].id() == field.id()) {
                return i;
            }
        }
        return -1;
    }

    /// In the order in which they were noticed; as long as the trace is not used again.
    public List<Problem> problems() {
        return problemsSeen;
    }

    /// Whether there are none.
    public boolean isSound() {
        return problems.isEmpty();
    }

    public List<Generated> generated() {
        return generatedSeen;
    }

    /// The version the packet was read as.
    public Version version() {
        return version;
    }

    /// The packet's type, or null for a number that is reserved in its version and an empty packet.
    public @Nullable PacketType type() {
        return end == start ? null : PacketType.of((bytes[start] & 0xff) >>> 4, version);
    }

    /// The packet's bytes, all of them.
    public Bytes packet() {
        return Bytes.of(bytes, start, end - start);
    }

    /// The array that holds the packet, and where in it the packet begins: for those who may not pay for a slice.
    public byte[] array() {
        return bytes;
    }

    public int start() {
        return start;
    }

    /// Where in the array the packet ends.
    public int end() {
        return end;
    }
}
