package mqttlab.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// How a channel is closed whose peer is to get what was written before.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Leave {

    /// How long a peer may take for it, in seconds.
    static final int PATIENCE = 10;

    private Leave() {}

    /// Closes the channel once this was written, or could not be; later than [#PATIENCE] all the same: who does not
    /// read would keep it for ever.
    public static void after(ChannelFuture last) {
        Channel channel = last.channel();
        Future<?> end = channel.eventLoop().schedule(() -> channel.close(), PATIENCE, TimeUnit.SECONDS);
        channel.closeFuture().addListener(_ -> end.cancel(false));
        last.addListener(ChannelFutureListener.CLOSE);
    }
}
