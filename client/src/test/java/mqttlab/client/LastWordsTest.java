package mqttlab.client;

import static mqttlab.client.ScriptedServer.CONNACK;
import static mqttlab.client.ScriptedServer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mqttlab.packet.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The end of a connection over which much is still to be sent.
@Timeout(60)
class LastWordsTest {

    /// More than sockets hold.
    private static final int MUCH = 32_000_000;

    private static Message much() {
        return Message.of("a", new byte[MUCH]);
    }

    /// For longer than it is given to close the connection.
    @Test
    void aServerThatTakesItsTimeGetsAll() throws Exception {
        BlockingQueue<Long> received = new LinkedBlockingQueue<>();
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(bytes(CONNACK));
            TimeUnit.SECONDS.sleep(3);
            received.add(in.transferTo(OutputStream.nullOutputStream()));
        });
        try (server;
                MqttClient client = server.client().connect()) {
            client.publish(much());
            client.disconnect();
            // PUBLISH has a header of 5 bytes, a topic and no properties; then comes DISCONNECT.
            assertEquals(5 + 3 + 1 + MUCH + 2, received.take());
        }
    }

    @Test
    void aServerThatTakesNothingIsTold() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(bytes(CONNACK));
            end.await();
        });
        try (server) {
            MqttClient client =
                    server.client().closeTimeout(Duration.ofMillis(1)).connect();
            client.publish(much());
            MqttException why = assertThrows(MqttException.class, client::close);
            assertEquals(Failure.CLOSED, why.failure());
            assertEquals(
                    "The client has disconnected, and not all its messages were sent. The connection is lost: The"
                            + " server takes nothing more.",
                    why.getMessage());
            // It was told.
            client.close();
        } finally {
            end.countDown();
        }
    }

    @Test
    void aServerThatClosesBeforeItHasAllIsTold() throws Exception {
        CountDownLatch disconnected = new CountDownLatch(1);
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(bytes(CONNACK));
            disconnected.await();
        });
        AtomicReference<MqttException> why = new AtomicReference<>();
        try (server;
                MqttClient client = server.client().connect()) {
            client.publish(much());
            Thread leaving =
                    Thread.ofVirtual().start(() -> why.set(assertThrows(MqttException.class, client::disconnect)));
            while (client.isConnected()) {
                Thread.onSpinWait();
            }
            disconnected.countDown();
            leaving.join();
        }
        assertEquals(Failure.CLOSED, why.get().failure());
    }

    /// It says why it ends the connection, and what we write fails before we have read that.
    @Test
    void theServersReasonCountsMoreThanABrokenPipe() throws IOException {
        CountDownLatch called = new CountDownLatch(1);
        AtomicReference<Thread> writer = new AtomicReference<>();
        ScriptedServer server = new ScriptedServer((_, in, out) -> {
            ScriptedServer.packet(in);
            out.write(bytes(CONNACK + "30 04 00 01 61 00"));
            called.await();
            out.write(bytes("e0 02 8e 00"));
        });
        try (server;
                MqttClient client = server.client()
                        .threads(work -> {
                            Thread thread = new Thread(work) {
                                @Override
                                public void run() {
                                    if (getName().equals("mqttlab-write")) {
                                        writer.set(this);
                                    }
                                    super.run();
                                }
                            };
                            thread.setDaemon(true);
                            return thread;
                        })
                        .onMessage(_ -> {
                            called.countDown();
                            joined(writer.get());
                        })
                        .connect()) {
            byte[] payload = new byte[100_000];
            assertThrows(MqttException.class, () -> {
                while (true) {
                    client.publish(Message.of("a", payload));
                }
            });
            MqttException why = assertThrows(MqttException.class, client::join);
            assertEquals(Failure.DISCONNECTED, why.failure());
            assertEquals(ReasonCode.SESSION_TAKEN_OVER.value(), why.reasonCode());
        }
    }

    private static void joined(Thread thread) {
        try {
            assertTrue(thread.join(Duration.ofSeconds(50)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
