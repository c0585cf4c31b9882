package mqttlab.packet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// A run of bytes that does not change: a slice of an array that nobody writes to any more.
///
/// A packet's payload is such a slice of the array the packet was read from, never a copy; who reuses that array
/// must [copy][#toArray()] what is to be kept.
public final class Bytes {

    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /// A view of `length` bytes of `array` from `offset` on.
    public static Bytes of(byte[] array, int offset, int length) {
        if ((offset | length) < 0 || length > array.length - offset) {
            throw new IndexOutOfBoundsException("offset " + offset + ", length " + length + " of " + array.length);
        }
        return length == 0 ? EMPTY : new Bytes(array, offset, length);
    }

    public static Bytes of(byte... array) {
        return of(array, 0, array.length);
    }

    /// The UTF-8 bytes of `text`.
    public static Bytes utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return length;
    }

    /// The byte at `index`, 0 to 255.
    public int at(int index) {
        return array[offset + Objects.checkIndex(index, length)] & 0xff;
    }

    public Bytes slice(int from, int length) {
        Objects.checkFromIndexSize(from, length, this.length);
        return of(array, offset + from, length);
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /// Copies all bytes to `target` from `at` on.
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, length);
    }

    /// Whether the bytes are well-formed UTF-8.
    public boolean isUtf8() {
        return Utf8.illFormed(array, offset, offset + length) < 0;
    }

    /// The bytes as UTF-8 text; ill-formed parts become U+FFFD.
    public String text() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /// A number that tells these bytes from nearly all others, unless somebody means to deceive.
    public long digest() {
        return Words.digest(array, offset, offset + length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /// The bytes in hexadecimal, two digits each.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(array, offset, offset + length);
    }
}
