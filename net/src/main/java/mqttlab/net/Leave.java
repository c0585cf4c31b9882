package mqttlab.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// How a channel is closed whose peer is to get what was written before.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Leave {

    /// For how long a peer may take nothing, in seconds.
    static final int PATIENCE = 10;

    private Leave() {}

    /// Closes the channel once this was written, or could not be; all the same where the peer takes nothing for
    /// [#PATIENCE]: who does not read would keep it for ever.
    public static void after(ChannelFuture last) {
        Channel channel = last.channel();
        long[] before = {left(channel)};
        Future<?> watch = channel.eventLoop()
                .scheduleWithFixedDelay(
                        () -> {
                            long left = left(channel);
                            if (left >= before[0]) {
                                channel.close();
                            }
                            before[0] = left;
                        },
                        PATIENCE,
                        PATIENCE,
                        TimeUnit.SECONDS);
        channel.closeFuture().addListener(_ -> watch.cancel(false));
        last.addListener(ChannelFutureListener.CLOSE);
    }

    /// How much has not been sent, in bytes.
    private static long left(Channel channel) {
        ChannelOutboundBuffer all = channel.unsafe().outboundBuffer();
        return all == null ? 0 : all.totalPendingWriteBytes() - all.currentProgress();
    }
}
