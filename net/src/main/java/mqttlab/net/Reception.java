package mqttlab.net;

import io.netty.channel.ChannelHandler;

/// Who receives the clients of a [Listener]. Called by the threads of the sockets.
public interface Reception {

    /// A client is on its way. The handler is the last of its channel, whose bytes come and go as
    /// [io.netty.buffer.ByteBuf]: [io.netty.channel.ChannelInboundHandler#channelActive] says that nothing stands
    /// before MQTT any more. To write an empty one is to take leave, of those beneath too.
    ChannelHandler handler(Arrival arrival);

    /// A client will not be received: it could not be heard, or not be believed. Said once, and the channel is closed.
    void refused(Arrival arrival, String why);

    /// Something is wrong, but the listener goes on; a sentence.
    void trouble(String what);

    /// How long PROXY header, TLS and WebSocket together may take, in seconds from 1 up.
    default int openingSeconds() {
        return 10;
    }
}
