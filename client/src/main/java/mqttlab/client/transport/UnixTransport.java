package mqttlab.client.transport;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// A Unix-domain socket.
///
/// @param file that the server listens on
public record UnixTransport(Path file) implements Transport {

    @Override
    public Connection open(Consumer<? super Step> steps, Duration timeout) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(file));
            steps.accept(new Step.Connected(channel.getLocalAddress(), channel.getRemoteAddress()));
            return new ChannelConnection(channel);
        } catch (IOException e) {
            channel.close();
            throw new IOException("Cannot connect to " + this + ": " + e.getMessage(), e);
        }
    }

    private record ChannelConnection(SocketChannel channel) implements Connection {

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(bytes, offset, length));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }

        @Override
        public void finish() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException _) {
                // It is as closed as it will be.
            }
        }
    }

    @Override
    public String toString() {
        return "unix://" + file.toAbsolutePath();
    }
}
