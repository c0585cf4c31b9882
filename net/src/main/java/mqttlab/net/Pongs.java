package mqttlab.net;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import org.jspecify.annotations.Nullable;

/// Answers the Pings of a WebSocket. Of those that come while the peer does not read, the last is answered (RFC 6455
/// section 5.5.3), once it does.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Pongs extends ChannelDuplexHandler {

    private @Nullable PongWebSocketFrame next;
    private boolean isEnding;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof PingWebSocketFrame ping) {
            forget();
            next = new PongWebSocketFrame(ping.content());
            answer(ctx);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        answer(ctx);
        ctx.fireChannelWritabilityChanged();
    }

    private void answer(ChannelHandlerContext ctx) {
        PongWebSocketFrame pong = next;
        if (isEnding) {
            forget();
        } else if (pong != null && ctx.channel().isWritable()) {
            next = null;
            ctx.writeAndFlush(pong);
        }
    }

    /// After a Close frame nothing is sent: RFC 6455 section 5.5.1.
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        isEnding |= message instanceof CloseWebSocketFrame;
        ctx.write(message, promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        forget();
    }

    private void forget() {
        if (next != null) {
            next.release();
            next = null;
        }
    }
}
