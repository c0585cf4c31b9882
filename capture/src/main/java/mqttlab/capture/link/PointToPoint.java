package mqttlab.capture.link;

/// PPP (RFC 1661) and PPP over Ethernet (RFC 2516).
final class PointToPoint {

    private PointToPoint() {}

    /// Address and control, which may be left out, and a protocol, whose first byte may be left out if it is zero.
    static Layer ppp(Envelope e) {
        if (e.has(2) && (e.u16(0) == 0xff03 || e.u16(0) == 0x0f00)) {
            boolean cisco = e.u8(0) == 0x0f;
            e.skip(2);
            if (cisco) {
                return Ethernet.typeAt(e, 0);
            }
        }
        if (!e.has(2)) {
            return Layer.NOTHING;
        }
        boolean compressed = (e.u8(0) & 1) != 0;
        int protocol = compressed ? e.u8(0) : e.u16(0);
        e.skip(compressed ? 1 : 2);
        return switch (protocol) {
            case 0x0021 -> Layer.IPV4;
            case 0x0057 -> Layer.IPV6;
            case 0x0281, 0x0283 -> Layer.MPLS;
            default -> Layer.NOTHING;
        };
    }

    /// Version and type, code (zero for data), session, length.
    static Layer overEthernet(Envelope e) {
        if (!e.has(6) || e.u16(0) != 0x1100) {
            return Layer.NOTHING;
        }
        int length = e.u16(4);
        e.skip(6);
        e.limit(length);
        return Layer.PPP;
    }
}
