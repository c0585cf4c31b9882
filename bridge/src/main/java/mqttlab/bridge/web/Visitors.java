package mqttlab.bridge.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import mqttlab.net.Arrival;
import mqttlab.net.Reception;

/// All connections of a web server.
final class Visitors implements Reception {

    /// The longest body of a request, in bytes: none has a meaning.
    private static final int LONGEST_BODY = 1024;
    /// How long a connection may be silent before it is asked for a sign of life, in seconds.
    private static final int SILENCE = 30;

    private static final int SEND_BUFFER = 256 << 10;

    private final Web.Setup setup;
    private final Assets assets = new Assets();
    private final ChannelGroup all = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    Visitors(Web.Setup setup) {
        this.setup = setup;
    }

    @Override
    public ChannelHandler handler(Arrival arrival) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                all.add(channel);
                // What has left us waits in the system for a slow page, and could be megabytes.
                channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
                if (all.size() > setup.connections()) {
                    arrival.refuse("too many connections");
                    return;
                }
                channel.pipeline()
                        .addLast(
                                new IdleStateHandler(SILENCE, 0, 0),
                                new HttpServerCodec(),
                                new HttpObjectAggregator(LONGEST_BODY, true),
                                new Visit(setup, assets));
            }
        };
    }

    @Override
    public void refused(Arrival arrival, String why) {
        // Browsers open connections that they do not use, and refuse certificates that nobody knows: not worth a word.
    }

    @Override
    public void trouble(String what) {
        setup.trouble().accept(what);
    }

    void close() {
        all.close().awaitUninterruptibly();
    }
}
