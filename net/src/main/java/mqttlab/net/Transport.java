package mqttlab.net;

import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.function.Function;

/// How sockets are made and waited for: by Linux' epoll where its native library loads, else by the JDK.
public record Transport(
        IoHandlerFactory io,
        ChannelFactory<? extends ServerChannel> tcp,
        ChannelFactory<? extends ServerChannel> unix,
        Function<Path, SocketAddress> unixAddress) {

    public static Transport best() {
        return Epoll.isAvailable() ? epoll() : nio();
    }

    public static Transport epoll() {
        return new Transport(
                EpollIoHandler.newFactory(),
                EpollServerSocketChannel::new,
                EpollServerDomainSocketChannel::new,
                it -> new DomainSocketAddress(it.toString()));
    }

    public static Transport nio() {
        return new Transport(
                NioIoHandler.newFactory(),
                NioServerSocketChannel::new,
                NioServerDomainSocketChannel::new,
                UnixDomainSocketAddress::of);
    }
}
