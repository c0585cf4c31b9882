package mqttlab.packet;

import java.util.Arrays;

/// Writes packets one behind the other into an array that grows. What breaks a rule is refused with an
/// [IllegalArgumentException], so that nobody sends a malformed packet by accident. What the version has no place
/// for is left out: the properties and reason codes of 5.0 before it.
public final class Writer extends Wire {

    private static final int MAX_VARINT = 0xfff_ffff;

    public Writer(Version version) {
        super(version, null, null, new byte[256], 0);
    }

    /// Forgets what was written, and keeps the array.
    public void clear() {
        at = 0;
    }

    /// Forgets what was written from the byte `size` on.
    public void cut(int size) {
        at = Math.min(at, size);
    }

    /// The number of bytes written so far.
    public int size() {
        return at;
    }

    /// The array that holds what was written, from its first byte on; the next packet may replace it.
    public byte[] array() {
        return bytes;
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, at);
    }

    /// Copies a packet, or several, that a writer of this version wrote before. Returns where in the array it begins.
    public int copy(byte[] packet, int length) {
        int start = at;
        room(length);
        System.arraycopy(packet, 0, bytes, start, length);
        at += length;
        return start;
    }

    /// Writes a packet behind what is there already; where it is refused, nothing of it stays.
    ///
    /// @throws IllegalArgumentException where the packet breaks a rule of this writer's version
    public void write(Packet packet) {
        int start = at;
        try {
            write(packet, start);
        } catch (RuntimeException e) {
            at = start;
            throw e;
        }
    }

    private void write(Packet packet, int start) {
        // The header's size is known only afterwards: room for the likely one is left, and the body moved if it was
        // not.
        int header = 1
                + sizeOfVarint(
                        packet instanceof Publish publish ? publish.payload().length() + 64 : 64);
        room(header);
        at += header;
        int first = Codec.walk(this, packet);
        int length = at - start - header;
        range(FixedHeader.REMAINING_LENGTH, length, MAX_VARINT);
        int size = 1 + sizeOfVarint(length);
        if (size != header) {
            move(start + header, size - header);
        }
        bytes[start] = (byte) first;
        putVarint(start + 1, length);
    }

    private void move(int from, int distance) {
        if (distance > 0) {
            room(distance);
        }
        System.arraycopy(bytes, from, bytes, from + distance, at - from);
        at += distance;
    }

    private void room(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
        }
    }

    static int sizeOfVarint(int value) {
        return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : 4;
    }

    private int putVarint(int where, int value) {
        int i = where;
        int left = value;
        while (left >= 0x80) {
            bytes[i++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[i++] = (byte) left;
        return i;
    }

    @Override
    int u8(Field field, int value) {
        range(field, value, 0xff);
        room(1);
        bytes[at++] = (byte) value;
        return value;
    }

    @Override
    int u16(Field field, int value) {
        range(field, value, 0xffff);
        room(2);
        put16(at, value);
        at += 2;
        return value;
    }

    private void put16(int where, int value) {
        bytes[where] = (byte) (value >>> 8);
        bytes[where + 1] = (byte) value;
    }

    @Override
    long u32(Field field, long value) {
        range(field, value, 0xffff_ffffL);
        room(4);
        put16(at, (int) (value >>> 16));
        put16(at + 2, (int) value);
        at += 4;
        return value;
    }

    @Override
    int varint(Field field, int value) {
        range(field, value, MAX_VARINT);
        room(4);
        at = putVarint(at, value);
        return value;
    }

    private static void range(Field field, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field.label() + " is " + value + ": expected 0 to " + max);
        }
    }

    @Override
    String text(Field length, Field field, String value) {
        int chars = value.length();
        room(2 + chars);
        int from = at + 2;
        int i = 0;
        // Two loops: who looks for wildcards begins where the first one ends.
        for (; i < chars; i++) {
            char c = value.charAt(i);
            if (c < FIRST_ORDINARY || c > '~') {
                break;
            }
            bytes[from + i] = (byte) c;
        }
        special = from + i;
        for (; i < chars; i++) {
            char c = value.charAt(i);
            if (c >= 0x80 || c == 0) {
                break;
            }
            bytes[from + i] = (byte) c;
        }
        at = from + i;
        if (i < chars) {
            putUnusual(field, value, i);
        }
        range(length, at - from, 0xffff);
        put16(from - 2, at - from);
        return value;
    }

    /// Writes the rest of `value`, from the first character that is not ASCII on.
    private void putUnusual(Field field, String value, int from) {
        int c;
        for (int i = from; i < value.length(); i += Character.charCount(c)) {
            c = value.codePointAt(i);
            check(c < 0xd800 || c > 0xdfff, field, Rule.UTF_8);
            check(c != 0, field, Rule.NO_NULL);
            room(4);
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xc0 | c >>> 6);
                bytes[at++] = (byte) (0x80 | c & 0x3f);
            } else if (c < 0x1_0000) {
                bytes[at++] = (byte) (0xe0 | c >>> 12);
                bytes[at++] = (byte) (0x80 | c >>> 6 & 0x3f);
                bytes[at++] = (byte) (0x80 | c & 0x3f);
            } else {
                bytes[at++] = (byte) (0xf0 | c >>> 18);
                bytes[at++] = (byte) (0x80 | c >>> 12 & 0x3f);
                bytes[at++] = (byte) (0x80 | c >>> 6 & 0x3f);
                bytes[at++] = (byte) (0x80 | c & 0x3f);
            }
        }
    }

    @Override
    Bytes data(Field length, Field field, Bytes value) {
        u16(length, value.length());
        return rest(field, value);
    }

    @Override
    Bytes rest(Field field, Bytes value) {
        room(value.length());
        value.copyTo(bytes, at);
        at += value.length();
        return value;
    }

    @Override
    boolean more(boolean wanted) {
        return wanted;
    }

    @Override
    int begin(Field length) {
        room(1);
        return ++at;
    }

    @Override
    void end(int block) {
        int length = at - block;
        int size = sizeOfVarint(length);
        if (size > 1) {
            move(block, size - 1);
        }
        putVarint(block - 1, length);
    }

    @Override
    void broken(Field field, Rule rule) {
        throw new IllegalArgumentException(field.label() + ": expected that " + rule.demand());
    }

    @Override
    void noteUtf8(Bytes value, Field field, Rule rule) {}

    @Override
    MalformedPacketException malformed(Field field, Rule rule) {
        throw new IllegalArgumentException(field.label() + ": expected that " + rule.demand());
    }

    @Override
    boolean skipBlock(MalformedPacketException cause) {
        return false;
    }
}
