package mqttlab.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import mqttlab.client.transport.Socks5;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderTest {

    @ParameterizedTest
    @CsvSource({
        "mqtt://example.org, mqtt://example.org:1883",
        "mqtt://example.org:1, mqtt://example.org:1",
        "mqtts://example.org, mqtts://example.org:8883",
        "mqtt://[::1], mqtt://[::1]:1883",
        "mqtt://my_broker, mqtt://my_broker:1883",
        "mqtts://me:x@my_broker:1, mqtts://my_broker:1",
        "ws://example.org, ws://example.org:80/",
        "wss://example.org/mqtt?x=1, wss://example.org:443/mqtt?x=1",
        "unix:///run/mosquitto/socket, unix:///run/mosquitto/socket",
    })
    void uris(String uri, String transport) {
        Address address = new Address();
        AddressUri.parse(uri, address, MqttClient.builder());
        assertEquals(transport, address.transport().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "http://example.org",
                "mqtt:///path",
                "mqtt://a b",
                "",
                "mqtt://x:99999",
                "mqtt://a_b:99999",
                "mqtt://a_b:x",
                "ws://a_b",
                "unix:a",
                "unix://a"
            })
    void noUris(String uri) {
        assertThrows(
                IllegalArgumentException.class,
                () -> MqttClient.builder().uri(uri).build());
    }

    /// What colons, slashes and signs there are in a password.
    @Test
    void credentialsInUris() throws Exception {
        BlockingQueue<PacketEvent> packets = new LinkedBlockingQueue<>();
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.CONNACK);
                MqttClient client = MqttClient.builder()
                        .uri("mqtt://m%40e:p%3A%2F+%C3%A4@127.0.0.1:" + server.port())
                        .onPacket(packets::add)
                        .connect()) {
            var connect = (Connect) packets.take().packet();
            assertEquals("m@e", connect.userName());
            assertEquals("p:/+ä", connect.password().text());
            assertTrue(client.isConnected());
        }
    }

    @Test
    void whatDoesNotFitTogether() {
        assertThrows(IllegalArgumentException.class, MqttClient.builder().persistent()::build);
        assertThrows(IllegalArgumentException.class, MqttClient.builder().maxPending(0)::build);
        assertThrows(IllegalArgumentException.class, MqttClient.builder().port(70_000)::build);
        assertThrows(IllegalArgumentException.class, MqttClient.builder().webSocket("/a b")::build);
        assertThrows(
                IllegalArgumentException.class,
                MqttClient.builder().version(Version.V3_1_1).password("x")::build);
        assertThrows(
                IllegalArgumentException.class,
                MqttClient.builder().clientId("a").sessionStore(Path.of("x")).cleanStart(true)::build);
        assertThrows(
                IllegalArgumentException.class,
                MqttClient.builder().webSocket("/").proxy(new Socks5("p", 1, true, null, null))::build);
    }

    /// What would make a CONNECT that the standard does not allow is known before there is a connection.
    @Test
    void whatBreaksARule() {
        String tooLong = "a".repeat(65_536);
        assertThrows(IllegalArgumentException.class, MqttClient.builder().clientId(tooLong)::build);
        assertThrows(IllegalArgumentException.class, MqttClient.builder().userName(tooLong)::build);
        assertThrows(IllegalArgumentException.class, MqttClient.builder().userName("a\0")::build);
        String why = assertThrows(
                        IllegalArgumentException.class, MqttClient.builder().will(Message.of("a/#", "gone"))::build)
                .getMessage();
        assertTrue(why.startsWith("Will Topic: "), why);
    }

    /// Who has given up while a connection is being opened need not wait for it.
    @Test
    void disconnectingWhileConnecting() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        MqttClient client = MqttClient.builder()
                .transport((_, _) -> {
                    opening.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    throw new AssertionError();
                })
                .onDisconnect(_ -> assertFalse(Thread.interrupted()))
                .build();
        CompletableFuture<ConnAck> connected = client.connectAsync();
        opening.await();
        client.close();
        ExecutionException why = assertThrows(ExecutionException.class, connected::get);
        assertEquals(Failure.CLOSED, ((MqttException) why.getCause()).failure());
    }

    /// A socket takes no notice of an interrupt.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void disconnectingInAHandshake(boolean isVirtual) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer((_, in, _) -> {
            in.read();
            begun.countDown();
            closed.await();
        })) {
            MqttClient client = server.client()
                    .tls()
                    .connectTimeout(Duration.ofHours(1))
                    .threads(
                            isVirtual
                                    ? Thread.ofVirtual().factory()
                                    : Thread.ofPlatform().daemon().factory())
                    .build();
            CompletableFuture<ConnAck> connected = client.connectAsync();
            begun.await();
            client.close();
            ExecutionException why = assertThrows(ExecutionException.class, connected::get);
            assertEquals(Failure.CLOSED, ((MqttException) why.getCause()).failure());
            closed.countDown();
        }
    }

    @Test
    void backOff() {
        Reconnect it = new Reconnect(Duration.ofMillis(100), Duration.ofSeconds(5), 99);
        for (int attempt = 0; attempt < 100; attempt++) {
            long most = Math.min(5000, 100L << Math.min(attempt, 20));
            long millis = it.delay(attempt).toMillis();
            assertTrue(millis >= most / 2 && millis <= most, attempt + ": " + millis);
        }
    }
}
