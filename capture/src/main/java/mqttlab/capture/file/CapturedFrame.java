package mqttlab.capture.file;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One frame of a capture: where its bytes stand, and what the capture says of it.
///
/// A source of frames has a single one of these and overwrites it with every step; so are the bytes it points into.
/// What is to outlive the step has to be copied.
public final class CapturedFrame {

    /// The time of a frame for which the capture has none (a Simple Packet Block of pcapng).
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final byte[] NO_BYTES = new byte[0];

    private long number;
    private long time = NO_TIME;
    private long timeBefore = NO_TIME;
    private int interfaceId;
    private int linkType;
    private int length;
    private byte[] bytes = NO_BYTES;
    private int offset;
    private int capturedLength;
    private @Nullable String comment;

    /// Makes this the frame that follows: the number is one more than before.
    ///
    /// @param time in nanoseconds since 1970, or [#NO_TIME]
    /// @param linkType as registered at <https://www.tcpdump.org/linktypes.html>
    /// @param length of the frame on the wire, of which `capturedLength` bytes stand in `bytes` from `offset`
    public void next(
            long time, int interfaceId, int linkType, int length, byte[] bytes, int offset, int capturedLength) {
        number++;
        timeBefore = this.time == NO_TIME ? timeBefore : this.time;
        this.time = time;
        this.interfaceId = interfaceId;
        this.linkType = linkType;
        this.length = length;
        this.bytes = bytes;
        this.offset = offset;
        this.capturedLength = capturedLength;
        comment = null;
    }

    /// Says what somebody has noted about this frame; the next one has no such note.
    public void comment(@Nullable String text) {
        comment = text;
    }

    /// Makes this a copy of what is said of another frame, without its bytes.
    public void describe(CapturedFrame other) {
        number = other.number;
        time = other.time;
        timeBefore = other.timeBefore;
        interfaceId = other.interfaceId;
        linkType = other.linkType;
        length = other.length;
        capturedLength = other.capturedLength;
        comment = other.comment;
        bytes = NO_BYTES;
        offset = 0;
    }

    /// A copy with bytes of its own.
    public CapturedFrame copy() {
        CapturedFrame copy = new CapturedFrame();
        copy.describe(this);
        copy.bytes = Arrays.copyOfRange(bytes, offset, offset + capturedLength);
        return copy;
    }

    /// The position in the capture, from 1.
    public long number() {
        return number;
    }

    /// Nanoseconds since 1970, as exact as the capture has it, or [#NO_TIME].
    public long time() {
        return time;
    }

    /// The time of the frame before, or of the last before that has one, or [#NO_TIME].
    public long timeBefore() {
        return timeBefore;
    }

    /// The number of the interface in its section of a pcapng file; 0 in a pcap file.
    public int interfaceId() {
        return interfaceId;
    }

    /// How the bytes begin: 1 is Ethernet, 101 is IP without anything before it, and so on.
    public int linkType() {
        return linkType;
    }

    /// The length on the wire, which a capture may have cut.
    public int length() {
        return length;
    }

    /// How many bytes there are, unless this is only a description.
    public int capturedLength() {
        return capturedLength;
    }

    /// What somebody has noted about the frame, in lines; null mostly.
    public @Nullable String comment() {
        return comment;
    }

    /// The array in which the frame stands, from [#offset()] on, with other things around it.
    public byte[] bytes() {
        return bytes;
    }

    /// Where in [#bytes()] the frame begins.
    public int offset() {
        return offset;
    }
}
