package mqttlab.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Puts the handlers of a new connection together: what stands before MQTT, each in its turn, and MQTT.
final class Opening extends ChannelInitializer<Channel> {

    /// The longest body of an HTTP request, in bytes: none has a meaning.
    private static final int LONGEST_BODY = 1024;

    private final Listener listener;
    private final @Nullable Certificates certificates;
    private final Reception reception;
    /// Of the listener, with the port it got.
    volatile String uri;

    Opening(Listener listener, Reception reception) {
        this.listener = listener;
        this.reception = reception;
        certificates = listener.tls() == null ? null : new Certificates(listener, listener.tls(), reception);
        uri = listener.toString();
    }

    @Override
    protected void initChannel(Channel channel) {
        Arrival arrival = new Arrival(channel, uri, peer(channel.remoteAddress()), reception);
        ChannelPipeline pipeline = channel.pipeline();
        if (listener.proxied()) {
            pipeline.addLast(new ProxyStart(arrival), new HAProxyMessageDecoder(), new ProxyHeader(arrival));
        }
        if (certificates != null) {
            SslHandler tls = new SslHandler(certificates.engine());
            // Ours has the PROXY header and WebSocket in it, too.
            tls.setHandshakeTimeoutMillis(0);
            pipeline.addLast(tls, new Secured(tls, arrival));
        }
        if (listener.scheme().isWebSocket()) {
            pipeline.addLast(
                    new HttpServerCodec(),
                    new HttpObjectAggregator(LONGEST_BODY, true),
                    new Upgrade(listener, arrival));
        }
        if (pipeline.last() != this) {
            arrival.openSoon();
            pipeline.addLast(new Opened(arrival));
        }
        pipeline.addLast(reception.handler(arrival));
    }

    private static String peer(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? Peers.text(inet) : "unix socket";
    }
}
