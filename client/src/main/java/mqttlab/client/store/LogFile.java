package mqttlab.client.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/// A file that is written at its end. It is no channel, which an interrupted thread would close for all.
final class LogFile implements Closeable {

    private final RandomAccessFile file;
    private long size;

    LogFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    long size() {
        return size;
    }

    /// All that it holds.
    byte[] read() throws IOException {
        byte[] all = new byte[Math.toIntExact(file.length())];
        file.seek(0);
        file.readFully(all);
        return all;
    }

    /// Makes it this long, where it is longer, and goes on from there.
    void cut(long length) throws IOException {
        if (file.length() > length) {
            file.setLength(length);
        }
        size = length;
    }

    /// Appends all of the bytes, or nothing.
    void write(byte[] bytes) throws IOException {
        try {
            file.seek(size);
            file.write(bytes);
            size += bytes.length;
        } catch (IOException e) {
            cut(size);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
