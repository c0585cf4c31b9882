package mqttlab.capture.file;

import java.io.IOException;

/// Reads pcap: a header of 24 bytes, then frames, each behind a header of its own.
///
/// The magic number tells the byte order, and whether times have micro- or nanoseconds. The frames of the
/// "modified" format of old Linux tools have eight bytes more in their header.
final class PcapReader extends CaptureReader {

    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final int MODIFIED = 0xa1b2cd34;

    private static final int FILE_HEADER = 24;

    private final int frameHeader;
    private final int unit; // nanoseconds
    private final int minorVersion;
    private final int longest;
    private final int linkType;

    static boolean begins(Input in) throws IOException {
        return in.has(4) && (isMagic(in.s32(0)) || isMagic(Integer.reverseBytes(in.s32(0))));
    }

    private static boolean isMagic(int value) {
        return value == MICROSECONDS || value == NANOSECONDS || value == MODIFIED;
    }

    PcapReader(Input in) throws IOException {
        super(in);
        in.bigEndian(true);
        in.bigEndian(isMagic(in.s32(0)));
        if (!in.has(FILE_HEADER)) {
            throw in.cut("a pcap file header of " + FILE_HEADER + " bytes");
        }
        int magic = in.s32(0);
        frameHeader = magic == MODIFIED ? 24 : 16;
        unit = magic == NANOSECONDS ? 1 : 1000;
        if (in.u16(4) != 2) {
            throw in.broken(4, "version 2 of the pcap format", "version " + in.u16(4));
        }
        minorVersion = in.u16(6);
        longest = longestFrame(in.u32(16));
        linkType = in.s32(20) & 0x03ff_ffff; // the six bits above tell of checksums at the end of frames
        in.skip(FILE_HEADER);
    }

    @Override
    public boolean next() throws IOException {
        if (!in.has(frameHeader)) {
            if (in.available() == 0) {
                return false;
            }
            throw in.cut("a frame header of " + frameHeader + " bytes");
        }
        int captured = in.s32(8);
        int length = in.s32(12);
        if (minorVersion < 3 || minorVersion == 3 && Integer.compareUnsigned(captured, length) > 0) {
            captured = in.s32(12); // the two changed places with version 2.3
            length = in.s32(8);
        }
        if (captured < 0 || captured > longest) {
            throw in.broken(
                    in.offset() + 8,
                    "a frame length of at most " + longest,
                    Long.toString(Integer.toUnsignedLong(captured)));
        }
        long time = in.u32(0) * 1_000_000_000L + in.u32(4) * unit;
        if (!in.has(frameHeader + captured)) {
            throw in.cut("a frame of " + captured + " bytes behind its header of " + frameHeader);
        }
        int at = in.position() + frameHeader;
        frame.next(time, 0, linkType, wireLength(Integer.toUnsignedLong(length)), in.bytes(), at, captured);
        in.skip(frameHeader + captured);
        return true;
    }
}
