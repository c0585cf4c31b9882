package mqttlab.capture.link;

/// What is left of a frame to be unwrapped: a cursor, and a limit which every layer may draw in further.
///
/// Numbers are read relative to the cursor, big-endian, and only after [#has(int)].
final class Envelope {

    byte[] bytes = new byte[0];
    int at;
    int end;

    /// How many bytes stood behind the limit on the wire, and were not captured.
    int missing;

    void open(byte[] bytes, int offset, int captured, int length) {
        this.bytes = bytes;
        at = offset;
        end = offset + captured;
        missing = Math.max(0, length - captured);
    }

    boolean has(int count) {
        return end - at >= count;
    }

    /// How many bytes there were on the wire, from the cursor on.
    int wireLength() {
        return end - at + missing;
    }

    /// Draws in the limit: what comes after so many bytes is padding or a checksum.
    void limit(int length) {
        int captured = Math.min(length, end - at);
        missing = Math.min(length, wireLength()) - captured;
        end = at + captured;
    }

    /// Goes on, up to the limit at most.
    void skip(int count) {
        at = Math.min(at + count, end);
    }

    int u8(int from) {
        return bytes[at + from] & 0xff;
    }

    int u16(int from) {
        byte[] b = bytes;
        int i = at + from;
        return (b[i] & 0xff) << 8 | b[i + 1] & 0xff;
    }

    int s32(int from) {
        byte[] b = bytes;
        int i = at + from;
        return b[i] << 24 | (b[i + 1] & 0xff) << 16 | (b[i + 2] & 0xff) << 8 | b[i + 3] & 0xff;
    }

    long u32(int from) {
        return s32(from) & 0xffff_ffffL;
    }

    long s64(int from) {
        return u32(from) << 32 | u32(from + 4);
    }
}
