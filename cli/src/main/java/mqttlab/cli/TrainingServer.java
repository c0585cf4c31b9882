package mqttlab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Direction;
import mqttlab.packet.Framing;
import mqttlab.packet.Packet;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Somebody for the commands of a training run to speak to: grants what is asked for, answers a request with itself,
/// and has a message for each subscription.
final class TrainingServer implements AutoCloseable {

    private final ServerSocket server;

    private TrainingServer(ServerSocket server) {
        this.server = server;
    }

    static TrainingServer start() throws IOException {
        TrainingServer it = new TrainingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().start(it::serve);
        return it;
    }

    int port() {
        return server.getLocalPort();
    }

    /// One connection after the other, until the socket is closed.
    private void serve() {
        while (true) {
            try (Socket socket = server.accept()) {
                new Visit(socket.getInputStream(), socket.getOutputStream()).serve();
            } catch (IOException _) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private static final class Visit {
        private final InputStream in;
        private final OutputStream out;
        private Version version = Version.V5;

        Visit(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void serve() throws IOException {
            for (byte[] bytes = read(); bytes != null; bytes = read()) {
                Version said = Codec.versionOf(bytes, 0, bytes.length);
                version = said == null ? version : said;
                answer(Codec.read(bytes, 0, bytes.length, version, Direction.CLIENT_TO_SERVER));
            }
        }

        /// The bytes of the next packet, or null at the end.
        private byte @Nullable [] read() throws IOException {
            byte[] bytes = in.readNBytes(2);
            while (Framing.next(bytes, 0, bytes.length) instanceof Framing.Missing missing) {
                byte[] more = in.readNBytes(missing.bytes());
                if (more.length < missing.bytes()) {
                    return null;
                }
                byte[] all = new byte[bytes.length + more.length];
                System.arraycopy(bytes, 0, all, 0, bytes.length);
                System.arraycopy(more, 0, all, bytes.length, more.length);
                bytes = all;
            }
            return bytes;
        }

        private void answer(Packet packet) throws IOException {
            switch (packet) {
                case Connect _ -> send(new ConnAck(false, 0, Properties.NONE));
                case Publish it -> {
                    if (it.qos() > 0) {
                        send(it.qos() == 1 ? new PubAck(it.packetId()) : new PubRec(it.packetId()));
                    }
                    answer(it);
                }
                case PubRel it -> send(new PubComp(it.packetId()));
                case Subscribe it -> {
                    send(new SubAck(it.packetId(), Properties.NONE, List.of(0)));
                    String topic = it.requests().getFirst().filter();
                    if (!topic.startsWith("responses/")) {
                        send(new Publish(topic, 0, false, false, 0, Properties.NONE, Bytes.utf8("21.5")));
                    }
                }
                case PingReq _ -> send(new PingResp());
                default -> {}
            }
        }

        private void answer(Publish request) throws IOException {
            String topic = request.properties().text(PropertyId.RESPONSE_TOPIC);
            Bytes data = request.properties().data(PropertyId.CORRELATION_DATA);
            if (topic != null && data != null) {
                Properties properties = Properties.of(new Property.Data(PropertyId.CORRELATION_DATA, data));
                send(new Publish(topic, 0, false, false, 0, properties, request.payload()));
            }
        }

        private void send(Packet packet) throws IOException {
            out.write(Codec.write(packet, version));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
