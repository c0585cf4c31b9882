package mqttlab.capture.link;

/// IPv6 (RFC 8200): its header, extension headers, and fragments.
final class Ipv6 {

    private static final int HEADER = 40;

    private Ipv6() {}

    static Layer packet(Envelope e, TcpSegment segment, Fragments fragments) {
        if (!e.has(HEADER) || e.u8(0) >> 4 != 6) {
            return Layer.NOTHING;
        }
        int length = e.u16(4);
        if (length != 0) { // zero is a jumbogram, or a sender that leaves cutting into packets to the network card
            e.limit(HEADER + length);
        }
        int next = e.u8(6);
        segment.enter(6, e.s64(8), e.s64(16), e.s64(24), e.s64(32));
        e.skip(HEADER);
        return extensions(e, segment, fragments, next);
    }

    private static Layer extensions(Envelope e, TcpSegment segment, Fragments fragments, int first) {
        int next = first;
        while (e.has(8)) {
            switch (next) {
                case 0, 43, 60, 135 -> { // options hop by hop, routing, options for the destination, mobility
                    int header = (e.u8(1) + 1) * 8;
                    next = e.u8(0);
                    e.skip(header);
                }
                case 44 -> {
                    next = fragment(e, segment, fragments);
                    if (next < 0) {
                        return Layer.NOTHING;
                    }
                }
                default -> {
                    return Layer.ofIpProtocol(next);
                }
            }
        }
        return Layer.NOTHING;
    }

    /// The header that follows once the datagram is whole, or -1.
    private static int fragment(Envelope e, TcpSegment segment, Fragments fragments) {
        int next = e.u8(0);
        int place = e.u16(2);
        int id = e.s32(4);
        e.skip(8);
        boolean more = (place & 1) != 0;
        int offset = place & ~7;
        return offset == 0 && !more ? next : fragments.add(e, segment, id, next, offset, more);
    }
}
