package mqttlab.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/// Looks at the first byte of a connection that is to begin with a PROXY header: who sends none would be waited for
/// until it is long enough for one.
final class ProxyStart extends ChannelInboundHandlerAdapter {

    /// Of "PROXY" in version 1, of the signature in version 2.
    private static final int VERSION_1 = 'P', VERSION_2 = 0x0d;

    private final Arrival arrival;

    ProxyStart(Arrival arrival) {
        this.arrival = arrival;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        int first = bytes.isReadable() ? bytes.getUnsignedByte(bytes.readerIndex()) : VERSION_1;
        if (first == VERSION_1 || first == VERSION_2) {
            ctx.fireChannelRead(message);
            ctx.pipeline().remove(this);
        } else {
            ReferenceCountUtil.release(message);
            arrival.refuse("PROXY header: it is missing; this listener expects one before anything else");
        }
    }
}
