package mqttlab.cli.shell;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import mqttlab.cli.command.Wire;
import mqttlab.packet.Direction;

/// A connection over which packets go as they are.
final class RawConnection implements AutoCloseable {

    private static final int PATIENCE = 10_000;

    private final Socket socket = new Socket();
    private final Wire.Line line;
    private final String name;
    private volatile boolean isOurs;

    RawConnection(String host, int port, Wire wire) throws IOException {
        name = name(host, port);
        try {
            socket.connect(new InetSocketAddress(host, port), PATIENCE);
            socket.setTcpNoDelay(true);
            line = wire.opened(
                    Direction.CLIENT_TO_SERVER, (InetSocketAddress) socket.getLocalSocketAddress(), (InetSocketAddress)
                            socket.getRemoteSocketAddress());
        } catch (IOException e) {
            socket.close();
            throw new IOException("Cannot connect to " + name + ": " + e.getMessage(), e);
        }
    }

    static String name(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /// "127.0.0.1:1883".
    String name() {
        return name;
    }

    void send(byte[] bytes) throws IOException {
        line.bytes(Direction.CLIENT_TO_SERVER, bytes, 0, bytes.length);
        socket.getOutputStream().write(bytes);
    }

    /// Waits for bytes; -1 at the end.
    int read(byte[] bytes) throws IOException {
        int count;
        try {
            count = socket.getInputStream().read(bytes);
        } catch (IOException e) {
            count = -1;
        }
        if (count > 0) {
            line.bytes(Direction.SERVER_TO_CLIENT, bytes, 0, count);
        } else {
            line.closed(isOurs ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT);
        }
        return count;
    }

    /// Whether it was closed from here.
    boolean isOurs() {
        return isOurs;
    }

    @Override
    public void close() {
        isOurs = true;
        try {
            socket.close();
        } catch (IOException e) {
            // It is as closed as it will be.
        }
    }
}
