package mqttlab.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;

/// Waits for the PROXY header, and believes it. A balancer that asks for its own sake (LOCAL) shows itself.
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> {

    private final Arrival arrival;

    ProxyHeader(Arrival arrival) {
        this.arrival = arrival;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Not yet.
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
        String address = header.sourceAddress();
        if (header.command() == HAProxyCommand.PROXY && address != null) {
            arrival.peer = header.sourcePort() == 0 ? address : Peers.text(address, header.sourcePort());
        }
        ctx.fireChannelActive();
        ctx.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Its own words, or those of some other class of the decoder's: "No enum constant ...".
        boolean isSaid = cause instanceof HAProxyProtocolException && cause.getCause() == null;
        arrival.refuse("PROXY header: " + (isSaid ? Peers.reason(cause) : "it is malformed"));
    }
}
