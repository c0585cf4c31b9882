package mqttlab.broker.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Limits;
import mqttlab.net.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of listener but WebSocket, with every way to serve it.
@Timeout(60)
class ListenersTest {

    @TempDir
    private Path directory;

    /// What MQTT's bytes go through must not change them, nor lose any: small packets, and one of 300 000 bytes.
    private static void converse(RawClient client) throws IOException {
        client.connect()
                .send(RawClient.SUBSCRIBE)
                .expect(RawClient.SUBACK)
                .send(RawClient.PUBLISH + RawClient.PINGREQ)
                .expect(RawClient.PUBLISH + RawClient.PINGRESP)
                .sendByteByByte(RawClient.PUBLISH + RawClient.PINGREQ)
                .expect(RawClient.PUBLISH + RawClient.PINGRESP);
        byte[] large = large();
        client.send(large);
        assertArrayEquals(large, client.in().readNBytes(large.length));
        client.send(RawClient.DISCONNECT).expectEnd();
    }

    /// PUBLISH to "t" with a payload of 300 000 bytes, all different from their neighbours.
    private static byte[] large() {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        // 300 003 is 0xe3 0xa7 0x12 as a Variable Byte Integer.
        packet.writeBytes(HexFormat.of().parseHex("30e3a712000174"));
        for (int i = 0; i < 300_000; i++) {
            packet.write(i * 31 >> 3);
        }
        return packet.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void tcp(Shell shell) throws IOException {
        try (Shell.Running broker = shell.run("mqtt://127.0.0.1:0");
                RawClient client = RawClient.tcp(broker.port())) {
            converse(client);
        }
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void tls(Shell shell) throws Exception {
        try (Shell.Running broker = shell.run("mqtts://127.0.0.1:0");
                RawClient client = RawClient.of(TlsClient.trusting().connect(broker.port()))) {
            converse(client);
        }
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void unix(Shell shell) throws Exception {
        Path file = directory.resolve("socket");
        try (Shell.Running broker = shell.run("unix:" + file)) {
            try (RawClient client = RawClient.unix(file)) {
                converse(client);
            }
            assertEquals(new BrokerEvent.Opened("unix socket", "unix:" + file), broker.await(BrokerEvent.Opened.class));
        }
        assertFalse(Files.exists(file), "the socket is still there");
    }

    @Test
    void ipv6() throws IOException {
        try (Shell.Running broker = Shell.USUAL.run("mqtt://[::1]:0");
                RawClient client = RawClient.of(new Socket(InetAddress.ofLiteral("::1"), broker.port()))) {
            assertEquals(
                    "mqtt://[::1]:" + broker.port(),
                    broker.server().listeners().getFirst().toString());
            converse(client);
        }
    }

    @Test
    void allAddresses() throws IOException {
        try (Shell.Running broker = Shell.USUAL.run("mqtt://:0");
                RawClient client = RawClient.tcp(broker.port());
                RawClient other = RawClient.of(new Socket(InetAddress.ofLiteral("127.0.0.2"), broker.port()))) {
            converse(client);
            converse(other);
        }
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void aHalfClosedClientHasGone(Shell shell) throws Exception {
        try (Shell.Running broker = shell.run("mqtt://127.0.0.1:0");
                Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), broker.port());
                RawClient client = RawClient.of(socket)) {
            client.connect();
            socket.shutdownOutput();
            client.expectEnd();
            assertEquals(
                    "closed by the client",
                    broker.await(BrokerEvent.Disconnected.class).why());
        }
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    @SuppressWarnings("try")
    void aResetIsTold(Shell shell) throws Exception {
        try (Shell.Running broker = shell.run("mqtt://127.0.0.1:0");
                Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), broker.port());
                RawClient client = RawClient.of(socket)) {
            client.connect();
            socket.setSoLinger(true, 0);
            socket.close();
            String why = broker.await(BrokerEvent.Disconnected.class).why();
            assertTrue(why.startsWith("Connection reset"), why);
        }
    }

    /// What is closed with bytes unread is reset, and what was sent last would be lost: here DISCONNECT with reason
    /// code 0x82, since there is a second CONNECT.
    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void theLastWordArrivesThoughTheClientStillTalks(Shell shell) throws IOException {
        String connect5 = "101000044d5154540502003c000003726177";
        try (Shell.Running broker = shell.run("mqtt://127.0.0.1:0");
                RawClient client = RawClient.tcp(broker.port())) {
            byte[] more = new byte[200_000];
            client.send(connect5 + connect5);
            client.send(more);
            byte[] answer = client.in().readAllBytes();
            assertEquals(0x20, answer[0]);
            int disconnect = 2 + answer[1];
            assertEquals("e082", hex(answer[disconnect], answer[disconnect + 2]));
        }
    }

    private static String hex(byte... bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// It does not read, so that much waits for it, and then all that is left comes whole.
    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void aSlowReaderCatchesUp(Shell shell) throws Exception {
        try (Shell.Running broker = shell.run("mqtt://127.0.0.1:0");
                RawClient reader = RawClient.tcp(broker.port());
                RawClient publisher = RawClient.tcp(broker.port())) {
            reader.connect().send(RawClient.SUBSCRIBE).expect(RawClient.SUBACK);
            publisher.send("100f00044d5154540402003c0003707562").expect(RawClient.CONNACK);
            byte[] large = large();
            int sent = 0;
            while (broker.count(BrokerEvent.Dropped.class) == 0) {
                publisher.send(large);
                publisher.send(RawClient.PINGREQ).expect(RawClient.PINGRESP);
                sent++;
            }
            // Its answer comes behind all that waits.
            reader.send(RawClient.PINGREQ);
            int got = 0;
            byte[] next = nextPacket(reader, large.length);
            while (next.length > 2) {
                assertArrayEquals(large, next);
                got++;
                next = nextPacket(reader, large.length);
            }
            assertEquals(sent - broker.count(BrokerEvent.Dropped.class), got);
        }
    }

    /// A PUBLISH of that length, or PINGRESP.
    private static byte[] nextPacket(RawClient reader, int length) throws IOException {
        byte[] first = reader.in().readNBytes(2);
        if (hex(first).equals(RawClient.PINGRESP)) {
            return first;
        }
        byte[] whole = Arrays.copyOf(first, length);
        assertEquals(length - 2, reader.in().readNBytes(whole, 2, length - 2));
        return whole;
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    @SuppressWarnings("try")
    void allEndWithTheBroker(Shell shell) throws IOException {
        try (Shell.Running broker = shell.run("mqtt://127.0.0.1:0");
                RawClient client = RawClient.tcp(broker.port());
                RawClient silent = RawClient.tcp(broker.port())) {
            client.connect();
            broker.close();
            client.expectEnd();
            silent.expectEnd();
        }
    }

    @Test
    void listenersHaveOneHub() throws IOException {
        Path file = directory.resolve("socket");
        try (Shell.Running broker = Shell.USUAL.run("mqtt://127.0.0.1:0", "unix:" + file);
                RawClient subscriber = RawClient.tcp(broker.port());
                RawClient publisher = RawClient.unix(file)) {
            subscriber.connect().send(RawClient.SUBSCRIBE).expect(RawClient.SUBACK);
            publisher.send("100f00044d5154540402003c0003707562" + RawClient.PUBLISH);
            subscriber.expect(RawClient.PUBLISH);
        }
    }

    @Test
    void aProxyTellsWhoTheClientIs() throws Exception {
        try (Shell.Running broker = Shell.USUAL.run(
                Listener.at("mqtt://127.0.0.1:0").withProxy(),
                Listener.at("mqtts://127.0.0.1:0").withProxy())) {
            // The examples are of the protocol's specification, section 2.1 and 2.2.
            assertEquals("192.168.0.1:56324", peer(broker, "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n"));
            assertEquals("[2001:db8::1]:4000", peer(broker, "PROXY TCP6 2001:db8::1 2001:db8::2 4000 1883\r\n"));
            String own = peer(broker, "PROXY UNKNOWN\r\n");
            assertTrue(own.startsWith("127.0.0.1:"), own);
            String v2 = "0d0a0d0a000d0a515549540a" + "2111000c" + "c0000201" + "c0000202" + "04d2" + "075b";
            assertEquals("192.0.2.1:1234", peer(broker, HexFormat.of().parseHex(v2)));
            // LOCAL: the balancer looks whether we are there.
            own = peer(broker, HexFormat.of().parseHex("0d0a0d0a000d0a515549540a" + "20000000"));
            assertTrue(own.startsWith("127.0.0.1:"), own);
        }
    }

    private static String peer(Shell.Running broker, String header) throws Exception {
        return peer(broker, header.getBytes(StandardCharsets.US_ASCII));
    }

    private static String peer(Shell.Running broker, byte[] header) throws Exception {
        try (RawClient client = RawClient.tcp(broker.port())) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(header);
            all.writeBytes(HexFormat.of().parseHex(RawClient.CONNECT));
            client.send(all.toByteArray()).expect(RawClient.CONNACK);
            return broker.await(BrokerEvent.Connected.class).peer();
        }
    }

    @Test
    void aProxyHeaderComesBeforeTls() throws Exception {
        try (Shell.Running broker =
                        Shell.USUAL.run(Listener.at("mqtts://127.0.0.1:0").withProxy());
                Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), broker.port());
                RawClient raw = RawClient.of(socket)) {
            raw.sendText("PROXY TCP4 192.0.2.7 192.0.2.8 7000 8883\r\n");
            try (RawClient client = RawClient.of(TlsClient.trusting().over(socket))) {
                client.connect();
                assertEquals(
                        "192.0.2.7:7000",
                        broker.await(BrokerEvent.Connected.class).peer());
            }
        }
    }

    /// A header has up to 107 bytes; what begins with other bytes than one is refused at once.
    @ParameterizedTest
    @CsvSource({
        "'00', 'it is missing; this listener expects one before anything else'",
        "'101100044d5154540402003c00057375626572', 'it is missing; this listener expects one before anything else'",
        "'50524f58592054435034206a756e6b0d0a', 'it is malformed'",
        "'0d0a0d0a000d0a515549540af1110000', 'it is malformed'",
    })
    void aMissingProxyHeaderIsRefused(String bytes, String expected) throws Exception {
        try (Shell.Running broker =
                        Shell.USUAL.run(Listener.at("mqtt://127.0.0.1:0").withProxy());
                RawClient client = RawClient.tcp(broker.port())) {
            client.send(bytes).expectEnd();
            assertEquals(
                    "PROXY header: " + expected,
                    broker.await(BrokerEvent.Refused.class).why());
        }
    }

    /// What has to be there before MQTT begins has as long as CONNECT.
    @Test
    void whoIsSilentBeforeMqttIsRefused() throws Exception {
        Limits hasty = new Limits(20, 100, 1 << 20, 5, 10, 1000, 0, 10, 1, 0, 0, 10, 20, 0, 2, true, true, true);
        try (Shell.Running broker = Shell.USUAL.run(
                        hasty,
                        null,
                        Listener.at("mqtts://127.0.0.1:0"),
                        Listener.at("ws://127.0.0.1:0"),
                        Listener.at("wss://127.0.0.1:0").withProxy());
                RawClient tls = RawClient.tcp(broker.port(0));
                RawClient webSocket = RawClient.tcp(broker.port(1));
                RawClient proxied = RawClient.tcp(broker.port(2))) {
            tls.expectEnd();
            webSocket.expectEnd();
            proxied.expectEnd();
            Set<String> why = new TreeSet<>();
            for (int i = 0; i < 3; i++) {
                why.add(broker.await(BrokerEvent.Refused.class).why());
            }
            assertEquals(
                    Set.of(
                            "no PROXY header within 1 s",
                            "no end of TLS' handshake within 1 s",
                            "no request for a WebSocket within 1 s"),
                    why);
        }
    }
}
