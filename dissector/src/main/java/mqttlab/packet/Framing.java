package mqttlab.packet;

/// Where a packet ends: the answer to "is there a whole packet at the start of these bytes?". 3.1.1 section 2.2.3,
/// 5.0 section 2.1.4.
public sealed interface Framing {

    /// The longest packet there can be: one byte, four bytes of Remaining Length, and what these can say.
    int MAX_LENGTH = 1 + 4 + 0xfff_ffff;

    /// A whole packet of `length` bytes, the first `header` of which are the fixed header.
    record Whole(int header, int length) implements Framing {}

    /// At least `bytes` more are needed; exact once Remaining Length is known.
    record Missing(int bytes) implements Framing {}

    /// No packet: Remaining Length goes on after its fourth byte, which stands at `offset` from the packet's start.
    record Malformed(int offset) implements Framing {}

    /// Looks at the bytes from `from` to `to`, of which there may be none.
    static Framing next(byte[] bytes, int from, int to) {
        int length = 0;
        for (int i = 0; i < 4; i++) {
            int at = from + 1 + i;
            if (at >= to) {
                return new Missing(Math.max(1, from + 2 - to));
            }
            int b = bytes[at];
            length |= (b & 0x7f) << 7 * i;
            if (b >= 0) {
                int header = 2 + i;
                int left = to - from - header;
                return left >= length ? new Whole(header, header + length) : new Missing(length - left);
            }
        }
        return new Malformed(4);
    }
}
