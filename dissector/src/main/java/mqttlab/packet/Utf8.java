package mqttlab.packet;

/// Well-formed UTF-8, as RFC 3629 and the standard have it: shortest form, no surrogates, nothing above U+10FFFF
/// (3.1.1 section 1.5.3, 5.0 section 1.5.4).
public final class Utf8 {

    private Utf8() {}

    /// The index of the first byte outside printable ASCII (0x20 to 0x7e), or `to`.
    static int plain(byte[] bytes, int from, int to) {
        return Words.outside(bytes, from, to, ' ');
    }

    /// Text of ASCII alone. The constructor is deprecated for what it makes of other bytes; it is the only one that
    /// the JIT compiler inlines.
    @SuppressWarnings("deprecation")
    static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, 0, from, to - from);
    }

    /// The index of the first byte of an ill-formed sequence, or -1 where all is well-formed.
    public static int illFormed(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int length = sequence(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /// The index of the first character that the standard advises against (U+0001 to U+001F, U+007F to U+009F, and
    /// the non-characters of Unicode), or -1. The bytes must be well-formed.
    static int control(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int length = sequence(bytes, i, to);
            int c = codePoint(bytes, i, length);
            if (c > 0 && c < 0x20 || c >= 0x7f && c < 0xa0 || c >= 0xfdd0 && c <= 0xfdef || (c & 0xfffe) == 0xfffe) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /// The length of the well-formed sequence at `i`, 1 to 4, or 0 where there is none.
    static int sequence(byte[] bytes, int i, int to) {
        int first = bytes[i];
        if (first >= 0) {
            return 1;
        }
        int lead = first & 0xff;
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || to - i < length) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        // Overlong forms, surrogates and what lies above U+10FFFF show in the second byte.
        int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < low || second > high) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /// The code point of the well-formed sequence of this length at `i`.
    static int codePoint(byte[] bytes, int i, int length) {
        return switch (length) {
            case 1 -> bytes[i];
            case 2 -> (bytes[i] & 0x1f) << 6 | bytes[i + 1] & 0x3f;
            case 3 -> (bytes[i] & 0x0f) << 12 | (bytes[i + 1] & 0x3f) << 6 | bytes[i + 2] & 0x3f;
            default ->
                (bytes[i] & 0x07) << 18
                        | (bytes[i + 1] & 0x3f) << 12
                        | (bytes[i + 2] & 0x3f) << 6
                        | bytes[i + 3] & 0x3f;
        };
    }
}
