package mqttlab.client.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is written at its end.
final class LogFile implements Closeable {

    private final FileChannel channel;
    private long size;

    LogFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    long size() {
        return size;
    }

    /// Makes it this long, where it is longer, and goes on from there.
    void cut(long length) throws IOException {
        channel.truncate(length);
        channel.position(length);
        size = length;
    }

    /// Appends all of the bytes, or nothing.
    void write(byte[] bytes) throws IOException {
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            size += bytes.length;
        } catch (IOException e) {
            cut(size);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
