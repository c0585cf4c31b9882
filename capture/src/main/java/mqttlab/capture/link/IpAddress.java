package mqttlab.capture.link;

/// Writes IP addresses as people do, those of IPv6 after RFC 5952.
public final class IpAddress {

    private static final int GROUPS = 8;

    private IpAddress() {}

    /// Appends an address that is given as a number in two halves.
    ///
    /// @param version 4 or 6
    public static void append(StringBuilder to, int version, long high, long low) {
        if (version == 4) {
            dotted(to, low);
            return;
        }
        int longest = longestZeros(high, low);
        int start = longest >>> 8;
        int length = longest & 0xff;
        // Embedded addresses of IPv4: "::ffff:0:0/96", and "::/96", which is deprecated.
        boolean embedded = high == 0 && ((low >>> 32) == 0xffff || (low >>> 32) == 0 && length == 6);
        int groups = embedded ? GROUPS - 2 : GROUPS;
        for (int i = 0; i < groups; i++) {
            if (i == start && length > 1) {
                to.append("::");
                i += length - 1;
                continue;
            }
            separate(to, i == 0 || i == start + length && length > 1);
            to.append(Integer.toHexString(group(high, low, i)));
        }
        if (embedded) {
            separate(to, groups == start + length);
            dotted(to, low);
        }
    }

    private static void separate(StringBuilder to, boolean isSeparated) {
        if (!isSeparated) {
            to.append(':');
        }
    }

    private static int group(long high, long low, int index) {
        return (int) ((index < 4 ? high : low) >>> 48 - 16 * (index & 3)) & 0xffff;
    }

    /// Start and length of the longest row of zero groups, the first of several, in two bytes.
    private static int longestZeros(long high, long low) {
        int best = 0;
        int run = 0;
        for (int i = 0; i < GROUPS; i++) {
            run = group(high, low, i) == 0 ? run + 1 : 0;
            if (run > (best & 0xff)) {
                best = i - run + 1 << 8 | run;
            }
        }
        return best;
    }

    private static void dotted(StringBuilder to, long address) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            to.append(address >>> shift & 0xff);
            if (shift > 0) {
                to.append('.');
            }
        }
    }
}
