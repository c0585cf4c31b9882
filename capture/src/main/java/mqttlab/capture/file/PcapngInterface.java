package mqttlab.capture.file;

/// What an Interface Description Block says: how frames begin, how long they are at most, how times are counted.
///
/// @param snapLength 0 for no limit
/// @param resolution as in the option if_tsresol: the unit of time is 10^-n seconds, or 2^-n with the top bit set
/// @param startSecond what is to be added to every time (option if_tsoffset)
record PcapngInterface(int linkType, long snapLength, int resolution, long startSecond) {

    private static final int END_OF_OPTIONS = 0;
    private static final int IF_TSRESOL = 9;
    private static final int IF_TSOFFSET = 14;

    private static final int MICROSECONDS = 6;
    private static final long SECOND = 1_000_000_000L;
    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        long power = 1;
        for (int i = 0; i < POWERS_OF_TEN.length; i++, power *= 10) {
            POWERS_OF_TEN[i] = power;
        }
    }

    /// Reads the body of the block at the cursor, from `start` to `end`. Options that make no sense end the list.
    static PcapngInterface read(Input in, int start, int end) {
        int resolution = MICROSECONDS;
        long startSecond = 0;
        int at = start + 8;
        while (end - at >= 4 && in.u16(at) != END_OF_OPTIONS) {
            int option = in.u16(at);
            int length = in.u16(at + 2);
            int value = at + 4;
            at = value + (length + 3 & ~3);
            if (at > end) {
                break;
            }
            if (option == IF_TSRESOL && length == 1) {
                resolution = in.u8(value);
            } else if (option == IF_TSOFFSET && length == 8) {
                startSecond = in.s64(value);
            }
        }
        return new PcapngInterface(in.u16(start), in.u32(start + 4), resolution, startSecond);
    }

    /// Nanoseconds since 1970, of an unsigned count of this interface's units; what is finer is cut off.
    long time(long count) {
        int exponent = resolution & 0x7f;
        long start = startSecond * SECOND;
        if (resolution >= 0x80) {
            return start + binary(count, exponent);
        }
        if (exponent <= 9) {
            return start + count * POWERS_OF_TEN[9 - exponent];
        }
        return exponent - 9 < POWERS_OF_TEN.length
                ? start + Long.divideUnsigned(count, POWERS_OF_TEN[exponent - 9])
                : start;
    }

    private static long binary(long count, int exponent) {
        long seconds = exponent < 64 ? count >>> exponent : 0;
        long fraction = exponent < 64 ? count & ~(-1L << exponent) : count;
        int excess = Math.max(0, exponent - 34); // 34 bits times a thousand million is what 64 bits hold
        long coarse = excess < 64 ? fraction >>> excess : 0;
        return seconds * SECOND + (coarse * SECOND >>> exponent - excess);
    }
}
