package mqttlab.capture.link;

/// IPv4 (RFC 791): its header with options, and fragments.
final class Ipv4 {

    private static final int MORE = 0x2000;
    private static final int OFFSET = 0x1fff; // in units of eight bytes

    private Ipv4() {}

    static Layer packet(Envelope e, TcpSegment segment, Fragments fragments) {
        if (!e.has(20) || e.u8(0) >> 4 != 4) {
            return Layer.NOTHING;
        }
        int header = (e.u8(0) & 15) * 4;
        int total = e.u16(2);
        boolean offloaded = total == 0; // a sender that leaves cutting into packets to the network card
        if (header < 20 || !e.has(header) || !offloaded && total < header) {
            return Layer.NOTHING;
        }
        if (!offloaded) {
            e.limit(total);
        }
        int id = e.u16(4);
        int fragment = e.u16(6);
        int protocol = e.u8(9);
        segment.enter(4, 0, e.u32(12), 0, e.u32(16));
        e.skip(header);
        if ((fragment & (MORE | OFFSET)) == 0) {
            return Layer.ofIpProtocol(protocol);
        }
        int whole = fragments.add(e, segment, id, protocol, (fragment & OFFSET) * 8, (fragment & MORE) != 0);
        return whole < 0 ? Layer.NOTHING : Layer.ofIpProtocol(whole);
    }
}
