package mqttlab.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.ssl.SslHandler;
import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import mqttlab.client.transport.Tls;
import mqttlab.net.Listener.Scheme;
import mqttlab.net.Pongs;
import mqttlab.net.Transport;

/// Connects to the server, with what stands before MQTT: TLS, WebSocket.
final class Connector {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int LONGEST_ANSWER = 64 << 10;
    /// A frame may hold the longest packet and more; it is kept until it is complete.
    private static final int LONGEST_FRAME = 256 << 20;

    private final Target target;
    private final Transport transport;
    private final Tls tls;

    Connector(Target target, Transport transport) {
        this.target = target;
        this.transport = transport;
        this.tls = target.tls() == null ? Tls.standard() : target.tls();
    }

    Target target() {
        return target;
    }

    /// @param loop of the channel
    /// @param handler the last of the channel; [io.netty.channel.ChannelInboundHandler#channelActive] says that
    /// nothing stands before MQTT any more
    ChannelFuture connect(EventLoop loop, ChannelHandler handler) {
        boolean isUnix = target.scheme() == Scheme.UNIX;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(isUnix ? transport.unixOut() : transport.tcpOut())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        begin(channel.pipeline());
                        channel.pipeline().addLast(handler);
                    }
                });
        if (isUnix) {
            return bootstrap.connect(transport.unixAddress().apply(Path.of(target.path())));
        }
        return bootstrap.option(ChannelOption.TCP_NODELAY, true).connect(target.host(), target.port());
    }

    /// What stands before MQTT.
    void begin(ChannelPipeline pipeline) {
        boolean isWebSocket = target.scheme().isWebSocket();
        if (target.scheme().isSecure()) {
            pipeline.addLast(new SslHandler(engine()));
        }
        if (isWebSocket) {
            // Before Netty's handler, which would answer without end.
            pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(LONGEST_ANSWER), new Pongs(), webSocket());
        }
        if (pipeline.last() != null && target.scheme() != Scheme.MQTT && target.scheme() != Scheme.UNIX) {
            pipeline.addLast(new Greeting(isWebSocket));
        }
    }

    private SSLEngine engine() {
        String name = tls.serverName() == null ? target.host() : tls.serverName();
        SSLEngine engine = tls.context().createSSLEngine(name, target.port());
        engine.setUseClientMode(true);
        engine.setSSLParameters(tls.parameters(engine.getSSLParameters()));
        return engine;
    }

    private WebSocketClientProtocolHandler webSocket() {
        URI uri = URI.create(target.toString());
        return new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .subprotocol("mqtt")
                // What Netty makes of the URI has no host where that has an underscore.
                .customHeaders(new DefaultHttpHeaders().set(HttpHeaderNames.HOST, uri.getRawAuthority()))
                .generateOriginHeader(false)
                .allowExtensions(false)
                .maxFramePayloadLength(LONGEST_FRAME)
                .handleCloseFrames(false)
                .dropPongFrames(false)
                .withUTF8Validator(false)
                .handshakeTimeoutMillis(CONNECT_MILLIS)
                .build());
    }
}
