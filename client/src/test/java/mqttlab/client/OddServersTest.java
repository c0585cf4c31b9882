package mqttlab.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static mqttlab.client.ScriptedServer.CONNACK;
import static mqttlab.client.ScriptedServer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import mqttlab.client.transport.Connection;
import mqttlab.client.transport.Step;
import mqttlab.client.transport.Transport;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.Properties;
import mqttlab.packet.Publish;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that are none, are broken, or are dead.
@Timeout(60)
class OddServersTest {

    private static MqttException refused(ScriptedServer server, MqttClientBuilder client) throws IOException {
        try (server) {
            return assertThrows(MqttException.class, client::connect);
        }
    }

    private static MqttException answering(String hex) throws IOException {
        ScriptedServer server = ScriptedServer.answering(hex);
        return refused(server, server.client());
    }

    @Test
    void aWebServer() throws IOException {
        MqttException why = answering(HexFormat.of().formatHex("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII)));
        assertEquals(Failure.PROTOCOL, why.failure());
        assertEquals(
                "The server broke the rules of MQTT 5.0: PUBACK, byte 0, Reserved: expected that the flags of the"
                        + " first byte are those listed for the packet type; found 8 [MQTT-2.1.3-1 of 5.0]. The"
                        + " packet begins with 48 54 54 50 2f 31 2e 31 20 34 30 30 20 42 61 64. Is it an MQTT server"
                        + " at all, and the port the right one?",
                why.getMessage());
    }

    /// The JDK quotes the line: ESC c resets a terminal.
    @Test
    void aWebServerThatSpeaksToTheTerminal() throws IOException {
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            assertTrue(in.read(new byte[4096]) > 0);
            out.write("HTTX/1.1 \033cred\r\n\r\n".getBytes(US_ASCII));
        });
        MqttException why = refused(server, server.client().webSocket("/mqtt"));
        assertTrue(why.getMessage().contains("\\u001bcred"), why.getMessage());
    }

    @Test
    void aTlsPort() throws IOException {
        // An alert: unexpected message.
        MqttException why = answering("15 03 03 00 02 02 0a");
        assertEquals(Failure.PROTOCOL, why.failure());
        assertTrue(why.getMessage().contains("15 03 03"), why.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "20 03 02 00 00, MQTT-3.2.2-1 of 5.0",
        "20 03 00 55 00, MQTT-3.2.2-8 of 5.0",
        "20 05 00 00 02 21 00, byte",
        "40 02 00 01, not CONNACK",
        "10 00, CONNECT",
        "f0 03 18 00 00, Authentication Method",
        "20 ff ff ff ff 7f, four bytes"
    })
    void brokenAnswers(String hex, String told) throws IOException {
        MqttException why = answering(hex);
        assertEquals(Failure.PROTOCOL, why.failure());
        assertTrue(why.getMessage().contains(told), why.getMessage());
    }

    @Test
    void refusalsAreExplained() throws IOException {
        MqttException why = answering("20 0d 00 87 0a 1f 00 07 67 6f 20 61 77 61 79");
        assertEquals(Failure.CONNECT_REFUSED, why.failure());
        assertEquals(0x87, why.reasonCode());
        assertEquals(
                "The server refused the connection: Not authorized (0x87), \"go away\". Check user name and password,"
                        + " and what this user may do.",
                why.getMessage());
        ScriptedServer server = ScriptedServer.answering("20 02 00 05");
        why = refused(server, server.client().version(Version.V3_1_1));
        assertEquals(5, why.reasonCode());
    }

    /// As [MQTT-3.1.2-2] of 3.1.1 has it.
    @Test
    void aServerWithout5RefusesInItsOwnWords() throws IOException {
        MqttException why = answering("20 02 00 01");
        assertEquals(Failure.CONNECT_REFUSED, why.failure());
        assertEquals(1, why.reasonCode());
        assertEquals(
                "The server refused the connection: Connection Refused, unacceptable protocol version (0x01). It speaks"
                        + " MQTT 3.1.1 at most, not 5.0. Try another protocol version.",
                why.getMessage());
    }

    @Test
    void nobodyThere() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        MqttException why = assertThrows(
                MqttException.class, MqttClient.builder().host("127.0.0.1").port(port)::connect);
        assertEquals(Failure.NETWORK, why.failure());
        assertTrue(why.getMessage().startsWith("Cannot connect to 127.0.0.1:"), why.getMessage());
        why = assertThrows(MqttException.class, MqttClient.builder().host("no.such.host.invalid")::connect);
        assertEquals("The host name no.such.host.invalid is not known.", why.getMessage());
    }

    @Test
    void silence() throws IOException {
        ScriptedServer server = ScriptedServer.answering("");
        MqttException why = refused(server, server.client().connectTimeout(Duration.ofMillis(50)));
        assertEquals(Failure.TIMEOUT, why.failure());
    }

    /// A transport that knows no time, as where a name server does not answer.
    @Test
    void aTransportThatDoesNotEnd() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        Transport endless = new Transport() {
            @Override
            public Connection open(Consumer<? super Step> steps, Duration timeout) throws IOException {
                await(end, true);
                throw new IOException("late");
            }

            @Override
            public String toString() {
                return "mqtt://endless";
            }
        };
        ScriptedServer server = ScriptedServer.answering("");
        MqttException why = refused(server, server.client().transport(endless).connectTimeout(Duration.ofMillis(50)));
        end.countDown();
        assertEquals("Cannot connect to mqtt://endless: it was not done in 50 ms.", why.getMessage());
    }

    @Test
    void hangsUp() throws IOException {
        ScriptedServer server = new ScriptedServer((_, in, _) -> ScriptedServer.packet(in));
        MqttException why = refused(server, server.client());
        assertEquals(Failure.NETWORK, why.failure());
        assertTrue(why.getMessage().contains("does the port want TLS"), why.getMessage());
    }

    @Test
    void aByteAtATime() throws IOException, InterruptedException {
        byte[] all = bytes(CONNACK + "30 07 00 01 61 00 78 79 7a" + "32 08 00 01 61 00 05 00 71 72");
        BlockingQueue<Message> received = new LinkedBlockingQueue<>();
        ScriptedServer server = new ScriptedServer((socket, in, out) -> {
            socket.setTcpNoDelay(true);
            ScriptedServer.packet(in);
            for (byte b : all) {
                out.write(b);
                out.flush();
            }
            // PUBACK
            assertEquals(0x40, ScriptedServer.packet(in));
            out.write(bytes("30 04 00 01 61 00"));
            in.transferTo(OutputStream.nullOutputStream());
        });
        try (server;
                MqttClient client = server.client().onMessage(received::add).connect()) {
            for (String text : new String[] {"xyz", "qr", ""}) {
                Message message = received.poll(20, TimeUnit.SECONDS);
                assertNotNull(message, text);
                assertEquals(text, message.text());
            }
            assertTrue(client.isConnected());
        }
    }

    /// 5.0 section 4.11, and what two clients with one identifier do to each other.
    /// Ten messages come at once, and the application wants no more after the first.
    @Test
    void nothingIsHandedOverAfterDisconnect() throws IOException {
        List<String> taken = new ArrayList<>();
        AtomicReference<MqttClient> self = new AtomicReference<>();
        ScriptedServer server = ScriptedServer.answering("20 03 00 00 00" + " 30 05 00 01 74 00 78".repeat(10));
        try (server;
                MqttClient client = server.client()
                        .onMessage(message -> {
                            taken.add(message.topic());
                            self.get().disconnect();
                        })
                        .build()) {
            self.set(client);
            client.connect();
            client.join();
        }
        assertEquals(List.of("t"), taken);
    }

    @Test
    void disconnectIsTheEndWhereItWouldComeAgain() throws IOException {
        ScriptedServer server = ScriptedServer.answering(CONNACK + "e0 02 8e 00");
        try (server;
                MqttClient client =
                        server.client().reconnect(Reconnect.STANDARD).connect()) {
            MqttException why = assertThrows(MqttException.class, client::join);
            assertEquals(Failure.DISCONNECTED, why.failure());
            assertEquals(ReasonCode.SESSION_TAKEN_OVER.value(), why.reasonCode());
            assertTrue(why.getMessage().contains("give each its own"), why.getMessage());
        }
    }

    @Test
    void tooLongAPacketIsRefusedBeforeItComes() throws IOException {
        BlockingQueue<Integer> last = new LinkedBlockingQueue<>();
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(bytes(CONNACK + "30 ff ff ff 7f"));
            assertEquals(0xe0, in.read());
            in.read();
            last.add(in.read());
        });
        try (server;
                MqttClient client = server.client().maximumPacketSize(1000).connect()) {
            MqttException why = assertThrows(MqttException.class, client::join);
            assertEquals(Failure.PROTOCOL, why.failure());
            assertEquals(ReasonCode.PACKET_TOO_LARGE.value(), why.reasonCode());
            assertEquals(ReasonCode.PACKET_TOO_LARGE.value(), last.take());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// It says nothing any more, and its machine acknowledges all the same.
    @Test
    void halfOpen() throws IOException {
        ScriptedServer server = ScriptedServer.answering(CONNACK);
        try (server;
                MqttClient client =
                        server.client().keepAlive(Duration.ofSeconds(1)).connect()) {
            MqttException why = assertThrows(MqttException.class, client::join);
            assertEquals(Failure.TIMEOUT, why.failure());
            assertTrue(why.getMessage().contains("PINGREQ"), why.getMessage());
        }
    }

    /// It does not even read: who waits to publish is told as well.
    @Test
    void halfOpenWithAFullPipe() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(bytes(CONNACK));
            end.await();
        });
        byte[] payload = new byte[100_000];
        try (server;
                MqttClient client =
                        server.client().keepAlive(Duration.ofSeconds(1)).connect()) {
            MqttException why = assertThrows(MqttException.class, () -> {
                while (true) {
                    client.publish(Message.of("a", payload));
                }
            });
            assertEquals(Failure.NOT_CONNECTED, why.failure());
            assertEquals(
                    Failure.TIMEOUT,
                    assertThrows(MqttException.class, client::join).failure());
        } finally {
            end.countDown();
        }
    }

    /// The message takes longer than the server is given to answer PINGREQ, which it does not: the first waits behind
    /// the message, as the second shows.
    @Test
    void aMessageThatTakesItsTimeIsASignOfLife() throws IOException, InterruptedException {
        BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        ScriptedServer server = new ScriptedServer((socket, in, out) -> {
            ScriptedServer.packet(in);
            AtomicInteger pings = new AtomicInteger();
            Thread.ofVirtual().start(() -> {
                try {
                    for (int first = 0; first >= 0; first = ScriptedServer.packet(in)) {
                        pings.addAndGet(first == 0xc0 ? 1 : 0);
                    }
                } catch (IOException _) {
                    // It is closed.
                }
            });
            out.write(bytes(CONNACK + "30 ff 7f 00 01 61 00"));
            for (int i = 4; i < 0x3fff; i++) {
                if (pings.get() < 2) {
                    LockSupport.parkNanos(1_000_000);
                }
                out.write(i);
            }
            socket.shutdownOutput();
        });
        try (server;
                MqttClient client = server.client()
                        .keepAlive(Duration.ofSeconds(4))
                        .onMessage(messages::add)
                        .connect()) {
            Message message = messages.poll(50, TimeUnit.SECONDS);
            assertNotNull(message);
            assertEquals(0x3fff - 4, message.payload().length());
            client.disconnect();
        }
    }

    /// Where an application may keep us from listening.
    enum Caller {
        MESSAGE,
        PAUSE,
        CONNECT
    }

    /// For longer than the server is given to answer: the second PINGREQ, which ends the callback, is sent when the
    /// answer to the first is long due, and lies unread.
    @ParameterizedTest
    @EnumSource
    void aSlowCallbackIsNotTheServersSilence(Caller slow) throws Exception {
        CountDownLatch pinged = new CountDownLatch(2);
        CountDownLatch acknowledged = new CountDownLatch(2);
        CountDownLatch disconnected = new CountDownLatch(1);
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(bytes(CONNACK + "32 06 00 01 61 00 01 00" + "32 06 00 01 61 00 02 00"));
            while (true) {
                switch (ScriptedServer.packet(in)) {
                    case 0x40 -> acknowledged.countDown();
                    case 0xc0 -> {
                        pinged.countDown();
                        out.write(bytes("d0 00"));
                    }
                    case 0xe0 -> disconnected.countDown();
                    default -> throw new IOException("another packet");
                }
            }
        });
        BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        MqttClient client = server.client()
                .keepAlive(Duration.ofSeconds(3))
                .onConnect(_ -> await(pinged, slow == Caller.CONNECT))
                .onMessage(message -> {
                    messages.add(message);
                    await(pinged, slow == Caller.MESSAGE);
                })
                .onPause(() -> await(pinged, slow == Caller.PAUSE))
                .build();
        try (server) {
            var _ = client.connectAsync();
            assertTrue(acknowledged.await(20, TimeUnit.SECONDS));
            assertEquals(2, messages.size());
            assertTrue(pinged.await(20, TimeUnit.SECONDS));
            client.disconnect();
            assertTrue(disconnected.await(20, TimeUnit.SECONDS));
        }
    }

    /// Each of them may hang on that.
    @ParameterizedTest
    @CsvSource({"e0 02 8e 00, DISCONNECTED", "'', NETWORK"})
    void aThrowingOnDisconnectIsTheEndAllTheSame(String last, Failure failure) throws Exception {
        BlockingQueue<Disconnection> told = new LinkedBlockingQueue<>();
        BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(bytes(CONNACK + last));
        });
        try (server;
                MqttClient client = server.client()
                        .reconnect(new Reconnect(Duration.ZERO, Duration.ZERO, 5))
                        .threads(Thread.ofVirtual()
                                .uncaughtExceptionHandler((_, e) -> thrown.add(e))
                                .factory())
                        .onDisconnect(it -> {
                            told.add(it);
                            throw new IllegalStateException("odd");
                        })
                        .connect()) {
            MqttException why = assertThrows(MqttException.class, client::join);
            assertEquals(failure, told.take().reason().failure());
            assertEquals(told.isEmpty() ? failure : Failure.CALLBACK, why.failure());
            assertEquals("odd", thrown.take().getMessage());
            client.disconnect();
        }
        assertTrue(told.size() <= 1, "" + told);
    }

    /// What comes at once: CONNACK, a message, and the answer to ours.
    @ParameterizedTest
    @EnumSource(names = {"MESSAGE", "CONNECT"})
    void anAnswerIsToldThoughACallbackThrows(Caller throwing) throws Exception {
        CountDownLatch published = new CountDownLatch(1);
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            published.await();
            out.write(bytes(CONNACK + "30 04 00 01 61 00" + "40 02 00 01"));
            in.transferTo(OutputStream.nullOutputStream());
        });
        try (server;
                MqttClient client = server.client()
                        .onConnect(_ -> fail(throwing == Caller.CONNECT))
                        .onMessage(_ -> fail(throwing == Caller.MESSAGE))
                        .build()) {
            var _ = client.connectAsync();
            CompletableFuture<Published> answer =
                    client.publishAsync(Message.of("a", "").withQos(1));
            published.countDown();
            assertEquals(Published.SUCCESS, answer.get(30, TimeUnit.SECONDS));
            assertEquals(
                    Failure.CALLBACK,
                    assertThrows(MqttException.class, client::join).failure());
        }
    }

    private static void fail(boolean isToFail) {
        if (isToFail) {
            throw new AssertionError("odd");
        }
    }

    @Test
    void aTopicThatACallbackThrowsForIsEscaped() throws IOException {
        // The topic is ESC c, which resets a terminal.
        ScriptedServer server = ScriptedServer.answering(CONNACK + "30 05 00 02 1b 63 00");
        try (server;
                MqttClient client = server.client()
                        .onMessage(_ -> {
                            throw new IllegalStateException("odd");
                        })
                        .connect()) {
            MqttException why = assertThrows(MqttException.class, client::join);
            assertEquals(Failure.CALLBACK, why.failure());
            assertEquals(
                    "The callback for a message to \\u001bc threw java.lang.IllegalStateException: odd. The message is"
                            + " not acknowledged.",
                    why.getMessage());
        }
    }

    /// No connection is left behind, and who connects is told.
    @Test
    void aThrowingAuthenticatorEndsTheConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        ScriptedServer server = new ScriptedServer((_, in, _) -> {
            assertEquals(-1, in.read());
            closed.countDown();
        });
        MqttException why = refused(server, server.client().authentication(() -> {
            throw new IllegalStateException("odd");
        }));
        assertEquals(Failure.CALLBACK, why.failure());
        assertTrue(why.getMessage().contains("odd"), why.getMessage());
        assertTrue(closed.await(20, TimeUnit.SECONDS));
    }

    private static void await(CountDownLatch latch, boolean isToWait) {
        try {
            assertTrue(!isToWait || latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The server can send only as much as the sockets hold, and one buffer of ours.
    @Test
    void aSlowCallbackSlowsTheServer() throws IOException, InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        byte[] publish = Codec.write(Recorder.publish("a", 0, false, 0), Version.V5);
        byte[] many = new byte[publish.length * 1000];
        for (int i = 0; i < many.length; i++) {
            many[i] = publish[i % publish.length];
        }
        ScriptedServer server = flooding(many, new AtomicLong(), blocked);
        MqttClient client = server.client()
                .onMessage(_ -> {
                    calls.incrementAndGet();
                    called.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .connect();
        try (server) {
            assertTrue(blocked.await(30, TimeUnit.SECONDS));
            assertTrue(called.await(30, TimeUnit.SECONDS));
            assertEquals(1, calls.get());
            assertTrue(client.isConnected());
        } finally {
            go.countDown();
            client.close();
        }
    }

    /// Who answers each message, and is not listened to, stops listening.
    @Test
    void aServerThatDoesNotReadIsNotReadFrom() throws IOException, InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        Publish publish = new Publish("a", 0, false, false, 0, Properties.NONE, Bytes.of(new byte[100_000]));
        AtomicReference<MqttClient> self = new AtomicReference<>();
        AtomicLong written = new AtomicLong();
        try (ScriptedServer server = flooding(Codec.write(publish, Version.V5), written, blocked)) {
            MqttClient client = server.client()
                    .closeTimeout(Duration.ZERO)
                    .onMessage(message -> {
                        var _ = self.get().publishAsync(message);
                    })
                    .build();
            self.set(client);
            client.connect();
            assertTrue(blocked.await(30, TimeUnit.SECONDS));
            assertTrue(client.isConnected());
            // 100 MB.
            assertTrue(written.get() < 1000, written + " messages");
            // It is told that the answers were not taken.
            assertThrows(MqttException.class, client::close);
        }
    }

    /// A server that sends this for ever, and reads nothing.
    private static ScriptedServer flooding(byte[] bytes, AtomicLong written, CountDownLatch blocked)
            throws IOException {
        return new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(bytes(CONNACK));
            Thread writer = Thread.currentThread();
            Thread.ofVirtual().start(() -> watch(writer, written, blocked));
            while (true) {
                out.write(bytes);
                written.incrementAndGet();
            }
        });
    }

    /// Says when the writer waits, and has not written anything for a long time.
    private static void watch(Thread writer, AtomicLong written, CountDownLatch blocked) {
        long before = -1;
        int same = 0;
        while (same < 20) {
            LockSupport.parkNanos(10_000_000);
            long now = written.get();
            same = now == before && now > 0 && writer.getState() != Thread.State.RUNNABLE ? same + 1 : 0;
            before = now;
        }
        blocked.countDown();
    }
}
