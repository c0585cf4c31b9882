package mqttlab.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/// A client of the broker, from CONNECT on.
abstract sealed class Client implements Scanner.Handler permits Publisher, Subscriber {

    private final String name;
    private @Nullable Connection connection;
    private boolean isReady;

    Client(String name) {
        this.name = name;
    }

    final void connect(InetSocketAddress broker, Selector selector, Buffers buffers, byte[] connect)
            throws IOException {
        connection = Connection.open(name, broker, selector, buffers, this);
        buffers.out().put(connect);
        connection.flush();
    }

    final Connection connection() {
        if (connection == null) {
            throw new IllegalStateException(name + " is not connected");
        }
        return connection;
    }

    final void close() throws IOException {
        if (connection != null) {
            connection.close();
        }
    }

    final String name() {
        return name;
    }

    /// Whether the broker has granted all that the client needs.
    final boolean isReady() {
        return isReady;
    }

    @Override
    public final void packet(int first, ByteBuffer in, int body, int end) {
        if (isReady) {
            handle(first, in, body, end);
        } else if (first == Packets.CONNACK) {
            if (in.get(body + 1) != 0) {
                throw new LoadException("The broker refused " + name + ": return code " + in.get(body + 1) + ".");
            }
            isReady = accepted();
        } else {
            isReady = granted(first, in, body, end);
        }
    }

    /// Goes on after CONNACK; returns whether that was all.
    boolean accepted() {
        return true;
    }

    /// Takes what comes after CONNACK before the client is ready; returns whether it is now.
    boolean granted(int first, ByteBuffer in, int body, int end) {
        throw unexpected(first);
    }

    /// Takes a packet of a client that is ready.
    abstract void handle(int first, ByteBuffer in, int body, int end);

    final LoadException unexpected(int first) {
        return new LoadException(
                "The broker sent " + name + " a packet that begins with 0x" + Integer.toHexString(first) + ".");
    }
}
