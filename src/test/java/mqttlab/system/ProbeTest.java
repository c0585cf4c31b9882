package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Direction;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Framing;
import mqttlab.packet.Packet;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `connect --probe`: what a server says and what it does.
class ProbeTest {

    /// What was said and seen of each thing: "(2) | delivered 0, 1, 2".
    private static Map<String, String> probe(int port, String... args) {
        List<String> all = new ArrayList<>(List.of("connect", "127.0.0.1", "" + port, "--probe", "--json"));
        all.addAll(List.of(args));
        Run run = Cli.run(all.toArray(String[]::new));
        assertEquals("", run.err());
        assertEquals(0, run.status());
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : run.out().lines().toList()) {
            JsonNode row = JsonMapper.shared().readTree(line);
            rows.put(
                    row.get("what").asString(),
                    row.get("said").asString() + " | " + row.get("seen").asString());
        }
        return rows;
    }

    @Test
    void mosquittoTakesAll() {
        try (Broker broker = new Broker()) {
            Map<String, String> rows = probe(broker.port, "-i", "prober");
            assertEquals(" | accepted", rows.get("MQTT 3.1"));
            assertEquals(" | accepted", rows.get("MQTT 3.1.1"));
            assertEquals(" | accepted", rows.get("MQTT 5.0"));
            assertTrue(rows.get("empty client identifier").startsWith(" | accepted, as auto-"), rows.toString());
            assertEquals(" | 65535 bytes, the most that was tried", rows.get("longest topic"));
            assertEquals("(no limit) | 65536 bytes, the most that was tried", rows.get("longest payload"));
            assertEquals("(2) | delivered 0, 1, 2; subscription granted 2", rows.get("QoS"));
            assertEquals("(yes) | kept, and removed again", rows.get("retain"));
            assertEquals("(yes) | + and # delivered", rows.get("wildcards"));
            assertEquals("(yes) | delivered", rows.get("shared subscriptions"));
            assertEquals("20 | 20 at once acknowledged", rows.get("receive maximum"));
            assertEquals("10 | delivered", rows.get("topic aliases"));
            assertEquals("(yes) | delivered", rows.get("subscription identifiers"));
            broker.awaitLog(" as prober (");
            String port = "" + broker.port;
            assertEquals(
                    0,
                    Cli.run("pub", "-p", port, "-t", "mqttlab/probe/mark", "-m", "x", "-r", "-q", "1")
                            .status());
            // mosquitto sends retained messages in the order in which they came.
            Run left = Cli.run("sub", "-p", port, "-t", "mqttlab/probe/#", "-C", "1", "-F", "%t");
            assertEquals("mqttlab/probe/mark\n", left.out());
        }
    }

    @Test
    void findsWhatAServerDoesNotTake() throws IOException {
        try (NarrowServer server = new NarrowServer()) {
            Map<String, String> rows =
                    probe(server.socket.getLocalPort(), "--probe-payload", "5000", "--connect-timeout", "3");
            assertTrue(
                    rows.get("MQTT 3.1").contains("refused: Connection Refused, unacceptable protocol version (0x01)"),
                    rows.toString());
            assertEquals(" | accepted", rows.get("MQTT 5.0"));
            assertTrue(
                    rows.get("empty client identifier").contains("Client Identifier not valid (0x85)"),
                    rows.toString());
            int id = Integer.parseInt(rows.get("longest client identifier").split("[ |]+")[1]);
            assertTrue(id <= 3000 && id > 3000 - 100, rows.toString());
            int topic = Integer.parseInt(rows.get("longest topic").split("[ |]+")[1]);
            assertTrue(topic <= 500 && topic > 500 - 100, rows.toString());
            assertEquals(
                    "4000 | not tried",
                    rows.get("longest payload").replaceFirst("\\d+ bytes; \\d+: (not tried).*", "$1"));
            assertEquals("1 | delivered 0, 1 (as 0); subscription granted 0", rows.get("QoS"));
            assertEquals("no | not tried, the server says no", rows.get("retain"));
            assertEquals("no | not tried, the server says no", rows.get("wildcards"));
            assertEquals("(yes) | granted, but nothing was delivered", rows.get("shared subscriptions"));
            assertEquals("7 | 7 at once acknowledged", rows.get("receive maximum"));
            assertEquals("(0) | not tried, the server says no", rows.get("topic aliases"));
            assertEquals("(yes) | delivered without the identifier", rows.get("subscription identifiers"));
            assertEquals(" | " + server.visits.size(), rows.get("connections made"));
            assertTrue(server.visits.size() < 60, server.visits.toString());
        }
    }

    /// It publishes for anybody, and lets nobody subscribe; one that tries has to go.
    @Test
    void aRetainedMessageIsRemovedWhereNobodyMaySubscribe() throws IOException {
        Map<String, String> retained = new ConcurrentHashMap<>();
        try (NarrowServer server = new NarrowServer() {
            @Override
            ConnAck accept(Connect it) {
                return new ConnAck(false, it.version() == Version.V5 ? 0 : 1, Properties.NONE);
            }

            @Override
            void answer(OutputStream out, Packet packet, Version version, List<String> filters) throws IOException {
                if (packet instanceof Publish it && it.retain()) {
                    retained.merge(it.topic(), it.payload().length() + " bytes", (all, next) -> all + ", " + next);
                }
                if (packet instanceof Subscribe) {
                    out.write(Codec.write(new Disconnect(0x87, Properties.NONE), version));
                    out.close();
                } else {
                    super.answer(out, packet, version, filters);
                }
            }
        }) {
            Map<String, String> rows = probe(server.socket.getLocalPort(), "--probe-payload", "10");
            assertEquals("(yes) | refused: Not authorized (0x87)", rows.get("retain"));
            assertEquals(List.of("5 bytes, 0 bytes"), List.copyOf(retained.values()));
        }
    }

    @Test
    void saysWhyThereIsNothingToProbe() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Run run = Cli.run("connect", "127.0.0.1", "" + free, "--probe");
        assertEquals(1, run.status());
        assertTrue(run.err().startsWith("mqttlab: failed at connecting: the host is there"), run.err());
        assertEquals(2, Cli.run("connect", "--probe", "--stay").status());
        assertEquals(2, Cli.run("connect", "--probe", "-V", "5").status());
        assertEquals(2, Cli.run("connect", "--probe", "--probe-payload", "x").status());
        assertEquals(66, Cli.run("connect", "--probe", "--cafile", "/nowhere/x").status());
        run = Cli.run("connect", "--probe", "--will-topic", "a/#");
        assertEquals(2, run.status(), run.err());
    }

    /// 5.0 allows it.
    @Test
    void aPasswordWithoutAUserIsNotTriedBefore5() {
        try (Broker broker = new Broker()) {
            Map<String, String> rows = probe(broker.port, "-P", "secret", "--probe-payload", "10");
            assertEquals(" | not tried: A password without a user name needs MQTT 5.0.", rows.get("MQTT 3.1.1"));
            assertEquals(" | accepted", rows.get("MQTT 5.0"));
        }
    }

    /// A server that takes little, and says only a part of it.
    private static class NarrowServer implements AutoCloseable {

        final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        final List<String> visits = new CopyOnWriteArrayList<>();

        NarrowServer() throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        Socket next = socket.accept();
                        Thread.ofVirtual().start(() -> serve(next));
                    } catch (IOException _) {
                        // The test is over.
                    }
                }
            });
        }

        private void serve(Socket peer) {
            try (peer) {
                InputStream in = peer.getInputStream();
                List<String> filters = new ArrayList<>();
                Version version = Version.V5;
                for (byte[] bytes = next(in); bytes != null; bytes = next(in)) {
                    Version named = Codec.versionOf(bytes, 0, bytes.length);
                    version = named == null ? version : named;
                    Packet packet = Codec.read(bytes, 0, bytes.length, version, Direction.CLIENT_TO_SERVER);
                    answer(peer.getOutputStream(), packet, version, filters);
                }
            } catch (IOException _) {
                // The client has gone.
            }
        }

        private static byte[] next(InputStream in) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(in.readNBytes(2));
            while (Framing.next(all.toByteArray(), 0, all.size()) instanceof Framing.Missing missing) {
                byte[] more = in.readNBytes(missing.bytes());
                if (more.length < missing.bytes()) {
                    return null;
                }
                all.write(more);
            }
            return all.toByteArray();
        }

        void answer(OutputStream out, Packet packet, Version version, List<String> filters) throws IOException {
            switch (packet) {
                case Connect it -> out.write(Codec.write(accept(it), version));
                case Publish it -> {
                    boolean isLong = it.topic().length() > 500;
                    if (it.qos() > 0) {
                        out.write(Codec.write(new PubAck(it.packetId(), isLong ? 0x90 : 0, Properties.NONE), version));
                    }
                    if (filters.contains(it.topic())) {
                        Bytes payload = it.payload();
                        out.write(Codec.write(
                                new Publish(it.topic(), 0, false, false, 0, Properties.NONE, payload), version));
                    }
                }
                case Subscribe it -> {
                    String filter = it.requests().getFirst().filter();
                    boolean isWild = filter.contains("#");
                    filters.add(filter);
                    out.write(Codec.write(
                            new SubAck(it.packetId(), Properties.NONE, List.of(isWild ? 0xa2 : 0)), version));
                }
                case PingReq _ -> out.write(Codec.write(new PingResp(), version));
                default -> {}
            }
        }

        ConnAck accept(Connect it) {
            visits.add(it.version() + " " + it.clientId().length());
            if (it.version() != Version.V5) {
                return new ConnAck(false, 1, Properties.NONE);
            }
            if (it.clientId().isEmpty() || it.clientId().length() > 3000) {
                return new ConnAck(false, 0x85, Properties.NONE);
            }
            return new ConnAck(
                    false,
                    0,
                    Properties.of(
                            new Property.Numeric(PropertyId.MAXIMUM_QOS, 1),
                            new Property.Numeric(PropertyId.RETAIN_AVAILABLE, 0),
                            new Property.Numeric(PropertyId.RECEIVE_MAXIMUM, 7),
                            new Property.Numeric(PropertyId.MAXIMUM_PACKET_SIZE, 4000),
                            new Property.Numeric(PropertyId.WILDCARD_SUBSCRIPTION_AVAILABLE, 0)));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
