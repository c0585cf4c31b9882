package mqttlab.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// Makes fragments (RFC 6455 section 5.4) of a client's long WebSocket frames, as they come: whoever decodes them keeps
/// a frame until it is complete, and a client may announce one of any length before anybody knows it.
///
/// Says nothing to broken frames: they go on as they are, with all that follows.
final class ShortFrames extends ByteToMessageDecoder {

    /// The longest that comes of it, in bytes of payload.
    static final int LONGEST = 0xffff;

    /// The longest fragment: the masking key, of four bytes, begins anew with each.
    private static final int FRAGMENT = LONGEST & ~3;

    // RFC 6455 section 5.2.
    private static final int FIN = 0x80;
    private static final int CONTROL = 0x08;
    private static final int MASK = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int LONG_HEADER = 14;

    /// How many bytes go on as they are.
    private long passing;

    // Of the long frame that is coming.
    private long left;
    private int head;
    private int key;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (passing == 0 && left == 0) {
            begin(in);
        }
        if (passing > 0) {
            int size = (int) Math.min(passing, in.readableBytes());
            passing -= size;
            out.add(in.readRetainedSlice(size));
        } else if (left > 0) {
            fragment(ctx, in, out);
        }
    }

    /// Reads the header of a long frame, or looks how long a short one is.
    private void begin(ByteBuf in) {
        int at = in.readerIndex();
        int readable = in.readableBytes();
        if (readable < 2) {
            return;
        }
        int second = in.getUnsignedByte(at + 1);
        int mask = (second & MASK) == 0 ? 0 : 4;
        switch (second & ~MASK) {
            case LENGTH_16 -> {
                if (readable >= 4) {
                    passing = 4L + mask + in.getUnsignedShort(at + 2);
                }
            }
            case LENGTH_64 -> {
                if (readable >= LONG_HEADER) {
                    beginLong(in, mask > 0);
                }
            }
            default -> passing = 2L + mask + (second & ~MASK);
        }
    }

    private void beginLong(ByteBuf in, boolean isMasked) {
        int at = in.readerIndex();
        long length = in.getLong(at + 2);
        if (!isMasked || length <= LONGEST || (in.getByte(at) & CONTROL) != 0) {
            passing = Long.MAX_VALUE;
            return;
        }
        head = in.readUnsignedByte();
        in.skipBytes(LONG_HEADER - 5);
        key = in.readInt();
        left = length;
    }

    private void fragment(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int most = (int) Math.min(left, FRAGMENT);
        int size = in.readableBytes() < most ? in.readableBytes() & ~3 : most;
        if (size == 0) {
            return;
        }
        left -= size;
        ByteBuf header = ctx.alloc().buffer(LONG_HEADER).writeByte(left == 0 ? head : head & ~FIN);
        if (size < LENGTH_16) {
            header.writeByte(MASK | size);
        } else {
            header.writeByte(MASK | LENGTH_16).writeShort(size);
        }
        out.add(header.writeInt(key));
        out.add(in.readRetainedSlice(size));
        // Those behind the first are continuations, opcode 0.
        head &= FIN;
    }
}
