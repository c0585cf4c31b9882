package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.client.transport.HttpConnect;
import mqttlab.client.transport.Socks5;
import mqttlab.client.transport.Step;
import mqttlab.client.transport.Tls;
import mqttlab.client.transport.TlsBuilder;
import mqttlab.packet.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to a broker.
@Timeout(60)
class TransportsTest {

    private static Mosquitto broker;

    @BeforeAll
    static void start() throws IOException {
        broker = new Mosquitto();
    }

    @AfterAll
    static void stop() throws IOException {
        if (broker != null) {
            broker.close();
        }
    }

    private final List<Step> steps = new ArrayList<>();

    private static TlsBuilder trusting() throws IOException {
        return Tls.builder().caFile(Mosquitto.PEM.resolve("ca.pem"));
    }

    /// A message of 300 000 bytes goes there and comes back.
    private List<String> echo(MqttClientBuilder builder) throws InterruptedException {
        return echo(builder, 300_000);
    }

    /// The broker sends 4 KiB in a tenth of a second through a WebSocket.
    private List<String> echoSmall(MqttClientBuilder builder) throws InterruptedException {
        return echo(builder, 5000);
    }

    private List<String> echo(MqttClientBuilder builder, int size) throws InterruptedException {
        byte[] payload = new byte[size];
        payload[size - 1] = 1;
        BlockingQueue<Message> received = new LinkedBlockingQueue<>();
        try (MqttClient client =
                builder.reconnect(Reconnect.NEVER).onStep(steps::add).connect()) {
            client.subscribe("echo", 2, received::add);
            client.publish(Message.of("echo", payload).withQos(2));
            Message message = received.poll(20, TimeUnit.SECONDS);
            assertTrue(message != null && message.payload().equals(Bytes.of(payload)));
        }
        return steps.stream().map(it -> it.getClass().getSimpleName()).toList();
    }

    private static String refused(MqttClientBuilder builder) {
        MqttException why = assertThrows(MqttException.class, builder::connect);
        assertEquals(Failure.NETWORK, why.failure());
        return String.valueOf(why.getMessage());
    }

    @Test
    void tcp() throws Exception {
        assertEquals(List.of("Resolved", "Connected"), echo(broker.client()));
        echo(MqttClient.builder().uri("mqtt://127.0.0.1:" + broker.tcp));
        echo(broker.client().noDelay(false).localAddress(InetAddress.getByName("127.0.0.2")));
        Step.Connected last = (Step.Connected) steps.getLast();
        assertTrue(last.local().toString().contains("127.0.0.2"), last::toString);
    }

    @Test
    void unix() throws Exception {
        assertEquals(List.of("Connected"), echo(MqttClient.builder().unixSocket(broker.unix)));
        echo(MqttClient.builder().uri("unix://" + broker.unix));
        String why = refused(MqttClient.builder().unixSocket(Path.of("/no/such/socket")));
        assertTrue(why.startsWith("Cannot connect to unix:///no/such/socket: "), why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void tls(String version) throws Exception {
        Tls tls = trusting().protocols(version).build();
        assertEquals(
                List.of("Resolved", "Connected", "Secured"),
                echo(MqttClient.builder().host("localhost").port(broker.tls).tls(tls)));
        Step.Secured secured = (Step.Secured) steps.getLast();
        assertEquals(version, secured.session().getProtocol());
        assertEquals(1, secured.session().getPeerCertificates().length);
    }

    @Test
    void serversAreVerified() throws Exception {
        String why =
                refused(MqttClient.builder().host("localhost").port(broker.tls).tls());
        assertTrue(why.startsWith("TLS with mqtts://localhost:") && why.contains("PKIX path"), why);
        why = refused(MqttClient.builder()
                .host("localhost")
                .port(broker.otherTls)
                .tls(trusting().build()));
        assertTrue(why.contains("localhost"), why);

        echo(MqttClient.builder()
                .port(broker.otherTls)
                .tls(trusting().serverName("broker.example").build()));
        echo(MqttClient.builder()
                .port(broker.otherTls)
                .tls(trusting().noHostVerification().build()));
        echo(MqttClient.builder()
                .port(broker.otherTls)
                .tls(Tls.builder().insecure().build()));
        why = refused(MqttClient.builder()
                .port(broker.tls)
                .tls(Tls.builder().noHostVerification().build()));
        assertTrue(why.contains("PKIX path"), why);
    }

    @ParameterizedTest
    @CsvSource({"client.key,", "client-sec1.key,", "client-encrypted.key,secret"})
    void clientsShowTheirCertificate(String key, String password) throws Exception {
        Tls tls = trusting()
                .certificate(
                        Mosquitto.PEM.resolve("client.pem"),
                        Mosquitto.PEM.resolve(key),
                        password == null ? null : password.toCharArray())
                .build();
        echo(MqttClient.builder().port(broker.mutualTls).tls(tls));
    }

    @Test
    void aServerThatWantsACertificate() throws Exception {
        refused(MqttClient.builder().port(broker.mutualTls).tls(trusting().build()));
    }

    @Test
    void webSocket() throws Exception {
        assertEquals(
                List.of("Resolved", "Upgraded"),
                echoSmall(MqttClient.builder()
                        .port(broker.webSocket)
                        .webSocket("/mqtt")
                        .header("X-Test", "1")));
        echoSmall(MqttClient.builder().uri("ws://localhost:" + broker.webSocket + "/mqtt"));
    }

    @Test
    void secureWebSocket() throws Exception {
        assertEquals(
                List.of("Resolved", "Secured", "Upgraded"),
                echoSmall(MqttClient.builder()
                        .port(broker.secureWebSocket)
                        .webSocket("/mqtt")
                        .tls(trusting().build())));
        String why = refused(MqttClient.builder()
                .host("localhost")
                .port(broker.secureWebSocket)
                .webSocket("mqtt")
                .tls());
        assertTrue(why.startsWith("Cannot open a WebSocket to wss://localhost:") && why.contains("PKIX path"), why);
    }

    @Test
    void aWebServerWithoutMqtt() throws IOException {
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            head(in);
            out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        try (server) {
            String why = refused(server.client().webSocket("/mqtt"));
            assertTrue(why.contains("did not switch to WebSocket: HTTP status 404"), why);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    /// As RFC 1928 and RFC 1929 have it, with the name looked up by the proxy.
    @Test
    void socks() throws Exception {
        List<String> seen = new ArrayList<>();
        ScriptedServer proxy = new ScriptedServer((socket, in, out) -> {
            DataInputStream data = new DataInputStream(in);
            seen.add(hex(data.readNBytes(3)));
            out.write(new byte[] {5, 2});
            seen.add(hex(data.readNBytes(1 + 1 + 2 + 1 + 2)));
            out.write(new byte[] {1, 0});
            seen.add(hex(data.readNBytes(4)));
            String host = new String(data.readNBytes(data.readUnsignedByte()), StandardCharsets.US_ASCII);
            int port = data.readUnsignedShort();
            out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 1});
            relay(socket, host, port);
        });
        try (proxy) {
            Socks5 by = new Socks5("127.0.0.1", port(proxy), true, "me", "pw");
            assertEquals(
                    List.of("Resolved", "Connected", "Proxied"),
                    echo(MqttClient.builder().host("localhost").port(broker.tcp).proxy(by)));
            assertEquals(List.of("050102", "01026d65027077", "05010003"), seen);
            echo(MqttClient.builder().port(broker.tls).tls(trusting().build()).proxy(by));
        }
    }

    @Test
    void socksRefusals() throws Exception {
        try (ScriptedServer proxy = new ScriptedServer((_, in, out) -> {
            in.readNBytes(3);
            out.write(new byte[] {5, 0});
            in.readNBytes(10);
            out.write(new byte[] {5, 5, 0, 1, 0, 0, 0, 0, 0, 0});
        })) {
            String why = refused(MqttClient.builder()
                    .host("127.0.0.1")
                    .proxy(new Socks5("127.0.0.1", port(proxy), false, null, null)));
            assertTrue(why.endsWith("cannot connect to 127.0.0.1:1883: connection refused."), why);
        }
        try (ScriptedServer proxy = new ScriptedServer((_, in, out) -> {
            in.readNBytes(3);
            out.write("HTTP/1.1 400\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            String why = refused(MqttClient.builder().proxy(new Socks5("127.0.0.1", port(proxy), true, null, null)));
            assertTrue(why.contains("is no SOCKS5 proxy"), why);
        }
    }

    @Test
    void httpConnect() throws Exception {
        List<String> seen = new ArrayList<>();
        ScriptedServer proxy = new ScriptedServer((socket, in, out) -> {
            String head = head(in);
            seen.add(head);
            String[] target = head.split(" ")[1].split(":");
            out.write("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            relay(socket, target[0], Integer.parseInt(target[1]));
        });
        try (proxy) {
            echo(MqttClient.builder()
                    .host("127.0.0.1")
                    .port(broker.tcp)
                    .proxy(new HttpConnect("127.0.0.1", port(proxy), "me", "pw")));
            String target = "127.0.0.1:" + broker.tcp;
            assertEquals(
                    "CONNECT " + target + " HTTP/1.1\r\nHost: " + target
                            + "\r\nProxy-Authorization: Basic bWU6cHc=\r\n\r\n",
                    seen.getFirst());
            echoSmall(MqttClient.builder()
                    .host("127.0.0.1")
                    .port(broker.secureWebSocket)
                    .webSocket("/mqtt")
                    .tls(trusting().build())
                    .proxy(new HttpConnect("127.0.0.1", port(proxy), null, null)));
        }
    }

    @Test
    void httpConnectRefusals() throws Exception {
        try (ScriptedServer proxy = new ScriptedServer((_, in, out) -> {
            head(in);
            out.write("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            String why = refused(MqttClient.builder().proxy(new HttpConnect("127.0.0.1", port(proxy), null, null)));
            assertTrue(why.contains("407 Proxy Authentication Required"), why);
            why = refused(MqttClient.builder()
                    .webSocket("/mqtt")
                    .proxy(new HttpConnect("127.0.0.1", port(proxy), null, null)));
            assertTrue(why.startsWith("The proxy http://127.0.0.1:" + port(proxy) + " did not connect to ws://"), why);
        }
    }

    private static int port(ScriptedServer server) {
        return server.port();
    }

    private static String hex(byte[] bytes) {
        return Bytes.of(bytes).toString();
    }

    private static void relay(Socket client, String host, int port) throws IOException {
        try (Socket server = new Socket(host, port)) {
            InputStream back = server.getInputStream();
            OutputStream to = client.getOutputStream();
            Thread.ofVirtual().start(() -> {
                try {
                    back.transferTo(to);
                    client.shutdownOutput();
                } catch (IOException _) {
                    // The client has gone.
                }
            });
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }
}
