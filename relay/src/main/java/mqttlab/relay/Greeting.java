package mqttlab.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import mqttlab.net.Frames;

/// Waits until TLS and WebSocket are agreed with the server, and is gone.
final class Greeting extends ChannelInboundHandlerAdapter {

    private final boolean isWebSocket;

    Greeting(boolean isWebSocket) {
        this.isWebSocket = isWebSocket;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Not yet.
        ctx.read();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        switch (event) {
            case SslHandshakeCompletionEvent tls when !tls.isSuccess() -> ctx.fireExceptionCaught(tls.cause());
            case SslHandshakeCompletionEvent _ when !isWebSocket -> open(ctx);
            case ClientHandshakeStateEvent.HANDSHAKE_COMPLETE -> {
                ctx.pipeline().addAfter(ctx.name(), null, new Frames("the server", _ -> {}));
                open(ctx);
            }
            default -> ctx.fireUserEventTriggered(event);
        }
    }

    private static void open(ChannelHandlerContext ctx) {
        ctx.fireChannelActive();
        ctx.pipeline().remove(ctx.handler());
    }
}
