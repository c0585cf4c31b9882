package mqttlab.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import mqttlab.client.transport.Connection;
import mqttlab.packet.Direction;
import mqttlab.packet.Framing;
import mqttlab.packet.PacketType;
import mqttlab.packet.Version;

/// Cuts a stream of bytes into packets. The buffer grows with what has come, never with what a length announces.
final class PacketInput {

    private static final int SIZE = 64 * 1024;

    private final Connection connection;
    private final Version version;
    private final int maxLength;
    private byte[] buffer = new byte[SIZE];
    private int from;
    private int to;

    /// @param maxLength the longest packet that is accepted, in bytes
    PacketInput(Connection connection, Version version, int maxLength) {
        this.connection = connection;
        this.version = version;
        this.maxLength = maxLength;
    }

    /// Waits for more bytes.
    void read() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
            if (buffer.length > SIZE) {
                buffer = new byte[SIZE];
            }
        } else if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, Framing.MAX_LENGTH));
        }
        int count = connection.read(buffer, to, buffer.length - to);
        if (count < 0) {
            throw new EOFException(
                    to > from
                            ? "The server closed the connection within a packet."
                            : "The server closed the connection.");
        }
        to += count;
    }

    /// The length of the packet that stands at [#position()], or 0 where it is not yet complete. Of what can be no
    /// packet it is the length of the bytes that show it, since the rest may never come.
    ///
    /// @throws TooLongException where it is longer than we accept
    int next() throws TooLongException {
        Framing framing = Framing.next(buffer, from, to);
        if (framing instanceof Framing.Whole whole) {
            return checked(whole.length());
        }
        if (framing instanceof Framing.Missing missing) {
            checked(to - from + missing.bytes());
            return from < to && !mayBegin(buffer[from]) ? to - from : 0;
        }
        return to - from;
    }

    private boolean mayBegin(byte first) {
        PacketType type = PacketType.of(first >> 4 & 0xf, version);
        if (type == null || type.direction(version) == Direction.CLIENT_TO_SERVER) {
            return false;
        }
        return type.flags() < 0 || type.flags() == (first & 0xf) || version == Version.V3_1;
    }

    private int checked(int length) throws TooLongException {
        if (length > maxLength) {
            throw new TooLongException(length, maxLength);
        }
        return length;
    }

    byte[] array() {
        return buffer;
    }

    int position() {
        return from;
    }

    void skip(int length) {
        from += length;
    }

    void skipAll() {
        from = to;
    }

    static final class TooLongException extends Exception {

        private static final long serialVersionUID = 1;

        TooLongException(int length, int max) {
            super("The server sends a packet of " + length + " bytes; we accept " + max + " at most.");
        }
    }
}
