package mqttlab.capture.link;

import mqttlab.capture.file.CapturedFrame;

/// Finds the TCP segment in each frame of a capture; keeps IP fragments until their datagram is whole.
public final class Unwrapper {

    private static final int MOST_LAYERS = 32;

    private final Envelope envelope = new Envelope();
    private final Fragments fragments = new Fragments();

    /// Whether frames of this link type can be read, see <https://www.tcpdump.org/linktypes.html>.
    public static boolean reads(int linkType) {
        return Layer.ofLinkType(linkType) != Layer.NOTHING;
    }

    /// Fills in the segment that the frame holds, or that it completes; no if there is none.
    ///
    /// The payload stands in the frame's own bytes, except that of a fragmented datagram.
    public boolean unwrap(CapturedFrame frame, TcpSegment segment) {
        Envelope e = envelope;
        e.open(frame.bytes(), frame.offset(), frame.capturedLength(), frame.length());
        segment.begin(frame);
        Layer layer = Layer.ofLinkType(frame.linkType());
        int depth = 0;
        while (layer != Layer.TCP && layer != Layer.NOTHING && depth++ < MOST_LAYERS) {
            layer = switch (layer) {
                case ETHERNET -> Ethernet.frame(e);
                case VLAN -> Ethernet.tag(e);
                case LLC -> Ethernet.llc(e);
                case COOKED -> Host.cooked(e);
                case COOKED2 -> Host.cooked2(e);
                case LOOPBACK -> Host.loopback(e);
                case PPP -> PointToPoint.ppp(e);
                case PPPOE -> PointToPoint.overEthernet(e);
                case MPLS -> Tunnel.mpls(e);
                case GRE -> Tunnel.gre(e);
                case UDP -> Tunnel.udp(e);
                case IP -> ip(e);
                case IPV4 -> Ipv4.packet(e, segment, fragments);
                case IPV6 -> Ipv6.packet(e, segment, fragments);
                case AUTHENTICATION -> authentication(e);
                case ICMP -> Icmp.message(e, segment);
                case TCP, NOTHING -> layer;
            };
        }
        return layer == Layer.TCP && Tcp.segment(e, segment);
    }

    private static Layer ip(Envelope e) {
        return e.has(1) && e.u8(0) >> 4 == 6 ? Layer.IPV6 : Layer.IPV4;
    }

    /// RFC 4302: signs the packet and leaves it readable.
    private static Layer authentication(Envelope e) {
        if (!e.has(12)) {
            return Layer.NOTHING;
        }
        int next = e.u8(0);
        e.skip((e.u8(1) + 2) * 4);
        return Layer.ofIpProtocol(next);
    }
}
