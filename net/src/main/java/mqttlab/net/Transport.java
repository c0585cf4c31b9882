package mqttlab.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.function.Function;

/// How sockets are made and waited for: by Linux' epoll where its native library loads, else by the JDK.
///
/// @param tcpOut for connections to others, and `unixOut`
public record Transport(
        IoHandlerFactory io,
        ChannelFactory<? extends ServerChannel> tcp,
        ChannelFactory<? extends ServerChannel> unix,
        ChannelFactory<? extends Channel> tcpOut,
        ChannelFactory<? extends Channel> unixOut,
        Function<Path, SocketAddress> unixAddress) {

    public static Transport best() {
        return Epoll.isAvailable() ? epoll() : nio();
    }

    public static Transport epoll() {
        return new Transport(
                EpollIoHandler.newFactory(),
                EpollServerSocketChannel::new,
                EpollServerDomainSocketChannel::new,
                EpollSocketChannel::new,
                EpollDomainSocketChannel::new,
                it -> new DomainSocketAddress(it.toString()));
    }

    public static Transport nio() {
        return new Transport(
                NioIoHandler.newFactory(),
                NioServerSocketChannel::new,
                NioServerDomainSocketChannel::new,
                NioSocketChannel::new,
                NioDomainSocketChannel::new,
                UnixDomainSocketAddress::of);
    }
}
