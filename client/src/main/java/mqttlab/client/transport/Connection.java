package mqttlab.client.transport;

import java.io.Closeable;
import java.io.IOException;

/// An open stream of bytes to a server. One thread reads, another writes, any may close.
public interface Connection extends Closeable {

    /// Waits for bytes and puts up to `length` of them at `offset`. Returns how many, at least one, or -1 where the
    /// server has closed its side.
    int read(byte[] bytes, int offset, int length) throws IOException;

    /// Writes all of the bytes; they may be reused afterwards.
    void write(byte[] bytes, int offset, int length) throws IOException;

    /// Says to the server that nothing more will be written. What it still sends can be read.
    void finish() throws IOException;

    /// Ends the connection; who waits in [#read] or [#write] gets an exception or the end of the stream.
    @Override
    void close();
}
