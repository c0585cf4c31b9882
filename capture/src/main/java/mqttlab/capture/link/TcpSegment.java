package mqttlab.capture.link;

import java.util.Arrays;
import mqttlab.capture.file.CapturedFrame;

/// A TCP segment, with what is known of the frame and the IP packets around it.
///
/// An [Unwrapper] fills the one it is given over and over; what is to outlive the frame is taken with
/// [#keep(int, int, int)]. Addresses are 128-bit numbers in two halves; those of IPv4 stand in the low half.
public final class TcpSegment {

    public static final int FIN = 0x001;
    public static final int SYN = 0x002;
    public static final int RST = 0x004;
    public static final int ACK = 0x010;

    private static final int HALVES = 4; // of the two addresses of an IP packet
    private static final byte[] NO_BYTES = new byte[0];

    private CapturedFrame frame = new CapturedFrame();

    private int ipVersion;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;

    private int outerCount;
    private int[] outerVersions = new int[0];
    private long[] outerAddresses = new long[0];

    int ports; // as in the header
    int sequence;
    int acknowledgement;
    int flags;
    int window;
    boolean quoted;
    boolean isCut;
    byte[] bytes = NO_BYTES;
    int offset;
    int length;
    int missing;
    int sentLength;

    private int stream = -1;

    void begin(CapturedFrame frame) {
        this.frame = frame;
        ipVersion = 0;
        outerCount = 0;
        quoted = false;
        stream = -1;
    }

    /// Notes the next IP packet, going inwards.
    void enter(int version, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        if (ipVersion != 0) {
            pushOuter();
        }
        ipVersion = version;
        this.sourceHigh = sourceHigh;
        this.sourceLow = sourceLow;
        this.destinationHigh = destinationHigh;
        this.destinationLow = destinationLow;
    }

    private void pushOuter() {
        if (outerCount == outerVersions.length) {
            outerVersions = Arrays.copyOf(outerVersions, outerCount + 4);
            outerAddresses = Arrays.copyOf(outerAddresses, (outerCount + 4) * HALVES);
        }
        outerVersions[outerCount] = ipVersion;
        int at = outerCount * HALVES;
        outerAddresses[at] = sourceHigh;
        outerAddresses[at + 1] = sourceLow;
        outerAddresses[at + 2] = destinationHigh;
        outerAddresses[at + 3] = destinationLow;
        outerCount++;
    }

    /// A copy that stays as it is, of a part of the payload.
    ///
    /// @param sequence of the first byte of the part
    /// @param skip where the part begins in the payload
    public TcpSegment keep(int sequence, int skip, int count) {
        TcpSegment copy = new TcpSegment();
        copy.describe(this);
        copy.sequence = sequence;
        copy.bytes = Arrays.copyOfRange(bytes, offset + skip, offset + skip + count);
        copy.length = count;
        return copy;
    }

    /// Makes this a copy of all but the payload.
    public void describe(TcpSegment other) {
        frame.describe(other.frame);
        ipVersion = other.ipVersion;
        sourceHigh = other.sourceHigh;
        sourceLow = other.sourceLow;
        destinationHigh = other.destinationHigh;
        destinationLow = other.destinationLow;
        outerCount = other.outerCount;
        if (outerCount > 0) {
            outerVersions = Arrays.copyOf(other.outerVersions, outerCount);
            outerAddresses = Arrays.copyOf(other.outerAddresses, outerCount * HALVES);
        }
        ports = other.ports;
        sequence = other.sequence;
        acknowledgement = other.acknowledgement;
        flags = other.flags;
        window = other.window;
        quoted = other.quoted;
        isCut = other.isCut;
        bytes = NO_BYTES;
        offset = 0;
        length = 0;
        missing = 0;
        sentLength = other.sentLength;
        stream = other.stream;
    }

    /// The frame that brought the segment, or a description of it if this is a copy.
    public CapturedFrame frame() {
        return frame;
    }

    /// How many IP packets are around the segment, one inside the other; at least 1.
    public int ipCount() {
        return outerCount + 1;
    }

    /// 4 or 6, of an IP packet counted from the outside.
    public int ipVersion(int index) {
        return index < outerCount ? outerVersions[index] : ipVersion;
    }

    /// The upper half of the source address of an IP packet counted from the outside.
    public long ipSourceHigh(int index) {
        return index < outerCount ? outerAddresses[index * HALVES] : sourceHigh;
    }

    /// The lower half of the source address of an IP packet counted from the outside.
    public long ipSourceLow(int index) {
        return index < outerCount ? outerAddresses[index * HALVES + 1] : sourceLow;
    }

    /// The upper half of the destination address of an IP packet counted from the outside.
    public long ipDestinationHigh(int index) {
        return index < outerCount ? outerAddresses[index * HALVES + 2] : destinationHigh;
    }

    /// The lower half of the destination address of an IP packet counted from the outside.
    public long ipDestinationLow(int index) {
        return index < outerCount ? outerAddresses[index * HALVES + 3] : destinationLow;
    }

    /// 4 or 6, of the innermost IP packet, as are the addresses.
    public int ipVersion() {
        return ipVersion;
    }

    public long sourceHigh() {
        return sourceHigh;
    }

    public long sourceLow() {
        return sourceLow;
    }

    public long destinationHigh() {
        return destinationHigh;
    }

    public long destinationLow() {
        return destinationLow;
    }

    public int sourcePort() {
        return ports >>> 16;
    }

    public int destinationPort() {
        return ports & 0xffff;
    }

    /// Both ports, that of the source in the upper half.
    public int ports() {
        return ports;
    }

    public int sequence() {
        return sequence;
    }

    public int acknowledgement() {
        return acknowledgement;
    }

    /// The twelve bits that TCP has for flags.
    public int flags() {
        return flags;
    }

    /// Whether any of these flags is set.
    public boolean has(int flags) {
        return (this.flags & flags) != 0;
    }

    public int window() {
        return window;
    }

    /// Whether this is no segment that was sent here but one that an ICMP message complains about. It has no
    /// payload, and nothing but its ports is sure.
    public boolean quoted() {
        return quoted;
    }

    /// Whether not all of the header is there.
    public boolean isCut() {
        return isCut;
    }

    /// The array that holds the payload, from [#offset()] on.
    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    /// How many bytes of payload there are.
    public int length() {
        return length;
    }

    /// How many bytes of payload came after those and were not captured.
    public int missing() {
        return missing;
    }

    /// How many bytes of payload the frame had when it was sent; also of a description or a part of it.
    public int sentLength() {
        return sentLength;
    }

    /// The number of the connection in the capture, from 0, or -1 before it is known.
    public int stream() {
        return stream;
    }

    /// Notes the connection.
    public void stream(int number) {
        stream = number;
    }
}
