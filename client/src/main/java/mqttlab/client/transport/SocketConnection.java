package mqttlab.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// A socket, or TLS on it.
final class SocketConnection implements Connection {

    private final Socket raw;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /// @param raw under `socket`; the same where there is no TLS
    SocketConnection(Socket raw, Socket socket) throws IOException {
        this.raw = raw;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return in.read(bytes, offset, length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /// Closing a TLS socket would wait for a writer that may be stuck.
    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException _) {
            // It is as closed as it will be.
        }
    }
}
