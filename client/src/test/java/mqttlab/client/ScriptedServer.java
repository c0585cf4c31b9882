package mqttlab.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;

/// A server that does what a test tells it, for each connection.
final class ScriptedServer implements AutoCloseable {

    /// What it says to a CONNECT that it accepts, in 5.0.
    static final String CONNACK = "20 03 00 00 00";

    interface Script {
        void run(Socket socket, InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    ScriptedServer(Script script) throws IOException {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    Thread.ofVirtual().start(() -> run(script, socket));
                }
            } catch (IOException _) {
                // Closed.
            }
        });
    }

    private static void run(Script script, Socket socket) {
        try (socket) {
            script.run(socket, socket.getInputStream(), socket.getOutputStream());
        } catch (IOException | InterruptedException _) {
            // The client has seen enough.
        }
    }

    /// Waits for CONNECT, answers with these bytes, and says nothing more.
    static ScriptedServer answering(String hex) throws IOException {
        return answering(bytes(hex));
    }

    static ScriptedServer answering(byte[] bytes) throws IOException {
        return new ScriptedServer((_, in, out) -> {
            packet(in);
            out.write(bytes);
            in.transferTo(OutputStream.nullOutputStream());
        });
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /// Reads a packet of less than 128 bytes behind its header; returns its first byte.
    static int packet(InputStream in) throws IOException {
        int first = in.read();
        in.skipNBytes(in.read());
        return first;
    }

    int port() {
        return listener.getLocalPort();
    }

    MqttClientBuilder client() {
        return MqttClient.builder()
                .host("127.0.0.1")
                .port(listener.getLocalPort())
                .reconnect(Reconnect.NEVER);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
