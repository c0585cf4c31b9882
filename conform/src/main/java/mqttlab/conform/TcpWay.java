package mqttlab.conform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// TCP, without anything on it.
public record TcpWay(InetSocketAddress address) implements Way {

    @Override
    public Line open(Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, (int) timeout.toMillis());
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new SocketLine(socket);
    }

    private record SocketLine(Socket socket) implements Line {

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return socket.getInputStream().read(bytes, offset, length);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public void end(boolean isReset) {
            try {
                if (isReset) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            } catch (IOException _) {
                // It is over all the same.
            }
        }
    }

    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort();
    }
}
