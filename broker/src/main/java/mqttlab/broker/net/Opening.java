package mqttlab.broker.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import mqttlab.broker.Listener;

/// Puts the handlers of a new connection together.
final class Opening extends ChannelInitializer<Channel> {

    private final HubLoop hub;
    volatile String uri;

    Opening(Listener listener, HubLoop hub) {
        this.hub = hub;
        uri = listener.toString();
    }

    @Override
    protected void initChannel(Channel channel) {
        ChannelLink link = new ChannelLink(channel, hub, uri, peer(channel.remoteAddress()));
        channel.pipeline().addLast(link);
    }

    private static String peer(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? Peers.text(inet) : "unix socket";
    }
}
