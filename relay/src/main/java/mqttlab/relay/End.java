package mqttlab.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import mqttlab.net.Leave;
import mqttlab.net.Peers;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// One of the two network connections of a [Pair]: the last handler of its channel. All on the thread of the channel,
/// which both have.
// What fails ends the channel, and [#channelInactive] tells.
@SuppressWarnings("FutureReturnValueIgnored")
final class End extends ChannelInboundHandlerAdapter {

    private static final WriteBufferWaterMark BACKLOG = new WriteBufferWaterMark(128 << 10, 512 << 10);

    private final Pair pair;
    /// What comes from here.
    private final Direction direction;
    private @Nullable Channel channel;
    private boolean isOpen;
    private boolean isPaused;
    private boolean isAwaited;
    private boolean hasEnded;

    End(Pair pair, Direction direction) {
        this.pair = pair;
        this.direction = direction;
    }

    // What the channel says.

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, BACKLOG);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        isOpen = true;
        pair.opened(direction);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (isOpen) {
                pair.received(direction, ByteBufUtil.getBytes(bytes));
            } else {
                ctx.close();
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        pair.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pair.await(direction.opposite(), !ctx.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && isOpen && !hasEnded) {
            hasEnded = true;
            if (isPlain(ctx.channel())) {
                pair.ended(direction);
            } else {
                pair.left(direction);
            }
        } else if (event instanceof SslCloseCompletionEvent && isOpen && !hasEnded) {
            hasEnded = true;
            pair.left(direction);
        }
        ReferenceCountUtil.release(event);
    }

    /// Whether one direction may end without the other: neither TLS nor WebSocket can be relied on for that.
    private static boolean isPlain(Channel channel) {
        return channel.pipeline().get(SslHandler.class) == null
                && channel.pipeline().get(WebSocketFrameDecoder.class) == null;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!isOpen) {
            pair.unopened(direction, "the connection was closed at once");
        } else {
            hasEnded = true;
            pair.left(direction);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!isOpen) {
            pair.unopened(direction, Peers.reason(cause));
        } else {
            hasEnded = true;
            pair.broken(direction);
        }
        ctx.close();
    }

    // What the pair wants.

    /// Once it is open.
    Channel channel() {
        return Objects.requireNonNull(channel);
    }

    /// Once it is open.
    void write(ByteBuf bytes) {
        channel().write(bytes);
    }

    void flush() {
        if (channel != null) {
            channel.flush();
        }
    }

    /// Says no more.
    void shutOutput() {
        Channel it = channel;
        if (isOpen && it != null) {
            it.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> shut(it));
        }
    }

    private static void shut(Channel it) {
        if (!it.isActive()) {
            return;
        }
        SslHandler tls = it.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else {
            ((DuplexChannel) it).shutdownOutput();
        }
    }

    /// Closes once all has left, or nobody takes it.
    void close() {
        Channel it = channel;
        if (it != null && isOpen) {
            Leave.after(it.writeAndFlush(Unpooled.EMPTY_BUFFER));
        } else if (it != null) {
            it.close();
        }
    }

    /// Reads no further, since what was read waits here.
    void pause(boolean on) {
        isPaused = on;
        read();
    }

    /// Reads no further, since the other end is slow.
    void await(boolean on) {
        isAwaited = on;
        read();
    }

    private void read() {
        // Netty's epoll has let go of the one that has ended.
        if (channel != null && !hasEnded) {
            channel.config().setAutoRead(!isPaused && !isAwaited);
        }
    }
}
