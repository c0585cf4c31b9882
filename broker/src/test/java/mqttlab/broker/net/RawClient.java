package mqttlab.broker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/// A client that says what a test wants, byte for byte.
record RawClient(InputStream in, OutputStream out, AutoCloseable socket) implements AutoCloseable {

    /// CONNECT of 3.1.1: clean session, keep alive 60 s, client identifier "raw".
    static final String CONNECT = "100f00044d5154540402003c0003726177";
    static final String CONNACK = "20020000";
    /// SUBSCRIBE to "t" with QoS 0.
    static final String SUBSCRIBE = "8206000100017400";
    static final String SUBACK = "9003000100";
    /// PUBLISH of "hi" to "t" with QoS 0.
    static final String PUBLISH = "30050001746869";
    static final String PINGREQ = "c000";
    static final String PINGRESP = "d000";
    static final String DISCONNECT = "e000";

    static RawClient tcp(int port) throws IOException {
        return of(new Socket(InetAddress.ofLiteral("127.0.0.1"), port));
    }

    static RawClient of(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new RawClient(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    static RawClient unix(Path file) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file));
        return new RawClient(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
    }

    RawClient send(String hex) throws IOException {
        return send(HexFormat.of().parseHex(hex));
    }

    RawClient send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    RawClient sendText(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawClient sendByteByByte(String hex) throws IOException {
        for (byte each : HexFormat.of().parseHex(hex)) {
            out.write(each);
            out.flush();
        }
        return this;
    }

    RawClient expect(String hex) throws IOException {
        assertEquals(hex, HexFormat.of().formatHex(in.readNBytes(hex.length() / 2)));
        return this;
    }

    RawClient connect() throws IOException {
        return send(CONNECT).expect(CONNACK);
    }

    void expectEnd() throws IOException {
        assertEquals(-1, in.read());
    }

    /// Reads until the end.
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try {
            socket.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
