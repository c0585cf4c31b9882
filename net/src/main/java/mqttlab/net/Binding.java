package mqttlab.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import mqttlab.net.Listener.Scheme;
import org.jspecify.annotations.Nullable;

/// A listener that accepts connections.
public final class Binding implements AutoCloseable {

    /// The longest read of a connection, in bytes.
    public static final int MOST_READ = 64 << 10;

    private final Listener listener;
    private final Channel channel;
    private final @Nullable SocketFile file;

    private Binding(Listener listener, Channel channel, @Nullable SocketFile file) {
        this.listener = listener;
        this.channel = channel;
        this.file = file;
    }

    /// @param sockets of the transport: the threads of the listener and its connections
    /// @throws ListenException where it cannot
    public static Binding bind(Listener listener, Transport transport, EventLoopGroup sockets, Reception reception) {
        Opening opening = new Opening(listener, reception);
        boolean isUnix = listener.scheme() == Scheme.UNIX;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(sockets)
                .channelFactory(isUnix ? transport.unix() : transport.tcp())
                .handler(new AcceptTrouble(opening, reception))
                .childHandler(opening)
                .option(ChannelOption.SO_BACKLOG, Tuning.ACCEPT_QUEUE)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(64, Tuning.FIRST_READ, MOST_READ)
                                .maxMessagesPerRead(Tuning.READS));
        if (isUnix) {
            SocketFile file = SocketFile.claim(listener);
            return new Binding(
                    listener, bound(bootstrap.bind(transport.unixAddress().apply(file.path())), listener), file);
        }
        bootstrap.option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true);
        Channel channel = bound(bootstrap.bind(address(listener)), listener);
        Listener actual = listener.withPort(((InetSocketAddress) channel.localAddress()).getPort());
        opening.uri = actual.toString();
        return new Binding(actual, channel, null);
    }

    private static SocketAddress address(Listener listener) {
        if (listener.host().isEmpty()) {
            return new InetSocketAddress(listener.port());
        }
        InetSocketAddress address = new InetSocketAddress(listener.host(), listener.port());
        if (address.isUnresolved()) {
            throw new ListenException(
                    "Cannot listen at " + listener + ": nobody knows the host " + listener.host()
                            + ". Use one of this machine's addresses, such as 127.0.0.1.",
                    null);
        }
        return address;
    }

    private static Channel bound(ChannelFuture future, Listener listener) {
        future.awaitUninterruptibly();
        Throwable cause = future.cause();
        if (cause != null) {
            throw new ListenException("Cannot listen at " + listener + ": " + BindFailure.text(listener, cause), cause);
        }
        return future.channel();
    }

    /// With the port it got.
    public Listener listener() {
        return listener;
    }

    /// Accepts no more; the connections stay.
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        if (file != null) {
            file.release();
        }
    }

    /// Too many open files, mostly: nothing is accepted for a second then.
    private static final class AcceptTrouble extends ChannelInboundHandlerAdapter {

        private final Opening opening;
        private final Reception reception;

        AcceptTrouble(Opening opening, Reception reception) {
            this.opening = opening;
            this.reception = reception;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored")
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ChannelConfig config = ctx.channel().config();
            if (config.isAutoRead()) {
                config.setAutoRead(false);
                ctx.executor().schedule(() -> config.setAutoRead(true), 1, TimeUnit.SECONDS);
            }
            reception.trouble("A client cannot be accepted at " + opening.uri + ": " + Peers.reason(cause)
                    + ". Where files are too many, raise the limit (ulimit -n).");
        }
    }
}
