package mqttlab.bridge.web;

import io.netty.buffer.Unpooled;
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
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import mqttlab.bridge.Endpoint;
import mqttlab.bridge.web.Gate.Refusal;
import mqttlab.net.Leave;
import mqttlab.net.Peers;
import mqttlab.net.Pongs;

/// A connection that speaks HTTP: gets files, until it opens a WebSocket.
// What fails ends the channel.
@SuppressWarnings("FutureReturnValueIgnored")
final class Visit extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final String VERSION = "13";
    private static final String PLAIN = "text/plain; charset=utf-8";

    /// Nothing that is not in the jar is loaded or run, and no other site's page shows ours in a frame.
    // @formatter:off
    private static final String[][] HEADERS = {
        {"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cache-Control", "no-store"},
    };
    // @formatter:on

    private final Web.Setup setup;
    private final Assets assets;
    private final Gate gate;

    Visit(Web.Setup setup, Assets assets) {
        this.setup = setup;
        this.assets = assets;
        gate = new Gate(setup.listener(), setup.token());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            refuse(ctx, request, new Refusal(HttpResponseStatus.BAD_REQUEST, "this is no HTTP request"));
            return;
        }
        Refusal refusal = gate.visit(request);
        if (refusal != null) {
            refuse(ctx, request, refusal);
            return;
        }
        Endpoint endpoint = setup.endpoints().get(path(request));
        if (endpoint == null) {
            file(ctx, request);
        } else {
            enter(ctx, request, endpoint);
        }
    }

    private static String path(FullHttpRequest request) {
        String target = request.uri();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private void file(ChannelHandlerContext ctx, FullHttpRequest request) {
        String path = path(request);
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            refuse(ctx, request, new Refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, "expected GET or HEAD"));
            return;
        }
        if (path.equals("/endpoints")) {
            answer(ctx, request, HttpResponseStatus.OK, "application/json", endpoints());
            return;
        }
        if (path.equals("/") && !setup.endpoints().containsKey("/ws")) {
            redirect(ctx, request, "/packets");
            return;
        }
        Assets.Asset asset = assets.at(path);
        if (asset == null) {
            refuse(
                    ctx,
                    request,
                    new Refusal(HttpResponseStatus.NOT_FOUND, "nothing is at " + Peers.shown(path) + ": try /"));
        } else {
            answer(ctx, request, HttpResponseStatus.OK, asset.type(), asset.bytes());
        }
    }

    /// What a page may connect to: it shows no links to what is not there.
    private byte[] endpoints() {
        StringBuilder json = new StringBuilder("[");
        for (String path : setup.endpoints().keySet().stream().sorted().toList()) {
            json.append(json.length() == 1 ? "\"" : ",\"").append(path).append('"');
        }
        return json.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void enter(ChannelHandlerContext ctx, FullHttpRequest request, Endpoint endpoint) {
        HttpHeaders headers = request.headers();
        Refusal refusal = gate.enter(request);
        if (refusal != null) {
            refuse(ctx, request, refusal);
        } else if (!request.method().equals(HttpMethod.GET)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
            refuse(
                    ctx,
                    request,
                    new Refusal(HttpResponseStatus.UPGRADE_REQUIRED, "expected a request to open a WebSocket"));
        } else if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            refuse(
                    ctx,
                    request,
                    new Refusal(
                            HttpResponseStatus.UPGRADE_REQUIRED,
                            "Sec-WebSocket-Version: expected " + VERSION + " (RFC 6455)"));
        } else {
            open(ctx, request, endpoint);
        }
    }

    private void open(ChannelHandlerContext ctx, FullHttpRequest request, Endpoint endpoint) {
        WebSocketDecoderConfig frames = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(setup.longestText())
                .allowExtensions(false)
                .withUTF8Validator(false)
                .build();
        try {
            var answered = new WebSocketServerHandshaker13(setup.listener().toString(), null, frames)
                    .handshake(ctx.channel(), request);
            ctx.pipeline()
                    .addAfter(ctx.name(), "socket", new Socket(endpoint))
                    .addAfter(ctx.name(), null, new FlowControlHandler())
                    .addAfter(ctx.name(), null, new WebSocketFrameAggregator(setup.longestText()))
                    .addAfter(ctx.name(), null, new Utf8FrameValidator(false))
                    .addAfter(ctx.name(), null, new Pongs());
            answered.addListener(it -> {
                if (it.isSuccess()) {
                    ctx.pipeline().get(Socket.class).open();
                    ctx.pipeline().remove(this);
                }
            });
        } catch (WebSocketHandshakeException e) {
            refuse(
                    ctx,
                    request,
                    new Refusal(HttpResponseStatus.BAD_REQUEST, Peers.shown(String.valueOf(e.getMessage()))));
        }
    }

    private void refuse(ChannelHandlerContext ctx, FullHttpRequest request, Refusal refusal) {
        answer(ctx, request, refusal.status(), PLAIN, (refusal.why() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void redirect(ChannelHandlerContext ctx, FullHttpRequest request, String path) {
        FullHttpResponse answer = response(HttpResponseStatus.FOUND, PLAIN, new byte[0]);
        // The token of the query goes along.
        int query = request.uri().indexOf('?');
        answer.headers()
                .set(
                        HttpHeaderNames.LOCATION,
                        query < 0 ? path : path + request.uri().substring(query));
        send(ctx, request, answer);
    }

    private void answer(
            ChannelHandlerContext ctx, FullHttpRequest request, HttpResponseStatus status, String type, byte[] body) {
        FullHttpResponse answer = response(status, type, body);
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            answer.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        }
        if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
            answer.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        send(ctx, request, answer);
    }

    private static FullHttpResponse response(HttpResponseStatus status, String type, byte[] body) {
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, type).set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        for (String[] header : HEADERS) {
            answer.headers().set(header[0], header[1]);
        }
        return answer;
    }

    private static void send(ChannelHandlerContext ctx, FullHttpRequest request, FullHttpResponse answer) {
        boolean isLast = !HttpUtil.isKeepAlive(request)
                || !request.decoderResult().isSuccess()
                || answer.status().code() >= 400;
        HttpUtil.setKeepAlive(answer, !isLast);
        if (request.method().equals(HttpMethod.HEAD)) {
            answer.content().clear();
        }
        var sent = ctx.writeAndFlush(answer);
        if (isLast) {
            Leave.after(sent);
        }
    }

    /// Whoever does not read the answers can ask for no more.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
