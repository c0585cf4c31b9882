package mqttlab.cli.dissection;

/// Numbers that tell the packets of a capture apart: the frame that completed the packet, and which of the packets
/// of that frame it is, from 0.
public final class PacketId {

    private static final int BITS = 16;
    private static final long MOST = (1 << BITS) - 1;

    private long last = -1;

    /// The number of the next packet.
    long next(long frame) {
        boolean isSameFrame = last >>> BITS == frame && last >= 0;
        last = isSameFrame ? last + ((last & MOST) < MOST ? 1 : 0) : frame << BITS;
        return last;
    }

    /// The number of the first packet of a frame.
    public static long first(long frame) {
        return frame << BITS;
    }

    /// The frame of the packet.
    public static long frame(long id) {
        return id >>> BITS;
    }
}
