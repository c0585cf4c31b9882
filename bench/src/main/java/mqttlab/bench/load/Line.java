package mqttlab.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/// A connection with the broker that blocks, for at most ten seconds at a time.
final class Line implements Closeable {

    private static final int PATIENCE = 10_000;
    private static final byte[] DISCONNECT = {(byte) 0xe0, 0};

    private final Socket socket = new Socket();

    /// Connects from an address of this machine, and has the broker accept a new session.
    Line(InetAddress from, InetSocketAddress broker, String clientId) throws IOException {
        try {
            connect(from, broker, clientId);
        } catch (IOException | LoadException e) {
            socket.close();
            throw e;
        }
    }

    private void connect(InetAddress from, InetSocketAddress broker, String clientId) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(broker, PATIENCE);
        send(Packets.connect(clientId, true));
        byte[] answer = answer(4);
        if ((answer[0] & 0xff) != Packets.CONNACK || answer[3] != 0) {
            throw new LoadException("The broker refused " + clientId + ": return code " + answer[3] + ".");
        }
    }

    void send(byte[] bytes) throws IOException {
        send(bytes, bytes.length);
    }

    /// Sends the first bytes of these.
    void send(byte[] bytes, int length) throws IOException {
        socket.getOutputStream().write(bytes, 0, length);
    }

    /// So many bytes of what the broker sends.
    private byte[] answer(int length) throws IOException {
        byte[] answer = socket.getInputStream().readNBytes(length);
        if (answer.length < length) {
            throw new LoadException("The broker closed a connection.");
        }
        return answer;
    }

    /// Hands on the packets that come next.
    ///
    /// @return whether any bytes came within ten seconds
    boolean receive(Scanner scanner, ByteBuffer in, Scanner.Handler handler) throws IOException {
        scanner.begin(in);
        try {
            int count = socket.getInputStream().read(in.array(), in.arrayOffset() + in.position(), in.remaining());
            if (count < 0) {
                throw new LoadException("The broker closed a connection.");
            }
            scanner.scan(in.position(in.position() + count), handler);
            return true;
        } catch (SocketTimeoutException _) {
            scanner.scan(in, handler);
            return false;
        }
    }

    /// Says DISCONNECT, and closes.
    @Override
    public void close() throws IOException {
        try (socket) {
            send(DISCONNECT);
        }
    }
}
