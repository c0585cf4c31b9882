package mqttlab.cli.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// A client that sends the bytes it is told, and notes what comes. Nobody's certificate is checked.
final class RawClient implements AutoCloseable {

    private final InputStream in;
    private final OutputStream out;
    private final AutoCloseable connection;
    final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private RawClient(InputStream in, OutputStream out, AutoCloseable connection) {
        this.in = in;
        this.out = out;
        this.connection = connection;
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /// To a listener, as the broker names it.
    static RawClient to(String uri) throws IOException, GeneralSecurityException {
        if (uri.startsWith("unix:")) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(Path.of(uri.substring("unix:".length()))));
            return new RawClient(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
        }
        URI address = URI.create(uri);
        return switch (address.getScheme()) {
            case "mqtt" -> of(new Socket(address.getHost(), address.getPort()));
            case "mqtts" -> of(trusting().getSocketFactory().createSocket(address.getHost(), address.getPort()));
            default -> webSocket(address);
        };
    }

    private static RawClient of(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        return new RawClient(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                new SecureRandom());
        return context;
    }

    private static RawClient webSocket(URI uri) throws GeneralSecurityException {
        LinkedBlockingQueue<Integer> bytes = new LinkedBlockingQueue<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean isLast) {
                while (data.hasRemaining()) {
                    bytes.add(data.get() & 0xff);
                }
                return WebSocket.Listener.super.onBinary(socket, data, isLast);
            }

            @Override
            public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                bytes.add(-1);
                return null;
            }

            @Override
            public void onError(WebSocket socket, Throwable error) {
                bytes.add(-1);
            }
        };
        HttpClient http = HttpClient.newBuilder().sslContext(trusting()).build();
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("mqtt")
                .buildAsync(uri, listener)
                .join();
        InputStream in = new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    return bytes.take();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public int read(byte[] array, int from, int count) throws IOException {
                if (count == 0) {
                    return 0;
                }
                int first = read();
                array[from] = (byte) first;
                return first < 0 ? -1 : 1;
            }
        };
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] data, int from, int count) {
                socket.sendBinary(ByteBuffer.wrap(data, from, count), true).join();
            }
        };
        return new RawClient(in, out, () -> {
            socket.abort();
            http.shutdownNow();
        });
    }

    RawClient send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /// Waits until it has got these bytes next.
    RawClient expect(byte[] expected) throws IOException {
        byte[] got = read(expected.length);
        if (!HexFormat.of().formatHex(got).equals(HexFormat.of().formatHex(expected))) {
            throw new AssertionError("expected " + HexFormat.of().formatHex(expected) + " but got "
                    + HexFormat.of().formatHex(got));
        }
        return this;
    }

    /// The next packet; empty at the end. Of such that are shorter than 128 bytes.
    byte[] packet() throws IOException {
        byte[] header = read(2);
        if (header.length < 2) {
            return header;
        }
        byte[] rest = read(header[1]);
        return ByteBuffer.allocate(2 + rest.length).put(header).put(rest).array();
    }

    private byte[] read(int length) throws IOException {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        while (got.size() < length) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            got.write(b);
            received.write(b);
        }
        return got.toByteArray();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
