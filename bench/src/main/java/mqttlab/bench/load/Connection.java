package mqttlab.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// A connection with the broker, which never blocks: what it cannot send at once, it keeps.
final class Connection implements Closeable {

    /// Others have their turn, too.
    private static final int MOST_READS = 16;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final String name;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Buffers buffers;
    private final Scanner scanner = new Scanner();
    private final Scanner.Handler handler;
    private ByteBuffer unsent = NOTHING;

    private Connection(String name, SocketChannel channel, SelectionKey key, Buffers buffers, Scanner.Handler handler) {
        this.name = name;
        this.channel = channel;
        this.key = key;
        this.buffers = buffers;
        this.handler = handler;
    }

    /// A connection whose packets go to the handler, once the selector finds them.
    ///
    /// @param name what to call it in messages to the user
    static Connection open(
            String name, InetSocketAddress broker, Selector selector, Buffers buffers, Scanner.Handler handler)
            throws IOException {
        SocketChannel channel = SocketChannel.open(broker);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        Connection connection = new Connection(name, channel, key, buffers, handler);
        key.attach(connection);
        return connection;
    }

    /// Does what the selector found it can do.
    void ready() {
        try {
            if (key.isWritable()) {
                unsent.flip();
                channel.write(unsent);
                unsent.compact();
                if (unsent.position() == 0) {
                    key.interestOps(SelectionKey.OP_READ);
                }
            }
            if (key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            throw new LoadException("The connection of " + name + " failed: " + e.getMessage(), e);
        }
    }

    /// Reads what there is. One buffer between two pauses would be all that a single subscriber gets.
    private void read() throws IOException {
        for (int i = 0; i < MOST_READS; i++) {
            ByteBuffer in = buffers.in();
            scanner.begin(in);
            if (channel.read(in) < 0) {
                throw new LoadException("The broker closed the connection of " + name + ".");
            }
            boolean isAll = in.hasRemaining();
            scanner.scan(in, handler);
            flush();
            if (isAll) {
                return;
            }
        }
    }

    /// Where to put what is to be sent; [#flush] sends it, and does so by itself after packets were handled.
    ByteBuffer out() {
        return buffers.out();
    }

    void flush() throws IOException {
        ByteBuffer out = buffers.out().flip();
        if (out.hasRemaining() && unsent.position() == 0) {
            channel.write(out);
        }
        if (out.hasRemaining()) {
            reserve(out.remaining());
            unsent.put(out);
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
        out.clear();
    }

    private void reserve(int length) {
        if (unsent.remaining() < length) {
            unsent = ByteBuffer.allocateDirect(2 * (unsent.position() + length)).put(unsent.flip());
        }
    }

    /// Whether the broker does not take what was sent.
    boolean isBlocked() {
        return unsent.position() > 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
