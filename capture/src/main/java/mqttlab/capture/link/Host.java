package mqttlab.capture.link;

/// Headers that no network has seen: the capturing system put them there.
final class Host {

    private Host() {}

    /// Linux cooked capture, version 1: direction, hardware type, address with its length, protocol.
    static Layer cooked(Envelope e) {
        return Ethernet.typeAt(e, 14);
    }

    /// Linux cooked capture, version 2: the protocol comes first, of 20 bytes.
    static Layer cooked2(Envelope e) {
        if (!e.has(20)) {
            return Layer.NOTHING;
        }
        int protocol = e.u16(0);
        e.skip(20);
        return Layer.ofEtherType(protocol);
    }

    /// BSD loopback: the number that the capturing system has for the address family, in its own byte order.
    static Layer loopback(Envelope e) {
        if (!e.has(4)) {
            return Layer.NOTHING;
        }
        int family = e.s32(0);
        e.skip(4);
        return switch ((family & 0xffff) == 0 ? Integer.reverseBytes(family) : family) {
            case 2 -> Layer.IPV4;
            case 10, 23, 24, 28, 30 -> Layer.IPV6; // Linux, Windows, NetBSD and OpenBSD, FreeBSD, macOS
            default -> Layer.NOTHING;
        };
    }
}
