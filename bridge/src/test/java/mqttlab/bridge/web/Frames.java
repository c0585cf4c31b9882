package mqttlab.bridge.web;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A WebSocket of a test, byte by byte: it does what a browser would not, and nothing that it is not told.
public final class Frames implements AutoCloseable {

    /// RFC 6455 section 5.2.
    public static final int TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10;

    public final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    public Frames(int port) throws IOException {
        this(port, "/ws", "");
    }

    /// @param headers lines with CRLF
    public Frames(int port, String target, String headers) throws IOException {
        socket = new Socket();
        // Small, or the system would read megabytes ahead.
        socket.setReceiveBufferSize(64 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        write("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /// The status of the answer, whose headers are read.
    public int status() throws IOException {
        String first = line();
        String next = first;
        while (!next.isEmpty()) {
            next = line();
        }
        return Integer.parseInt(first.split(" ")[1]);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("ended within " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    public Frames opened() throws IOException {
        int status = status();
        if (status != 101) {
            throw new IOException("status " + status);
        }
        return this;
    }

    public void text(String text) throws IOException {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Masked with zeros.
    public void frame(int opcode, byte... payload) throws IOException {
        int length = payload.length;
        byte[] head = length < 126
                ? new byte[] {(byte) (0x80 | opcode), (byte) (0x80 | length), 0, 0, 0, 0}
                : length < 0x1_0000
                        ? new byte[] {
                            (byte) (0x80 | opcode), (byte) 0xfe, (byte) (length >> 8), (byte) length, 0, 0, 0, 0
                        }
                        : new byte[] {
                            (byte) (0x80 | opcode),
                            (byte) 0xff,
                            0,
                            0,
                            0,
                            0,
                            (byte) (length >> 24),
                            (byte) (length >> 16),
                            (byte) (length >> 8),
                            (byte) length,
                            0,
                            0,
                            0,
                            0
                        };
        out.write(head);
        out.write(payload);
        out.flush();
    }

    /// A frame that has come.
    public record Frame(int opcode, byte[] payload) {

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /// Of a Close frame.
        public int status() {
            return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
    }

    public Frame next() throws IOException {
        int opcode = in.readUnsignedByte() & 0xf;
        long length = in.readUnsignedByte();
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new Frame(opcode, payload);
    }

    /// The next text that holds this; others are passed over.
    public String until(String part) throws IOException {
        while (true) {
            Frame frame = next();
            if (frame.opcode == CLOSE) {
                throw new IOException("closed: " + frame.status());
            }
            if (frame.opcode == TEXT && frame.text().contains(part)) {
                return frame.text();
            }
        }
    }

    /// The Close frame, whatever comes before it.
    public Frame end() throws IOException {
        Frame frame = next();
        while (frame.opcode != CLOSE) {
            frame = next();
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
