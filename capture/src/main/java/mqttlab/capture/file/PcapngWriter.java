package mqttlab.capture.file;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes a capture as pcapng: one section, any number of interfaces, times in nanoseconds.
///
/// What was written reaches the stream with [#flush()], [#close()], or when there is a good deal of it.
public final class PcapngWriter implements Closeable, Flushable {

    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int PACKET = 6;
    private static final int BYTE_ORDER = 0x1a2b3c4d;

    private static final int IF_NAME = 2;
    private static final int IF_TSRESOL = 9;
    private static final int SHB_USERAPPL = 4;
    private static final int COMMENT = 1;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int NANOSECONDS = 9;

    private static final byte[] NOTHING = {};

    private final OutputStream out;
    private byte[] bytes = new byte[64 * 1024];
    private int at;
    private int block; // where the block under way begins
    private int interfaces;

    /// @param application is named in the file as its writer
    public PcapngWriter(OutputStream out, String application) throws IOException {
        this.out = out;
        begin(SECTION, application.length() * 3);
        s32(BYTE_ORDER);
        u16(1);
        u16(0);
        s32(-1); // the length of the section is not known
        s32(-1);
        text(SHB_USERAPPL, application);
        s32(0);
        end();
    }

    /// Declares an interface and gives its number, to be used with [#write].
    ///
    /// @param snapLength the most bytes that are kept of a frame, 0 for no limit
    public int addInterface(String name, int linkType, int snapLength) throws IOException {
        begin(INTERFACE, name.length() * 3);
        u16(linkType);
        u16(0);
        s32(snapLength);
        text(IF_NAME, name);
        u16(IF_TSRESOL);
        u16(1);
        s32(NANOSECONDS);
        s32(0);
        end();
        return interfaces++;
    }

    /// Writes a frame as it was captured, with its comment.
    ///
    /// @param interfaceId as given by [#addInterface]
    public void write(int interfaceId, CapturedFrame frame) throws IOException {
        write(
                interfaceId,
                frame.time() == CapturedFrame.NO_TIME ? 0 : frame.time(),
                frame.length(),
                frame.bytes(),
                frame.offset(),
                frame.capturedLength(),
                frame.comment());
    }

    /// Writes a frame.
    ///
    /// @param interfaceId as given by [#addInterface]
    /// @param time in nanoseconds since 1970
    /// @param length of the frame on the wire, of which `captured` bytes stand in `from` from `offset`
    public void write(int interfaceId, long time, int length, byte[] from, int offset, int captured)
            throws IOException {
        write(interfaceId, time, length, from, offset, captured, null);
    }

    private void write(
            int interfaceId, long time, int length, byte[] from, int offset, int captured, @Nullable String comment)
            throws IOException {
        byte[] note = comment == null ? NOTHING : comment.getBytes(StandardCharsets.UTF_8);
        begin(PACKET, captured + note.length);
        s32(interfaceId);
        s32((int) (time >>> 32));
        s32((int) time);
        s32(captured);
        s32(length);
        System.arraycopy(from, offset, bytes, at, captured);
        at += captured;
        pad();
        if (note.length > 0) {
            option(COMMENT, note, Math.min(note.length, LONGEST_COMMENT));
            s32(0);
        }
        end();
    }

    private void begin(int type, int room) throws IOException {
        int most = room + 128; // what is fixed in the largest block, with padding
        if (bytes.length - at < most) {
            drain();
        }
        if (bytes.length < most) {
            bytes = new byte[most];
        }
        block = at;
        s32(type);
        s32(0);
    }

    private void end() {
        int length = at + 4 - block;
        s32(length);
        int after = at;
        at = block + 4;
        s32(length);
        at = after;
    }

    private void text(int option, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        option(option, utf8, utf8.length);
    }

    private void option(int option, byte[] value, int length) {
        u16(option);
        u16(length);
        System.arraycopy(value, 0, bytes, at, length);
        at += length;
        pad();
    }

    private void pad() {
        while ((at - block & 3) != 0) {
            bytes[at++] = 0;
        }
    }

    private void u16(int value) {
        bytes[at++] = (byte) value;
        bytes[at++] = (byte) (value >> 8);
    }

    private void s32(int value) {
        u16(value);
        u16(value >> 16);
    }

    private void drain() throws IOException {
        out.write(bytes, 0, at);
        at = 0;
    }

    @Override
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
