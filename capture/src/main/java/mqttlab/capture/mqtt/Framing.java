package mqttlab.capture.mqtt;

/// Where a packet ends: its first byte tells the type, the next one to four how much follows (MQTT 2.1).
final class Framing {

    /// More bytes are needed to tell.
    static final int UNKNOWN = -1;

    /// The remaining length has more than four bytes.
    static final int MALFORMED = -2;

    private static final int MOST_DIGITS = 4;

    private Framing() {}

    /// The length of the packet that begins at `from`, which may be more than there is up to `to`; or [#UNKNOWN] or
    /// [#MALFORMED].
    static int length(byte[] bytes, int from, int to) {
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
