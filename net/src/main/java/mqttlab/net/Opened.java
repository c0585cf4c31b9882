package mqttlab.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Takes note that nothing stands before MQTT any more, and is gone.
final class Opened extends ChannelInboundHandlerAdapter {

    private final Arrival arrival;

    Opened(Arrival arrival) {
        this.arrival = arrival;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        arrival.isOpen();
        ctx.fireChannelActive();
        ctx.pipeline().remove(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        arrival.isOpen();
        ctx.fireChannelInactive();
    }
}
