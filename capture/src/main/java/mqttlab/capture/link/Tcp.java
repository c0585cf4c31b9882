package mqttlab.capture.link;

/// TCP (RFC 9293): the fixed part of its header; options say nothing that is needed here.
final class Tcp {

    /// Up to the window: with less nothing can be said of a segment.
    private static final int LEAST = 16;

    private Tcp() {}

    /// Whether there is a segment. One whose header makes no sense has no payload.
    static boolean segment(Envelope e, TcpSegment segment) {
        if (!e.has(LEAST)) {
            return false;
        }
        segment.ports = e.s32(0);
        segment.sequence = e.s32(4);
        segment.acknowledgement = e.s32(8);
        segment.flags = e.u16(12) & 0xfff;
        segment.window = e.u16(14);
        int header = (e.u8(12) >> 4) * 4;
        boolean sound = header >= 20 && header <= e.wireLength() && !segment.quoted;
        int cut = Math.max(0, header - (e.end - e.at)); // bytes of the header that were not captured
        segment.isCut = cut > 0;
        e.skip(header);
        segment.bytes = e.bytes;
        segment.offset = e.at;
        segment.length = sound ? e.end - e.at : 0;
        segment.missing = sound ? e.missing - cut : 0;
        segment.sentLength = segment.length + segment.missing;
        return true;
    }
}
