package mqttlab.bridge.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import mqttlab.bridge.Endpoint;
import mqttlab.bridge.Line;
import mqttlab.bridge.Wire;
import mqttlab.net.Leave;
import org.jspecify.annotations.Nullable;

/// A page's WebSocket. It sends what there is as fast as the page takes it, and reads no more while the page's
/// requests wait.
// What fails ends the channel.
@SuppressWarnings("FutureReturnValueIgnored")
final class Socket extends SimpleChannelInboundHandler<WebSocketFrame> implements Wire {

    /// How many signs of life may be missed.
    private static final int PATIENCE = 2;
    /// The longest reason that a Close frame has room for is 123 bytes.
    private static final int LONGEST_REASON = 120;

    private final Endpoint endpoint;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Line line;
    private boolean isEnding;
    private int missed;

    Socket(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /// The page has our answer, and can be sent what there is.
    void open() {
        line = endpoint.open(this);
        send();
    }

    @Override
    public void ready() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.executor().execute(this::send);
        }
    }

    private void send() {
        ChannelHandlerContext ctx = context;
        Line from = line;
        if (ctx == null || from == null || isEnding) {
            return;
        }
        boolean isFlushed = true;
        while (ctx.channel().isWritable()) {
            byte[] text = from.next();
            if (text == null) {
                break;
            }
            ctx.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
            isFlushed = false;
        }
        if (!isFlushed) {
            ctx.flush();
        }
        ctx.channel().config().setAutoRead(!from.isBusy());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            // Not at once: it may be while we write.
            ready();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        missed = 0;
        if (isEnding || line == null) {
            return;
        }
        switch (frame) {
            case TextWebSocketFrame text -> {
                line.received(text.text());
                ctx.channel().config().setAutoRead(!line.isBusy());
            }
            case PongWebSocketFrame _ -> {}
            case CloseWebSocketFrame _ -> end(ctx, WebSocketCloseStatus.NORMAL_CLOSURE, "");
            default -> end(ctx, WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "expected texts, which are JSON");
        }
    }

    @Override
    public void close(String why) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.executor().execute(() -> end(ctx, WebSocketCloseStatus.TRY_AGAIN_LATER, why));
        }
    }

    private void end(ChannelHandlerContext ctx, WebSocketCloseStatus status, String why) {
        if (!isEnding) {
            isEnding = true;
            String reason = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
            Leave.after(ctx.writeAndFlush(new CloseWebSocketFrame(status, reason)));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            ctx.fireUserEventTriggered(event);
        } else if (missed++ < PATIENCE) {
            ctx.writeAndFlush(new PingWebSocketFrame());
            // Of a page that is busy nothing else is read.
            ctx.read();
        } else {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (line != null) {
            line.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException it -> end(ctx, it.closeStatus(), String.valueOf(it.getMessage()));
            case TooLongFrameException _ ->
                end(ctx, WebSocketCloseStatus.MESSAGE_TOO_BIG, "the text is longer than the bridge takes");
            default -> ctx.close();
        }
    }
}
