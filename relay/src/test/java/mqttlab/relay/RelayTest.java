package mqttlab.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static javax.net.ssl.SSLEngineResult.HandshakeStatus.NEED_TASK;
import static javax.net.ssl.SSLEngineResult.HandshakeStatus.NEED_WRAP;
import static javax.net.ssl.SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
import static javax.net.ssl.SSLEngineResult.Status.BUFFER_UNDERFLOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import mqttlab.broker.Broker;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.Reconnect;
import mqttlab.client.transport.Tls;
import mqttlab.net.Listener;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Relays between sockets of all kinds.
@Timeout(60)
class RelayTest {

    private static final Path PEM =
            Path.of("../client/src/test/resources/pem").toAbsolutePath().normalize();
    private static final mqttlab.net.Tls SERVER_TLS =
            mqttlab.net.Tls.of(PEM.resolve("server.pem"), PEM.resolve("server.key"));
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final List<String> KINDS = List.of("mqtt", "mqtts", "ws", "wss", "unix");

    @TempDir
    private static Path directory;

    private static Broker broker;

    @BeforeAll
    static void start() {
        var builder = Broker.builder().tls(SERVER_TLS);
        KINDS.forEach(each -> builder.listen(listener(each, "server")));
        broker = builder.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static String listener(String kind, String name) {
        return switch (kind) {
            case "unix" -> "unix:" + directory.resolve(name);
            case "ws", "wss" -> kind + "://127.0.0.1:0/mqtt";
            default -> kind + "://127.0.0.1:0";
        };
    }

    private static Tls trusting() throws IOException {
        return Tls.builder().caFile(PEM.resolve("ca.pem")).build();
    }

    private static MqttClient client(Listener at, String id, BlockingQueue<Message> got) throws IOException {
        var builder = MqttClient.builder().uri(at.toString()).clientId(id).onMessage(got::add);
        return (at.scheme().isSecure() ? builder.tls(trusting()) : builder).build();
    }

    /// Every kind of listener, and every kind of server: also 300 000 bytes, exactly once.
    @ParameterizedTest
    @CsvSource({
        "mqtt, mqtt",
        "mqtts, mqtt",
        "ws, mqtt",
        "wss, mqtt",
        "unix, mqtt",
        "mqtt, mqtts",
        "mqtt, ws",
        "mqtt, wss",
        "mqtt, unix",
        "wss, wss",
        "mqtts, unix"
    })
    void allPassesByEveryWay(String from, String to) throws Exception {
        Listener own = Listener.at(listener(from, "relay"));
        Target target = Target.at(broker.uris().get(KINDS.indexOf(to))).withTls(trusting());
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        BlockingQueue<Message> got = new LinkedBlockingQueue<>();
        try (Relay relay = Relay.builder()
                        .listen(own.scheme().isSecure() ? own.withTls(SERVER_TLS) : own)
                        .to(target)
                        .start();
                MqttClient client = client(relay.listeners().getFirst(), from + to, got)) {
            client.connect();
            client.subscribe("relay/" + from + to, 2);
            client.publish(Message.of("relay/" + from + to, "hello").withQos(2));
            client.publish(Message.of("relay/" + from + to, large).withQos(2));
            assertEquals("hello", got.take().text());
            assertArrayEquals(large, got.take().payload().toArray());
            assertEquals(
                    List.of(from + to),
                    relay.connections().stream().map(Relay.Connection::clientId).toList());
        }
    }

    private static Relay relay(int port, BlockingQueue<RelayEvent> events, String... faults) {
        RelayBuilder builder = Relay.builder()
                .listen("mqtt://127.0.0.1:0")
                .to("127.0.0.1:" + port)
                .watcher(events::add);
        for (String each : faults) {
            builder.fault(each);
        }
        return builder.start();
    }

    private static Socket accept(ServerSocket server) throws IOException {
        server.setSoTimeout(20_000);
        Socket socket = server.accept();
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static Socket connect(Relay relay) throws IOException {
        Socket socket = new Socket(HERE, relay.listeners().getFirst().port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /// A client that loses its connection instead of an answer sends its message again.
    @Test
    void aLostPubackIsMadeUpFor() throws Exception {
        BlockingQueue<Message> got = new LinkedBlockingQueue<>();
        try (Relay relay = relay(broker.port(), new LinkedBlockingQueue<>(), "cut PUBACK 1");
                MqttClient subscriber = client(Listener.at(broker.uri()), "sub", got);
                MqttClient publisher = MqttClient.builder()
                        .uri(relay.listeners().getFirst().toString())
                        .clientId("pub")
                        .persistent()
                        .reconnect(new Reconnect(Duration.ofMillis(1), Duration.ofMillis(2), 10))
                        .build()) {
            subscriber.connect();
            subscriber.subscribe("lost", 1);
            publisher.connect();
            publisher.publish(Message.of("lost", "x").withQos(1));
            assertEquals(
                    List.of("x", "x"), List.of(got.take().text(), got.take().text()));
            assertEquals(1, relay.rules().all().getFirst().touched());
        }
    }

    @Test
    void mosquittosClientsTalkThroughIt() throws Exception {
        try (Relay relay = relay(broker.port(), new LinkedBlockingQueue<>(), "delay any 1ms±1ms")) {
            List<String> way = List.of(
                    "-h", "127.0.0.1", "-p", "" + relay.listeners().getFirst().port(), "-q", "2", "-t", "mosquitto");
            List<String> publish = new ArrayList<>(List.of(Peer.need("mosquitto_pub"), "-r", "-m", "x".repeat(50_000)));
            publish.addAll(way);
            assertEquals(0, new ProcessBuilder(publish).start().waitFor());
            List<String> subscribe = new ArrayList<>(List.of(Peer.need("mosquitto_sub"), "-C", "1"));
            subscribe.addAll(way);
            assertEquals(
                    "x".repeat(50_000),
                    new ProcessBuilder(subscribe).start().inputReader().readLine());
        }
    }

    @Test
    void aHalfClosedConnectionStaysSo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, HERE);
                Relay relay = relay(server.getLocalPort(), new LinkedBlockingQueue<>());
                Socket client = connect(relay);
                Socket accepted = accept(server)) {
            client.getOutputStream().write(0xc0);
            client.shutdownOutput();
            assertArrayEquals(
                    new byte[] {(byte) 0xc0}, accepted.getInputStream().readAllBytes());
            accepted.getOutputStream().write("still here".getBytes());
            accepted.shutdownOutput();
            assertEquals("still here", new String(client.getInputStream().readAllBytes()));
        }
    }

    /// A CONNECT that was read with the end of the handshake is not said before the connection that it goes on in.
    @Test
    void aConnectThatComesWithTheEndOfTlsHandshakeGoesOnInOrder() throws Exception {
        byte[] connect = HexFormat.of().parseHex("100f00044d5154540402003c0003726177");
        Order order = new Order();
        try (ServerSocket server = new ServerSocket(0, 1, HERE);
                Relay relay = Relay.builder()
                        .listen(Listener.at("mqtts://127.0.0.1:0").withTls(SERVER_TLS))
                        .to("127.0.0.1:" + server.getLocalPort())
                        .tap(order)
                        .start();
                Socket client = connect(relay)) {
            handshake(client, connect);
            try (Socket accepted = accept(server)) {
                assertArrayEquals(connect, accepted.getInputStream().readNBytes(connect.length));
                assertEquals(
                        List.of("CLIENT opened", "SERVER opened", "CLIENT 17 bytes", "SERVER 17 bytes"),
                        List.of(order.next(), order.next(), order.next(), order.next()));
            }
        }
    }

    /// What a tap was told.
    private static final class Order implements Tap {

        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return told.take();
        }

        @Override
        public void opened(long connection, Side side, String client, String server, long time) {
            told.add(side + " opened");
        }

        @Override
        public void bytes(
                long connection,
                Side side,
                Direction direction,
                byte[] bytes,
                int from,
                int to,
                @Nullable String mark,
                long time) {
            told.add(side + " " + (to - from) + " bytes");
        }

        @Override
        public void closed(long connection, Side side, Direction by, long time) {
            told.add(side + " closed");
        }
    }

    /// Speaks TLS up to its last word, and says that and these bytes at once.
    private static void handshake(Socket socket, byte[] bytes) throws IOException {
        SSLEngine tls = trusting().context().createSSLEngine();
        tls.setUseClientMode(true);
        ByteBuffer in = ByteBuffer.allocate(64 << 10);
        ByteBuffer out = ByteBuffer.allocate(64 << 10);
        tls.beginHandshake();
        for (var it = tls.getHandshakeStatus(); it != NOT_HANDSHAKING; it = tls.getHandshakeStatus()) {
            if (it == NEED_TASK) {
                tls.getDelegatedTask().run();
            } else if (it == NEED_WRAP) {
                tls.wrap(ByteBuffer.allocate(0), out);
            } else if (tls.unwrap(in.flip(), ByteBuffer.allocate(64 << 10)).getStatus() == BUFFER_UNDERFLOW) {
                in.compact();
                send(socket, out);
                in.put((byte) socket.getInputStream().read());
            } else {
                in.compact();
            }
        }
        tls.wrap(ByteBuffer.wrap(bytes), out);
        send(socket, out);
    }

    private static void send(Socket socket, ByteBuffer out) throws IOException {
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes).clear();
        socket.getOutputStream().write(bytes);
    }

    @Test
    void whatIsNotMqttIsSaidOnce() throws Exception {
        BlockingQueue<RelayEvent> events = new LinkedBlockingQueue<>();
        try (ServerSocket server = new ServerSocket(0, 1, HERE);
                Relay relay = relay(server.getLocalPort(), events, "drop any");
                Socket client = connect(relay);
                Socket accepted = accept(server)) {
            accepted.getOutputStream().write("SSH-2.0-x\r\n".getBytes());
            assertEquals("SSH-2.0-x\r\n", new String(client.getInputStream().readNBytes(11)));
            assertTrue(events.take() instanceof RelayEvent.Opened);
            assertTrue(events.take() instanceof RelayEvent.Notice notice
                    && notice.what().startsWith("this is not MQTT"));
            assertEquals(0, events.size());
        }
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            port = server.getLocalPort();
        }
        BlockingQueue<RelayEvent> events = new LinkedBlockingQueue<>();
        try (Relay relay = relay(port, events)) {
            for (int i = 0; i < 2; i++) {
                try (Socket client = connect(relay)) {
                    assertEquals(-1, client.getInputStream().read());
                }
                RelayEvent.Unreachable it = (RelayEvent.Unreachable) events.take();
                assertEquals("mqtt://127.0.0.1:" + port, it.server());
                assertTrue(it.why().contains("refused"), it.why());
                assertTrue(events.take() instanceof RelayEvent.Closed);
            }
        }
    }

    /// What the server does not read, the client cannot send: 64 MiB would have to be somewhere.
    @Test
    void aSlowServerSlowsTheClient() throws Exception {
        byte[] much = new byte[1 << 20];
        Arrays.fill(much, (byte) 'x');
        AtomicLong written = new AtomicLong();
        long idle = used();
        try (ServerSocket server = new ServerSocket(0, 1, HERE);
                Relay relay = relay(server.getLocalPort(), new LinkedBlockingQueue<>());
                Socket client = connect(relay);
                Socket accepted = accept(server)) {
            // A CONNECT and a PUBLISH of 200 MB.
            client.getOutputStream().write(HexFormat.of().parseHex("100f00044d5154540402003c0003726177"));
            client.getOutputStream().write(HexFormat.of().parseHex("3080c8af5f000161"));
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        client.getOutputStream().write(much);
                        written.incrementAndGet();
                    }
                } catch (IOException e) {
                    // The end.
                }
            });
            long before = 0;
            // Until the kernel and the relay take no more.
            while (written.get() == 0 || written.get() != before) {
                before = written.get();
                assertTrue(!writer.join(Duration.ofMillis(300)));
            }
            long used = used();
            assertTrue(used - idle < 8 << 20, used - idle + " bytes wait in the relay");
            accepted.getInputStream().readNBytes(32 << 20);
        }
    }

    /// What Netty has allocated and not given back.
    private static long used() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    @Test
    @SuppressWarnings("try")
    void whatIsDelayedArrivesThoughTheClientHasGone() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, HERE);
                Relay relay = relay(server.getLocalPort(), new LinkedBlockingQueue<>(), "delay any 50ms");
                Socket client = connect(relay);
                Socket accepted = accept(server)) {
            byte[] connect = HexFormat.of().parseHex("100f00044d5154540402003c0003726177");
            client.getOutputStream().write(connect);
            client.close();
            assertArrayEquals(connect, accepted.getInputStream().readAllBytes());
        }
    }

    @Test
    void allEndWithTheRelay() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            Relay relay = relay(server.getLocalPort(), new LinkedBlockingQueue<>());
            try (Socket client = connect(relay);
                    Socket accepted = accept(server)) {
                relay.close();
                assertEquals(-1, client.getInputStream().read());
                assertEquals(-1, accepted.getInputStream().read());
                assertEquals(List.of(), relay.connections());
            }
        }
    }

    /// RFC 6455 sections 4.2.2 and 5.5.2.
    @Test
    void aServersPingsAreAnsweredOnce() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, HERE);
                Relay relay = Relay.builder()
                        .listen("mqtt://127.0.0.1:0")
                        .to("ws://127.0.0.1:" + server.getLocalPort() + "/mqtt")
                        .start();
                Socket _ = connect(relay);
                Socket accepted = accept(server)) {
            DataInputStream in = new DataInputStream(accepted.getInputStream());
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) in.readUnsignedByte());
            }
            String key = request.toString().split("(?i)sec-websocket-key: ")[1].split("\r\n")[0];
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
            accepted.getOutputStream()
                    .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Protocol: mqtt\r\nSec-WebSocket-Accept: "
                                    + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n")
                            .getBytes(US_ASCII));
            for (char each : "ab".toCharArray()) {
                accepted.getOutputStream().write(new byte[] {(byte) 0x89, 1, (byte) each});
                assertEquals(0x8a81, in.readUnsignedShort());
                int mask = in.readInt();
                assertEquals(each, in.readUnsignedByte() ^ mask >>> 24);
            }
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsTold() throws Exception {
        BlockingQueue<RelayEvent> events = new LinkedBlockingQueue<>();
        String target = broker.uris().get(KINDS.indexOf("mqtts"));
        try (Relay relay = Relay.builder()
                        .listen("mqtt://127.0.0.1:0")
                        .to(target)
                        .watcher(events::add)
                        .start();
                Socket client = connect(relay)) {
            assertEquals(-1, client.getInputStream().read());
            RelayEvent event = events.poll(30, TimeUnit.SECONDS);
            assertTrue(
                    event instanceof RelayEvent.Unreachable it && it.why().contains("certification path"),
                    String.valueOf(event));
        }
    }
}
