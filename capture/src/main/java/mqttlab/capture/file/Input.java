package mqttlab.capture.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A window on a stream: the bytes from the cursor on stand in one array, as many as were asked for.
///
/// The array grows only when it is full of bytes that were really there, so that a length that lies costs nothing.
final class Input implements Closeable {

    private static final int BLOCK = 256 * 1024;

    final String name;
    private final InputStream in;
    private byte[] bytes = new byte[BLOCK];
    private int at;
    private int end;
    private long base; // where in the stream bytes[0] stands
    private boolean bigEndian;

    Input(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    /// Whether `count` bytes stand in the array from the cursor on, reading on as needed.
    boolean has(int count) throws IOException {
        return end - at >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        System.arraycopy(bytes, at, bytes, 0, end - at);
        base += at;
        end -= at;
        at = 0;
        while (end < count) {
            if (end == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * end, Math.max(count, BLOCK)));
            }
            int n = in.read(bytes, end, bytes.length - end);
            if (n < 0) {
                return false;
            }
            end += n;
        }
        return true;
    }

    /// Moves the cursor over bytes which need not stand in the array; whether they were all there.
    boolean skip(long count) throws IOException {
        long left = count;
        while (left > end - at) {
            left -= end - at;
            at = end;
            if (!has(1)) {
                return false;
            }
        }
        at += (int) left;
        return true;
    }

    /// How many bytes stand in the array from the cursor on; after [#has(int)] said no, all that is left.
    int available() {
        return end - at;
    }

    /// Where the cursor is, in the stream.
    long offset() {
        return base + at;
    }

    /// Where the cursor is, in [#bytes()].
    int position() {
        return at;
    }

    byte[] bytes() {
        return bytes;
    }

    void bigEndian(boolean value) {
        bigEndian = value;
    }

    /// The byte so far from the cursor, as are the other numbers; the bytes must be there.
    int u8(int from) {
        return bytes[at + from] & 0xff;
    }

    int u16(int from) {
        byte[] b = bytes;
        int i = at + from;
        return bigEndian ? (b[i] & 0xff) << 8 | b[i + 1] & 0xff : (b[i + 1] & 0xff) << 8 | b[i] & 0xff;
    }

    int s32(int from) {
        byte[] b = bytes;
        int i = at + from;
        return bigEndian
                ? b[i] << 24 | (b[i + 1] & 0xff) << 16 | (b[i + 2] & 0xff) << 8 | b[i + 3] & 0xff
                : b[i + 3] << 24 | (b[i + 2] & 0xff) << 16 | (b[i + 1] & 0xff) << 8 | b[i] & 0xff;
    }

    long u32(int from) {
        return s32(from) & 0xffff_ffffL;
    }

    long s64(int from) {
        long one = u32(from);
        long two = u32(from + 4);
        return bigEndian ? one << 32 | two : two << 32 | one;
    }

    CaptureException broken(long offset, String expected, String found) {
        return new CaptureException(name, offset, expected, found);
    }

    /// What to say when [#has(int)] said no.
    CaptureException cut(String expected) {
        String found = available() == 0 ? "the end of the file" : "the end of the file after " + available();
        return broken(offset(), expected, found);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
