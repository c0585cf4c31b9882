package mqttlab.capture.link;

/// Headers by which one network carries another: MPLS, GRE, and those over UDP.
final class Tunnel {

    private static final int VXLAN_PORT = 4789;
    private static final int GENEVE_PORT = 6081;

    private Tunnel() {}

    /// A stack of labels of four bytes each; nothing says what follows the last, so its first bits have to (RFC
    /// 4928).
    static Layer mpls(Envelope e) {
        boolean last;
        do {
            if (!e.has(5)) {
                return Layer.NOTHING;
            }
            last = (e.u8(2) & 1) != 0;
            e.skip(4);
        } while (!last);
        return switch (e.u8(0) >> 4) {
            case 4 -> Layer.IPV4;
            case 6 -> Layer.IPV6;
            case 0 -> controlWord(e);
            default -> Layer.NOTHING;
        };
    }

    /// Ethernet over MPLS (RFC 4448).
    private static Layer controlWord(Envelope e) {
        e.skip(4);
        return Layer.ETHERNET;
    }

    /// RFC 2784 and 2890; version 1 is that of PPTP (RFC 2637).
    static Layer gre(Envelope e) {
        if (!e.has(4)) {
            return Layer.NOTHING;
        }
        int flags = e.u16(0);
        int protocol = e.u16(2);
        int header = 4;
        header += (flags & 0xc000) != 0 ? 4 : 0; // checksum and offset stand there if either is used
        header += (flags & 0x2000) != 0 ? 4 : 0; // key
        header += (flags & 0x1000) != 0 ? 4 : 0; // sequence number
        header += (flags & 0x0087) == 0x0081 ? 4 : 0; // acknowledgement of version 1
        boolean routed = (flags & 0x4000) != 0;
        if (!e.has(header) || routed || (flags & 7) > 1) {
            return Layer.NOTHING;
        }
        e.skip(header);
        return Layer.ofEtherType(protocol);
    }

    static Layer udp(Envelope e) {
        if (!e.has(16)) {
            return Layer.NOTHING;
        }
        int from = e.u16(0);
        int to = e.u16(2);
        e.skip(8);
        if (from == VXLAN_PORT || to == VXLAN_PORT) {
            return vxlan(e);
        }
        return from == GENEVE_PORT || to == GENEVE_PORT ? geneve(e) : Layer.NOTHING;
    }

    /// RFC 7348: a flag that the network identifier is valid, and the identifier.
    private static Layer vxlan(Envelope e) {
        boolean valid = (e.u8(0) & 0x08) != 0;
        e.skip(8);
        return valid ? Layer.ETHERNET : Layer.NOTHING;
    }

    /// RFC 8926: version and length of options in words, flags, EtherType, identifier, options.
    private static Layer geneve(Envelope e) {
        int type = e.u16(2);
        int options = (e.u8(0) & 0x3f) * 4;
        if (e.u8(0) >> 6 != 0 || !e.has(8 + options)) {
            return Layer.NOTHING;
        }
        e.skip(8 + options);
        return Layer.ofEtherType(type);
    }
}
