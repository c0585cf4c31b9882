package mqttlab.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/// Takes MQTT's bytes out of WebSocket frames, and puts them in. Where a frame ends has no meaning to MQTT:
/// [MQTT-6.0.0-2] of 3.1.1 and 5.0.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Frames extends ChannelDuplexHandler {

    private final String peer;
    private final Consumer<? super String> ended;
    private boolean isEnding;

    /// @param peer who is at the other end, such as "the client"
    /// @param ended is told why the WebSocket is going to end
    public Frames(String peer, Consumer<? super String> ended) {
        this.peer = peer;
        this.ended = ended;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isEnding) {
            ReferenceCountUtil.release(message);
            return;
        }
        switch (message) {
            case BinaryWebSocketFrame data -> ctx.fireChannelRead(data.content());
            case ContinuationWebSocketFrame data -> ctx.fireChannelRead(data.content());
            case PongWebSocketFrame pong -> pong.release();
            case CloseWebSocketFrame close -> {
                close.release();
                end(ctx, WebSocketCloseStatus.NORMAL_CLOSURE, "closed by " + peer);
            }
            // [MQTT-6.0.0-1] of 3.1.1 and 5.0.
            case TextWebSocketFrame text -> {
                text.release();
                end(ctx, WebSocketCloseStatus.INVALID_MESSAGE_TYPE, peer + " has sent a text frame");
            }
            default -> {
                ReferenceCountUtil.release(message);
                end(ctx, WebSocketCloseStatus.PROTOCOL_ERROR, peer + " has sent bytes before it had an answer");
            }
        }
    }

    private void end(ChannelHandlerContext ctx, WebSocketCloseStatus status, String why) {
        isEnding = true;
        ended.accept(why);
        Leave.after(ctx.writeAndFlush(new CloseWebSocketFrame(status)));
    }

    /// Nothing to write is the end, which has a frame of its own.
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes)) {
            ctx.write(message, promise);
        } else if (bytes.isReadable()) {
            ctx.write(new BinaryWebSocketFrame(bytes), promise);
        } else {
            bytes.release();
            isEnding = true;
            ctx.write(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE), promise);
        }
    }
}
