package mqttlab.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waits for the HTTP request that opens a WebSocket (RFC 6455 section 4.2), and answers it; where with a refusal, it
/// says why. 3.1.1 and 5.0 section 6.
@SuppressWarnings("FutureReturnValueIgnored")
final class Upgrade extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final List<String> SUBPROTOCOLS = List.of("mqtt", "mqttv3.1");
    private static final String VERSION = "13";

    private final Listener listener;
    private final Arrival arrival;

    Upgrade(Listener listener, Arrival arrival) {
        this.listener = listener;
        this.arrival = arrival;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Not yet.
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        Refusal refusal = refusal(request);
        if (refusal == null) {
            open(ctx, request);
        } else {
            refuse(ctx, refusal);
        }
    }

    private record Refusal(HttpResponseStatus status, String why) {}

    private @Nullable Refusal refusal(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!request.decoderResult().isSuccess()) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, "this is no HTTP request");
        }
        if (!path(request).equals(listener.path())) {
            return new Refusal(
                    HttpResponseStatus.NOT_FOUND,
                    "nothing is at " + Peers.shown(path(request)) + ": MQTT is at " + listener.path());
        }
        if (!request.method().equals(HttpMethod.GET)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, "expected a request to open a WebSocket, for MQTT");
        }
        if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return new Refusal(
                    HttpResponseStatus.UPGRADE_REQUIRED, "Sec-WebSocket-Version: expected " + VERSION + " (RFC 6455)");
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !new Origins(listener.origins()).allow(origin, headers.get(HttpHeaderNames.HOST, ""))) {
            return new Refusal(
                    HttpResponseStatus.FORBIDDEN,
                    "pages from " + Peers.shown(origin) + " may not connect: the listener's origins do not have it");
        }
        if (subprotocol(headers) == null) {
            return new Refusal(
                    HttpResponseStatus.BAD_REQUEST,
                    "Sec-WebSocket-Protocol: expected mqtt ([MQTT-6.0.0-3] of 3.1.1 and 5.0)");
        }
        return null;
    }

    private static String path(FullHttpRequest request) {
        String target = request.uri();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// The client's first that we know.
    private static @Nullable String subprotocol(HttpHeaders headers) {
        for (String line : headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            for (String each : line.split(",")) {
                if (SUBPROTOCOLS.contains(each.strip())) {
                    return each.strip();
                }
            }
        }
        return null;
    }

    private void open(ChannelHandlerContext ctx, FullHttpRequest request) {
        WebSocketDecoderConfig frames = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(ShortFrames.LONGEST)
                .allowExtensions(false)
                .withUTF8Validator(false)
                .build();
        try {
            // First: what came with the request goes on from the HTTP codec, which the handshake removes.
            ctx.pipeline()
                    .addBefore(ctx.pipeline().context(HttpServerCodec.class).name(), null, new ShortFrames())
                    .addAfter(ctx.name(), null, new Frames("the client", why -> arrival.end = why))
                    .addAfter(ctx.name(), null, new Pongs());
            ChannelFuture answered = new WebSocketServerHandshaker13(
                            arrival.listener(), subprotocol(request.headers()), frames)
                    .handshake(ctx.channel(), request);
            answered.addListener(it -> {
                if (it.isSuccess()) {
                    ctx.fireChannelActive();
                    ctx.pipeline().remove(this);
                }
            });
        } catch (WebSocketHandshakeException e) {
            refuse(ctx, new Refusal(HttpResponseStatus.BAD_REQUEST, Peers.shown(String.valueOf(e.getMessage()))));
        }
    }

    private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                refusal.status,
                Unpooled.copiedBuffer(refusal.why + "\n", StandardCharsets.UTF_8));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        ctx.writeAndFlush(answer).addListener(_ -> arrival.refuse("WebSocket: " + refusal.status + ": " + refusal.why));
    }
}
