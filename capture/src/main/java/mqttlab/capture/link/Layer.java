package mqttlab.capture.link;

/// What the next bytes of a frame are. The registries name the same things with different numbers.
enum Layer {
    ETHERNET,
    VLAN,
    LLC,
    COOKED,
    COOKED2,
    LOOPBACK,
    PPP,
    PPPOE,
    MPLS,
    IP,
    IPV4,
    IPV6,
    GRE,
    UDP,
    ICMP,
    AUTHENTICATION,
    TCP,
    NOTHING;

    /// By the link type of a capture file, see <https://www.tcpdump.org/linktypes.html>.
    static Layer ofLinkType(int number) {
        return switch (number) {
            case 0, 108 -> LOOPBACK; // NULL, LOOP
            case 1 -> ETHERNET;
            case 9, 50 -> PPP; // PPP, PPP_HDLC
            case 12, 14, 101 -> IP; // RAW, and what BSDs call it
            case 51 -> PPPOE; // PPP_ETHER
            case 113 -> COOKED; // LINUX_SLL
            case 219 -> MPLS;
            case 228 -> IPV4;
            case 229 -> IPV6;
            case 276 -> COOKED2; // LINUX_SLL2
            default -> NOTHING;
        };
    }

    /// By EtherType, as used by Ethernet, Linux cooked captures, GRE and many more.
    static Layer ofEtherType(int number) {
        return switch (number) {
            case 0x0800 -> IPV4;
            case 0x86dd -> IPV6;
            case 0x8100, 0x88a8, 0x9100 -> VLAN;
            case 0x8847, 0x8848 -> MPLS;
            case 0x8864 -> PPPOE;
            case 0x880b -> PPP;
            case 0x6558 -> ETHERNET;
            default -> number <= 1500 ? LLC : NOTHING; // IEEE 802.3: a length
        };
    }

    /// By IP protocol number; the extension headers of IPv6 are part of [Ipv6].
    static Layer ofIpProtocol(int number) {
        return switch (number) {
            case 6 -> TCP;
            case 17 -> UDP;
            case 4 -> IPV4;
            case 41 -> IPV6;
            case 47 -> GRE;
            case 51 -> AUTHENTICATION;
            case 137 -> MPLS;
            case 1, 58 -> ICMP;
            default -> NOTHING;
        };
    }
}
