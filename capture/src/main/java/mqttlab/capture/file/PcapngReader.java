package mqttlab.capture.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads pcapng: blocks, each with its type and length, in sections of either byte order.
///
/// Four types matter here: section headers, interface descriptions, and frames in three forms. Everything else is
/// stepped over.
final class PcapngReader extends CaptureReader {

    private static final int SECTION = 0x0a0d0d0a; // the same in both byte orders
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    private static final int END_OF_OPTIONS = 0;
    private static final int COMMENT = 1;

    private static final int BYTE_ORDER = 0x1a2b3c4d;
    private static final int ENVELOPE = 12; // type and length before the body, the length again behind it
    private static final int LARGEST_BLOCK = LARGEST_FRAME + 1024 * 1024;
    private static final int MOST_INTERFACES = 65_536;

    private PcapngInterface[] interfaces = new PcapngInterface[4];
    private int interfaceCount;

    static boolean begins(Input in) throws IOException {
        return in.has(4) && in.s32(0) == SECTION;
    }

    PcapngReader(Input in) throws IOException {
        super(in);
        section();
    }

    @Override
    public boolean next() throws IOException {
        while (in.has(8) || in.available() > 0) {
            if (in.available() < 8) {
                throw in.cut("a block header of 8 bytes");
            }
            int type = in.s32(0);
            if (type == SECTION) {
                section();
            } else if (block(type, length())) {
                return true;
            }
        }
        return false;
    }

    private void section() throws IOException {
        if (!in.has(16)) {
            throw in.cut("a section header");
        }
        in.bigEndian(true);
        in.bigEndian(in.s32(8) == BYTE_ORDER);
        if (in.s32(8) != BYTE_ORDER) {
            throw in.broken(in.offset() + 8, "1a2b3c4d in either byte order", Long.toHexString(in.u32(8)));
        }
        if (in.u16(12) != 1) {
            throw in.broken(in.offset() + 12, "version 1 of the pcapng format", "version " + in.u16(12));
        }
        long length = length();
        need(length - ENVELOPE, 16, "a section header");
        interfaceCount = 0;
        skip(length);
    }

    /// The length of the block at the cursor, as it says itself.
    private long length() throws CaptureException {
        long length = in.u32(4);
        if (length < ENVELOPE || length % 4 != 0) {
            throw in.broken(in.offset() + 4, "a block length of at least 12 and divisible by 4", Long.toString(length));
        }
        return length;
    }

    /// Reads one block and steps over it; whether it held a frame.
    private boolean block(int type, long length) throws IOException {
        switch (type) {
            case INTERFACE, OBSOLETE_PACKET, SIMPLE_PACKET, ENHANCED_PACKET -> {}
            default -> {
                skip(length);
                return false;
            }
        }
        if (length > LARGEST_BLOCK) {
            throw in.broken(in.offset() + 4, "a block of at most " + LARGEST_BLOCK, Long.toString(length));
        }
        if (!in.has((int) length)) {
            throw in.cut("a block of " + length + " bytes");
        }
        long repeated = in.u32((int) length - 4);
        if (repeated != length) {
            throw in.broken(in.offset() + length - 4, "the block's length again, " + length, Long.toString(repeated));
        }
        int body = (int) length - ENVELOPE;
        switch (type) {
            case INTERFACE -> describe(body);
            case SIMPLE_PACKET -> simple(body);
            case ENHANCED_PACKET -> {
                packet(in.u32(8), body);
                frame.comment(comment(28 + (frame.capturedLength() + 3 & ~3), 8 + body));
            }
            default -> packet(in.u16(8), body);
        }
        in.skip(length);
        return type != INTERFACE;
    }

    private void skip(long length) throws IOException {
        if (!in.skip(length)) {
            throw in.cut("a block of " + length + " bytes");
        }
    }

    private void describe(int body) throws CaptureException {
        need(body, 8, "an interface description");
        if (interfaceCount == MOST_INTERFACES) {
            throw in.broken(in.offset(), "at most " + MOST_INTERFACES + " interfaces", "one more");
        }
        if (interfaceCount == interfaces.length) {
            interfaces = Arrays.copyOf(interfaces, 2 * interfaceCount);
        }
        interfaces[interfaceCount++] = PcapngInterface.read(in, 8, 8 + body);
    }

    private void simple(int body) throws CaptureException {
        need(body, 4, "a simple packet");
        PcapngInterface from = described(0);
        long length = in.u32(8);
        long captured = from.snapLength() == 0 ? length : Math.min(length, from.snapLength());
        deliver(from, 0, CapturedFrame.NO_TIME, length, captured, 12, body - 4);
    }

    /// An enhanced packet block and the obsolete packet block differ in how they name the interface, no more.
    private void packet(long interfaceId, int body) throws CaptureException {
        need(body, 20, "a packet");
        PcapngInterface from = described(interfaceId);
        long time = from.time(in.u32(12) << 32 | in.u32(16));
        deliver(from, (int) interfaceId, time, in.u32(24), in.u32(20), 28, body - 20);
    }

    private void deliver(
            PcapngInterface from, int interfaceId, long time, long length, long captured, int start, int room)
            throws CaptureException {
        if (captured > room || captured > longestFrame(from.snapLength())) {
            long most = Math.min(room, longestFrame(from.snapLength()));
            throw in.broken(in.offset() + start - 8, "a frame length of at most " + most, Long.toString(captured));
        }
        int at = in.position() + start;
        frame.next(time, interfaceId, from.linkType(), wireLength(length), in.bytes(), at, (int) captured);
    }

    /// The comments among the options from `start` to `end`, a line each; null where there are none. Options that make
    /// no sense end the list.
    private @Nullable String comment(int start, int end) {
        StringBuilder comments = null;
        int at = start;
        while (end - at >= 4 && in.u16(at) != END_OF_OPTIONS) {
            int option = in.u16(at);
            int length = in.u16(at + 2);
            int value = at + 4;
            at = value + (length + 3 & ~3);
            if (at > end) {
                break;
            }
            if (option == COMMENT) {
                String text = new String(in.bytes(), in.position() + value, length, StandardCharsets.UTF_8);
                comments = comments == null ? new StringBuilder() : comments.append('\n');
                comments.append(text);
            }
        }
        return comments == null ? null : comments.toString();
    }

    private void need(long body, int least, String what) throws CaptureException {
        if (body < least) {
            throw in.broken(in.offset() + 4, what + " of at least " + least + " bytes", Long.toString(body));
        }
    }

    private PcapngInterface described(long id) throws CaptureException {
        if (id >= interfaceCount) {
            throw in.broken(in.offset() + 8, "an interface of this section", "number " + id + " of " + interfaceCount);
        }
        return interfaces[(int) id];
    }
}
