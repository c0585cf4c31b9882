package mqttlab.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.packet.Framing;

/// The lines of a stream, as places in a buffer that is used again.
final class Lines {

    private final InputStream in;
    private byte[] buffer;
    private int position;
    private int end;
    private int from;
    private int to;

    Lines(InputStream in) {
        this(in, 1 << 16);
    }

    /// @param size how many bytes to read at once
    Lines(InputStream in, int size) {
        this.in = in;
        this.buffer = new byte[size];
    }

    /// Goes to the next line; false where there is none. The last one need not end.
    boolean next() throws IOException {
        int seen = position;
        while (true) {
            for (int i = seen; i < end; i++) {
                if (buffer[i] == '\n') {
                    from = position;
                    to = i;
                    position = i + 1;
                    return true;
                }
            }
            seen = end - position;
            if (!fill()) {
                from = position;
                to = end;
                position = end;
                return from < to;
            }
            seen += position;
        }
    }

    /// Reads more behind what is there, which moves to the beginning; false at the end of the stream.
    private boolean fill() throws IOException {
        int rest = end - position;
        System.arraycopy(buffer, position, buffer, 0, rest);
        position = 0;
        end = rest;
        if (end == buffer.length) {
            if (buffer.length >= Framing.MAX_LENGTH) {
                throw new Failure(Status.FAILED, "standard input: a line is longer than fits into a packet");
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, Framing.MAX_LENGTH));
        }
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }

    byte[] array() {
        return buffer;
    }

    int from() {
        return from;
    }

    /// Where the line ends, before its end of line.
    int to() {
        return to;
    }
}
