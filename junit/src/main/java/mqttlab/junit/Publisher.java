package mqttlab.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;

/// Publishes one message over a connection of its own.
final class Publisher {

    private static final int PATIENCE = 10_000;

    private Publisher() {}

    static void publish(int port, String topic, String payload) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            send(out, new Connect(Version.V3_1_1, false, "", true, 0, Properties.NONE, null, null, null));
            expect(in, 0x20, "CONNACK");
            send(out, new Publish(topic, 1, false, false, 1, Properties.NONE, Bytes.utf8(payload)));
            expect(in, 0x40, "PUBACK");
            send(out, new Disconnect(0, Properties.NONE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot publish to " + topic + ": " + e.getMessage(), e);
        }
    }

    private static void send(OutputStream out, Packet packet) throws IOException {
        out.write(Codec.write(packet, Version.V3_1_1));
    }

    /// Both packets have two bytes behind their length, of which only CONNACK's second says whether all is well.
    private static void expect(InputStream in, int first, String name) throws IOException {
        byte[] bytes = in.readNBytes(4);
        if (bytes.length < 4 || (bytes[0] & 0xff) != first || first == 0x20 && bytes[3] != 0) {
            throw new IOException("expected " + name + ", but came " + Bytes.of(bytes));
        }
    }
}
