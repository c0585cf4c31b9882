package mqttlab.capture.mqtt;

/// How long a packet is, of which there may be only the beginning: what [mqttlab.packet.Framing] says, as a number,
/// as an object for every packet of a large capture was found to take a tenth of the time.
final class PacketLength {

    /// More bytes are needed to tell.
    static final int UNKNOWN = -1;

    /// The remaining length does not end.
    static final int MALFORMED = -2;

    private static final int MOST_DIGITS = 4;

    private PacketLength() {}

    /// The length of the packet that begins at `from`, which may be more than there is up to `to`; or [#UNKNOWN] or
    /// [#MALFORMED].
    static int of(byte[] bytes, int from, int to) {
        int remaining = 0;
        for (int i = 1; i <= MOST_DIGITS; i++) {
            if (i >= to - from) {
                return UNKNOWN;
            }
            int digit = bytes[from + i];
            remaining |= (digit & 0x7f) << 7 * (i - 1);
            if (digit >= 0) {
                return 1 + i + remaining;
            }
        }
        return MALFORMED;
    }
}
