package mqttlab.capture.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Unpacks gzip (RFC 1952), also several members in a row.
///
/// `GZIPInputStream` would do, but for two things: depending on the JDK's update it takes a pipe that is slow for
/// one that ends after the first member, and it cannot say at which byte the file is damaged.
final class Gunzip extends InputStream {

    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final Input packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int lent; // bytes of the packed window that the inflater works on
    private boolean inMember;
    private @Nullable CaptureException damage;

    /// @param packed stands before the first member
    Gunzip(Input packed) {
        this.packed = packed;
        packed.bigEndian(false);
    }

    static boolean begins(Input in) throws IOException {
        return in.has(2) && in.u8(0) == 0x1f && in.u8(1) == 0x8b;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        while (inMember || nextMember()) {
            int n = inflate(to, offset, length);
            if (n > 0) {
                checksum.update(to, offset, n);
                return n;
            }
            if (inflater.finished()) {
                finishMember();
            } else if (damage == null) {
                refill();
            }
        }
        return -1;
    }

    /// What came before the damage has been unpacked when the inflater complains, and is delivered first.
    private int inflate(byte[] to, int offset, int length) throws CaptureException {
        if (damage != null) {
            throw damage;
        }
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(to, offset, length);
        } catch (DataFormatException e) {
            long where = packed.offset() + lent - inflater.getRemaining();
            damage = packed.broken(where, "gzip data", String.valueOf(e.getMessage()));
            return (int) (inflater.getBytesWritten() - before);
        }
    }

    private void refill() throws IOException {
        packed.skip(lent);
        if (inflater.needsDictionary() || !packed.has(1)) {
            lent = 0;
            throw packed.cut("gzip data");
        }
        lent = packed.available();
        inflater.setInput(packed.bytes(), packed.position(), lent);
    }

    /// Steps over the header of the next member; no if there is none.
    private boolean nextMember() throws IOException {
        while (packed.has(1) && packed.u8(0) == 0) {
            packed.skip(1); // some tools fill up to a whole block
        }
        if (!packed.has(1)) {
            return false;
        }
        need(10);
        if (!begins(packed) || packed.u8(2) != 8) {
            throw packed.broken(packed.offset(), "a gzip header or the end of the file", "something else");
        }
        int flags = packed.u8(3);
        packed.skip(10);
        if ((flags & EXTRA) != 0) {
            need(2);
            packed.skip(2L + packed.u16(0));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & CHECKSUM) != 0) {
            packed.skip(2);
        }
        inflater.reset();
        checksum.reset();
        lent = 0;
        inMember = true;
        return true;
    }

    private void skipText() throws IOException {
        int last;
        do {
            need(1);
            last = packed.u8(0);
            packed.skip(1);
        } while (last != 0);
    }

    private void finishMember() throws IOException {
        packed.skip(lent - inflater.getRemaining());
        inMember = false;
        need(8);
        if (packed.u32(0) != checksum.getValue() || packed.u32(4) != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw packed.broken(packed.offset(), "the checksum of what was unpacked", "another: the data are damaged");
        }
        packed.skip(8);
    }

    private void need(int count) throws IOException {
        if (!packed.has(count)) {
            throw packed.cut("gzip data");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
