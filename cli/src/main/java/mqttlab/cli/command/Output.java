package mqttlab.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Standard output: a buffered stream of bytes, text in UTF-8.
///
/// Nothing appears before [#flush] or before the buffer is full; [mqttlab.cli.Main] flushes at the end of a command. A
/// reader
/// that goes away (`mqttlab pcap … | head`) ends the command by [Closed], quietly; any other failure to write is a
/// [Failure].
public final class Output extends OutputStream {
    /// The reader of standard output has gone; there is nobody left to tell.
    public static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean isAsked;

        public Closed() {
            this(false);
        }

        /// @param isAsked whether that is since the command was asked to end
        public Closed(boolean isAsked) {
            super(null, null, false, false);
            this.isAsked = isAsked;
        }

        public boolean isAsked() {
            return isAsked;
        }
    }

    private static final int TYPE_OF_FILE = 0170000, PIPE = 0010000, SOCKET = 0140000;

    private final OutputStream sink;
    private final byte[] buffer = new byte[1 << 15];
    private int length;

    public Output(OutputStream sink) {
        this.sink = sink;
    }

    /// That of the process.
    static Output ofProcess() {
        return new Output(new FileOutputStream(FileDescriptor.out));
    }

    /// Writes a text in UTF-8; half a surrogate pair becomes a question mark.
    public Output print(String text) {
        for (int i = 0, end = text.length(); i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                write(c);
            } else {
                i += printBeyondAscii(text, i);
            }
        }
        return this;
    }

    private int printBeyondAscii(String text, int index) {
        int c = text.codePointAt(index);
        if (c < 0x800) {
            write(0xc0 | c >> 6);
        } else if (Character.isSurrogate(text.charAt(index)) && c < 0x10000) {
            write('?');
            return 0;
        } else {
            if (c < 0x10000) {
                write(0xe0 | c >> 12);
            } else {
                write(0xf0 | c >> 18);
                write(0x80 | c >> 12 & 0x3f);
            }
            write(0x80 | c >> 6 & 0x3f);
        }
        write(0x80 | c & 0x3f);
        return Character.charCount(c) - 1;
    }

    public Output println(String text) {
        return print(text).println();
    }

    public Output println() {
        write('\n');
        return this;
    }

    @Override
    public void write(int b) {
        if (length == buffer.length) drain();
        buffer[length++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        if (count > buffer.length - length) {
            drain();
            if (count > buffer.length) {
                send(bytes, offset, count);
                return;
            }
        }
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
    }

    /// Hands over what was written so far.
    @Override
    public void flush() {
        drain();
    }

    @Override
    public void close() {
        flush();
    }

    private void drain() {
        int count = length;
        length = 0;
        if (count > 0) send(buffer, 0, count);
    }

    private void send(byte[] bytes, int offset, int count) {
        try {
            sink.write(bytes, offset, count);
        } catch (IOException e) {
            if (isPipe()) throw new Closed();
            throw new Failure(Status.FAILED, "standard output: " + e.getMessage());
        }
    }

    /// Whether the reader could go away. The message of the exception would tell, in the language of the user.
    private static boolean isPipe() {
        try {
            int type = (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & TYPE_OF_FILE;
            return type == PIPE || type == SOCKET;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
