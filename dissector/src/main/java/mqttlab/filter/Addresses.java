package mqttlab.filter;

import org.jspecify.annotations.Nullable;

/// IPv4 and IPv6 addresses from text.
final class Addresses {

    private Addresses() {}

    /// The four bytes of `192.0.2.1`, or null where the text is something else.
    static byte @Nullable [] v4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] address = new byte[4];
        if (parts.length != 4) {
            return null;
        }
        for (int i = 0; i < 4; i++) {
            long part = Digits.number(parts[i], 10, 3);
            if (part < 0 || part > 255) {
                return null;
            }
            address[i] = (byte) part;
        }
        return address;
    }

    /// The sixteen bytes of `2001:db8::1` or `::ffff:192.0.2.1`, or null where the text is something else.
    static byte @Nullable [] v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] address = groups(text, true);
            return address != null && address.length == 16 ? address : null;
        }
        byte[] head = gap == 0 ? new byte[0] : groups(text.substring(0, gap), false);
        byte[] tail = gap + 2 == text.length() ? new byte[0] : groups(text.substring(gap + 2), true);
        if (head == null || tail == null || head.length + tail.length > 14) {
            return null;
        }
        byte[] address = new byte[16];
        System.arraycopy(head, 0, address, 0, head.length);
        System.arraycopy(tail, 0, address, 16 - tail.length, tail.length);
        return address;
    }

    /// Groups of four hexadecimal digits between colons; an IPv4 address may stand for the last two of an address.
    private static byte @Nullable [] groups(String text, boolean isEnd) {
        String[] parts = text.split(":", -1);
        byte[] last = isEnd ? v4(parts[parts.length - 1]) : null;
        int count = last == null ? parts.length : parts.length - 1;
        if (count > 8) {
            return null;
        }
        byte[] bytes = new byte[2 * count + (last == null ? 0 : 4)];
        for (int i = 0; i < count; i++) {
            long group = Digits.number(parts[i], 16, 4);
            if (group < 0) {
                return null;
            }
            bytes[2 * i] = (byte) (group >> 8);
            bytes[2 * i + 1] = (byte) group;
        }
        if (last != null) {
            System.arraycopy(last, 0, bytes, 2 * count, 4);
        }
        return bytes;
    }
}
