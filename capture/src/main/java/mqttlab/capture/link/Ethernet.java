package mqttlab.capture.link;

/// Ethernet II, IEEE 802.3 with a SNAP header, and any number of VLAN tags.
final class Ethernet {

    private Ethernet() {}

    /// Destination, source, type.
    static Layer frame(Envelope e) {
        return typeAt(e, 12);
    }

    /// Priority and number of the VLAN, type.
    static Layer tag(Envelope e) {
        return typeAt(e, 2);
    }

    static Layer typeAt(Envelope e, int offset) {
        if (!e.has(offset + 2)) {
            return Layer.NOTHING;
        }
        int type = e.u16(offset);
        e.skip(offset + 2);
        return Layer.ofEtherType(type);
    }

    /// Only the service access point for SNAP leads to an EtherType: aa aa 03, organisation 00 00 00, type.
    static Layer llc(Envelope e) {
        return e.has(8) && e.s32(0) == 0xaaaa0300 && e.u16(4) == 0 ? typeAt(e, 6) : Layer.NOTHING;
    }
}
