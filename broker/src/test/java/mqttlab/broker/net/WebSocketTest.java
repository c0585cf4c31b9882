package mqttlab.broker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.net.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// MQTT over WebSocket: 3.1.1 and 5.0 section 6, RFC 6455.
@Timeout(60)
class WebSocketTest {

    private static final String PATH = "/mqtt";

    /// Gathers what comes, so that a test can look at it byte by byte.
    private static final class Gathered implements WebSocket.Listener {

        final BlockingQueue<Byte> bytes = new LinkedBlockingQueue<>();
        final BlockingQueue<String> others = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            while (data.hasRemaining()) {
                bytes.add(data.get());
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            others.add("pong " + data.remaining());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            others.add("close " + status);
            return null;
        }

        void expect(String hex) throws InterruptedException {
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            for (int i = 0; i < hex.length() / 2; i++) {
                got.write(bytes.take());
            }
            assertEquals(hex, HexFormat.of().formatHex(got.toByteArray()));
        }
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static WebSocket open(HttpClient client, Shell.Running broker, Gathered into) {
        String uri = broker.server().listeners().getFirst().toString();
        return client.newWebSocketBuilder()
                .subprotocols("mqtt")
                .buildAsync(URI.create(uri), into)
                .join();
    }

    private static void converse(HttpClient client, Shell.Running broker) throws InterruptedException {
        Gathered got = new Gathered();
        WebSocket socket = open(client, broker, got);
        assertEquals("mqtt", socket.getSubprotocol());
        socket.sendBinary(bytes(RawClient.CONNECT), true).join();
        got.expect(RawClient.CONNACK);
        // Two packets in one frame, one in two frames, one in three parts of a frame with a ping between.
        socket.sendBinary(bytes(RawClient.SUBSCRIBE + RawClient.PUBLISH), true).join();
        got.expect(RawClient.SUBACK + RawClient.PUBLISH);
        socket.sendBinary(bytes("3005"), true).join();
        socket.sendBinary(bytes("0001746869"), true).join();
        got.expect(RawClient.PUBLISH);
        socket.sendBinary(bytes("30"), false).join();
        socket.sendPing(bytes("0102")).join();
        socket.sendBinary(bytes("05000174"), false).join();
        socket.sendBinary(bytes("6869"), true).join();
        got.expect(RawClient.PUBLISH);
        assertEquals("pong 2", got.others.take());
        for (byte each : HexFormat.of().parseHex(RawClient.PUBLISH)) {
            socket.sendBinary(ByteBuffer.wrap(new byte[] {each}), true).join();
        }
        got.expect(RawClient.PUBLISH);
        byte[] large = new byte[200_000];
        // 200 003 is 0xc3 0x9a 0x0c as a Variable Byte Integer.
        socket.sendBinary(bytes("30c39a0c000174"), false).join();
        socket.sendBinary(ByteBuffer.wrap(large), true).join();
        got.expect("30c39a0c000174" + HexFormat.of().formatHex(large));
        socket.sendBinary(bytes(RawClient.DISCONNECT), true).join();
        assertEquals("close 1000", got.others.take());
    }

    /// "A single WebSocket data frame can contain multiple or partial MQTT Control Packets. The receiver MUST NOT
    /// assume that MQTT Control Packets are aligned on WebSocket frame boundaries" [MQTT-6.0.0-2] of 3.1.1 and 5.0.
    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void plain(Shell shell) throws Exception {
        try (Shell.Running broker = shell.run("ws://127.0.0.1:0" + PATH);
                HttpClient client = HttpClient.newHttpClient()) {
            converse(client, broker);
        }
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void secure(Shell shell) throws Exception {
        try (Shell.Running broker = shell.run("wss://127.0.0.1:0" + PATH);
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(TlsClient.trusting().context())
                        .build()) {
            converse(client, broker);
        }
    }

    @Test
    void aClientMayClose() throws Exception {
        try (Shell.Running broker = Shell.USUAL.run("ws://127.0.0.1:0" + PATH);
                HttpClient client = HttpClient.newHttpClient()) {
            Gathered got = new Gathered();
            WebSocket socket = open(client, broker, got);
            socket.sendBinary(bytes(RawClient.CONNECT), true).join();
            got.expect(RawClient.CONNACK);
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            assertEquals("close 1000", got.others.take());
            assertEquals(
                    "closed by the client",
                    broker.await(BrokerEvent.Disconnected.class).why());
        }
    }

    /// "If any other type of data frame is received the recipient MUST close the Network Connection" [MQTT-6.0.0-1] of
    /// 3.1.1 and 5.0.
    @Test
    void textIsRefused() throws Exception {
        try (Shell.Running broker = Shell.USUAL.run("ws://127.0.0.1:0" + PATH);
                HttpClient client = HttpClient.newHttpClient()) {
            Gathered got = new Gathered();
            WebSocket socket = open(client, broker, got);
            socket.sendBinary(bytes(RawClient.CONNECT), true).join();
            got.expect(RawClient.CONNACK);
            socket.sendText("CONNECT", true).join();
            assertEquals("close 1003", got.others.take());
            assertEquals(
                    "the client has sent a text frame",
                    broker.await(BrokerEvent.Disconnected.class).why());
        }
    }

    private static String request(String path, String protocol, String more) {
        return "GET " + path
                + " HTTP/1.1\r\nHost: localhost:9001\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (protocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + protocol + "\r\n") + more + "\r\n";
    }

    /// "The WebSocket Subprotocol name selected and returned by the Server MUST be "mqtt"" [MQTT-6.0.0-4] of 3.1.1 and
    /// 5.0; 3.1 had another.
    ///
    /// The key, and the answer to it, are the example of RFC 6455 section 1.3.
    @ParameterizedTest
    @CsvSource({"mqtt,mqtt", "mqttv3.1,mqttv3.1", "'chat, mqttv3.1, mqtt',mqttv3.1"})
    void theFirstSubprotocolThatWeKnowIsTaken(String offered, String taken) throws Exception {
        try (Shell.Running broker = Shell.USUAL.run("ws://127.0.0.1:0" + PATH);
                RawClient client = RawClient.tcp(broker.port())) {
            client.sendText(request(PATH + "?token=1", offered, ""));
            String answer = head(client);
            assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
            assertTrue(answer.contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), answer);
            assertTrue(answer.contains("sec-websocket-protocol: " + taken + "\r\n"), answer);
            // A masked binary frame with CONNECT in it; the mask is 0.
            client.send("829100000000" + RawClient.CONNECT).expect("8204" + RawClient.CONNACK);
        }
    }

    private static String head(RawClient client) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = client.in().read();
            assertTrue(next >= 0, head::toString);
            head.append((char) next);
        }
        return head.toString();
    }

    private static String refused(Listener listener, String request) throws Exception {
        try (Shell.Running broker = Shell.USUAL.run(listener);
                RawClient client = RawClient.tcp(broker.port())) {
            client.sendText(request);
            String answer = client.rest();
            String why = broker.await(BrokerEvent.Refused.class).why();
            assertTrue(answer.endsWith(why.substring(why.indexOf(": ", 11) + 2) + "\n"), answer + why);
            return why;
        }
    }

    private static String refused(String request) throws Exception {
        return refused(Listener.at("ws://127.0.0.1:0" + PATH), request);
    }

    @Test
    void refusalsSayWhy() throws Exception {
        assertEquals(
                "WebSocket: 404 Not Found: nothing is at /chat: MQTT is at /mqtt",
                refused(request("/chat", "mqtt", "")));
        assertEquals(
                "WebSocket: 400 Bad Request: Sec-WebSocket-Protocol: expected mqtt ([MQTT-6.0.0-3] of 3.1.1 and 5.0)",
                refused(request(PATH, "chat", "")));
        assertEquals(
                "WebSocket: 400 Bad Request: expected a request to open a WebSocket, for MQTT",
                refused("GET /mqtt HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assertEquals(
                "WebSocket: 426 Upgrade Required: Sec-WebSocket-Version: expected 13 (RFC 6455)",
                refused(request(PATH, "mqtt", "").replace("Version: 13", "Version: 8")));
        assertEquals("WebSocket: 400 Bad Request: this is no HTTP request", refused("\u0010\u000f MQTT\r\n\r\n\r\n"));
        assertEquals(
                "WebSocket: 404 Not Found: nothing is at /??[31m: MQTT is at /mqtt",
                refused("GET /\u00e9\u009b[31m HTTP/1.1\r\n\r\n".replace("\u00e9\u009b", "\u009b")));
    }

    @Test
    void foreignPagesAreRefused() throws Exception {
        assertEquals(
                "WebSocket: 403 Forbidden: pages from https://evil.example may not connect:"
                        + " the listener's origins do not have it",
                refused(request(PATH, "mqtt", "Origin: https://evil.example\r\n")));
        refused(
                Listener.at("ws://127.0.0.1:0" + PATH).withOrigins("https://good.example"),
                request(PATH, "mqtt", "Origin: http://localhost:9001\r\n"));
    }

    @Test
    void knownPagesAreLetIn() throws Exception {
        Listener listener = Listener.at("ws://127.0.0.1:0" + PATH);
        letIn(listener, "http://localhost:9001");
        letIn(listener.withOrigins("https://good.example"), "https://good.example");
        letIn(listener.withOrigins("*"), "https://any.example");
    }

    private static void letIn(Listener listener, String origin) throws Exception {
        try (Shell.Running broker = Shell.USUAL.run(listener);
                RawClient client = RawClient.tcp(broker.port())) {
            client.sendText(request(PATH, "mqtt", "Origin: " + origin + "\r\n"));
            String answer = head(client);
            assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
        }
    }

    /// "Once the client's opening handshake has been sent, the client MUST wait for a response from the server before
    /// sending any further data": RFC 6455 section 4.1.
    ///
    /// Others must not suffer from it: what comes with the request would reach the hub on the wrong thread.
    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void whoDoesNotWaitForTheAnswerIsToldSo(Shell shell) throws Exception {
        try (Shell.Running broker = shell.run("ws://127.0.0.1:0" + PATH);
                RawClient client = RawClient.tcp(broker.port())) {
            ByteArrayOutputStream early = new ByteArrayOutputStream();
            early.writeBytes(request(PATH, "mqtt", "").getBytes(StandardCharsets.US_ASCII));
            early.writeBytes(HexFormat.of().parseHex("829100000000" + RawClient.CONNECT));
            client.send(early.toByteArray());
            head(client);
            // A Close frame, with status 1002, "Protocol error".
            client.expect("881003ea50726f746f636f6c206572726f72").expectEnd();
            assertEquals(
                    "the client has sent bytes before it had an answer",
                    broker.await(BrokerEvent.Refused.class).why());
        }
    }

    /// Whoever is not let in yet makes nobody keep more of a frame than of a CONNECT: this one is longer than any
    /// packet, and is not waited for.
    @Test
    void aFrameIsHeardAsItComes() throws Exception {
        try (Shell.Running broker = Shell.USUAL.run("ws://127.0.0.1:0" + PATH);
                RawClient client = RawClient.tcp(broker.port())) {
            client.sendText(request(PATH, "mqtt", ""));
            head(client);
            // Behind CONNECT, the beginning of a PUBLISH.
            client.send("82ff000000010000000000000000" + RawClient.CONNECT + "30ff7f");
            client.expect("8204" + RawClient.CONNACK);
        }
    }

    /// A frame that is not masked, one with a reserved bit, a continuation of nothing, one of a negative length.
    @ParameterizedTest
    @CsvSource({"8202c000", "c28200000000c000", "808200000000c000", "82ff800000000000000000000000"})
    void brokenFramesEndTheConnection(String frame) throws Exception {
        try (Shell.Running broker = Shell.USUAL.run("ws://127.0.0.1:0" + PATH);
                RawClient client = RawClient.tcp(broker.port())) {
            client.sendText(request(PATH, "mqtt", ""));
            head(client);
            client.send("829100000000" + RawClient.CONNECT).expect("8204" + RawClient.CONNACK);
            client.send(frame);
            byte[] rest = client.in().readAllBytes();
            // A close frame, with status 1002 or 1009.
            assertEquals("88", HexFormat.of().toHexDigits(rest[0]));
            broker.await(BrokerEvent.Disconnected.class);
        }
    }
}
