package mqttlab.capture.link;

/// ICMP for both versions of IP: errors quote the beginning of the packet that they are about.
final class Icmp {

    private Icmp() {}

    static Layer message(Envelope e, TcpSegment segment) {
        if (!e.has(9)) {
            return Layer.NOTHING;
        }
        int type = e.u8(0);
        boolean error =
                segment.ipVersion() == 6 ? type >= 1 && type <= 4 : type >= 3 && type <= 5 || type == 11 || type == 12;
        e.skip(8);
        segment.quoted = true;
        return error ? Layer.IP : Layer.NOTHING;
    }
}
