package mqttlab.broker.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import mqttlab.packet.Codec;
import mqttlab.packet.Direction;
import mqttlab.packet.Framing;
import mqttlab.packet.MalformedPacketException;
import mqttlab.packet.Packet;
import mqttlab.packet.Publish;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;

/// What the broker says of itself, by a clock that we move.
class SysTopicsTest {

    /// Sections 3.1, 3.3, 3.8 and 3.10 of 3.1.1: clean session, no keep alive.
    private static final byte[] CONNECT_A = hex("100d 00044d515454 04 02 0000 0001 61");
    private static final byte[] CONNECT_B = hex("100d 00044d515454 04 02 0000 0001 62");
    private static final byte[] PUBLISH = hex("3007 0003 612f62 6869");
    /// To $SYS/#, at QoS 2.
    private static final byte[] SUBSCRIBE = hex("820b 0001 0006 245359532f23 02");
    /// To $SYS/broker/bytes/received, at QoS 0.
    private static final byte[] SUBSCRIBE_ONE =
            hex("821f 0002 001a 245359532f62726f6b65722f62797465732f7265636569766564 00");
    /// To #.
    private static final byte[] SUBSCRIBE_ALL = hex("8206 0003 0001 23 00");
    /// To $SYS/broker/uptime, retained, with a payload.
    private static final byte[] FORGED = hex("3116 0012 245359532f62726f6b65722f757074696d65 3039");

    private long now = 1_700_000_000_000L;
    private final List<BrokerEvent> events = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Store store = new Store() {
        @Override
        public void load(Consumer<? super Change> kept) {}

        @Override
        public void write(List<Change> all, Runnable kept, Consumer<? super StoreException> failed) {
            changes.addAll(all);
            kept.run();
        }

        @Override
        public void close() {}
    };
    private final Hub hub = new Hub(
            new Hub.Setup(Limits.DEFAULT, Access.ANYBODY, List.of(), store, events::add, () -> now, Runnable::run));

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /// A client, and the packets that it got.
    private final class Client implements Link {
        private final List<Packet> packets = new ArrayList<>();
        private final Connection connection = hub.open(this);

        Client(byte[] connect) {
            send(connect);
        }

        Client send(byte[] bytes) {
            hub.received(connection, bytes, 0, bytes.length);
            hub.flush();
            return this;
        }

        /// The topics and payloads of the messages since the last time.
        Map<String, String> take() {
            Map<String, String> got = new TreeMap<>();
            for (Packet packet : packets) {
                if (packet instanceof Publish it) {
                    got.put(it.topic(), new String(it.payload().toArray(), UTF_8));
                }
            }
            packets.clear();
            return got;
        }

        @Override
        public void write(byte[] bytes, int length) {
            for (int at = 0; at < length; ) {
                int count = ((Framing.Whole) Framing.next(bytes, at, length)).length();
                try {
                    packets.add(Codec.read(bytes, at, at + count, Version.V3_1_1, Direction.SERVER_TO_CLIENT));
                } catch (MalformedPacketException e) {
                    throw new AssertionError(e);
                }
                at += count;
            }
        }

        @Override
        public long backlog() {
            return 0;
        }

        @Override
        public void close() {}

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public String peer() {
            return "127.0.0.1:5";
        }

        @Override
        public String listener() {
            return "mqtt://127.0.0.1:1883";
        }
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += 1000;
            hub.tick();
            hub.flush();
        }
    }

    @Test
    void whoSubscribesGetsTheFigures() {
        hub.reportEvery(10);
        Client a = new Client(CONNECT_A);
        a.send(PUBLISH);
        pass(3);
        Map<String, String> got = a.send(SUBSCRIBE).take();
        assertEquals(15 + 8 * 3, got.size());
        assertEquals("3 seconds", got.get("$SYS/broker/uptime"));
        assertTrue(got.get("$SYS/broker/version").startsWith("mqttlab version "));
        assertEquals("1", got.get("$SYS/broker/clients/connected"));
        assertEquals("0", got.get("$SYS/broker/clients/disconnected"));
        assertEquals("1", got.get("$SYS/broker/subscriptions/count"));
        assertEquals("0", got.get("$SYS/broker/retained messages/count"));
        assertEquals("3", got.get("$SYS/broker/messages/received"));
        assertEquals(
                String.valueOf(CONNECT_A.length + PUBLISH.length + SUBSCRIBE.length),
                got.get("$SYS/broker/bytes/received"));
        assertEquals("1", got.get("$SYS/broker/publish/messages/received"));
        assertEquals("0", got.get("$SYS/broker/publish/messages/sent"));
        assertEquals("0.00", got.get("$SYS/broker/load/publish/received/1min"));
    }

    @Test
    void thenWhatHasChanged() {
        hub.reportEvery(10);
        Client a = new Client(CONNECT_A).send(SUBSCRIBE);
        pass(10);
        a.take();
        pass(9);
        assertEquals(Map.of(), a.take());
        new Client(CONNECT_B).send(PUBLISH);
        pass(1);
        Map<String, String> got = a.take();
        assertEquals("2", got.get("$SYS/broker/clients/connected"));
        assertEquals("20 seconds", got.get("$SYS/broker/uptime"));
        // One in ten seconds is six a minute, of which the minute's average has taken 1 - exp(-10/60).
        assertEquals("0.92", got.get("$SYS/broker/load/publish/received/1min"));
        assertFalse(got.containsKey("$SYS/broker/version"));
        assertFalse(got.containsKey("$SYS/broker/subscriptions/count"));
    }

    @Test
    void itIsNeitherKeptNorCountedNorAnEvent() {
        hub.reportEvery(10);
        Client a = new Client(CONNECT_A).send(SUBSCRIBE);
        Figures before = hub.figures();
        events.clear();
        changes.clear();
        pass(30);
        Figures after = hub.figures();
        assertTrue(a.take().size() > 30);
        assertEquals(before.packetsSent(), after.packetsSent());
        assertEquals(before.bytesSent(), after.bytesSent());
        assertEquals(before.messagesSent(), after.messagesSent());
        assertEquals(0, after.retained());
        assertEquals(0, after.waiting());
        assertEquals(List.of(), events);
        assertEquals(List.of(), changes);
    }

    @Test
    void whatIsSentIsCounted() {
        Client a = new Client(CONNECT_A).send(SUBSCRIBE_ALL);
        long before = hub.figures().bytesSent();
        new Client(CONNECT_B).send(PUBLISH);
        Figures after = hub.figures();
        assertEquals(Map.of("a/b", "hi"), a.take());
        assertEquals(1, after.messagesSent());
        // CONNACK of b, and the message.
        assertEquals(4 + PUBLISH.length, after.bytesSent() - before);
        assertEquals(4, after.packetsSent());
    }

    @Test
    void wildcardsAtTheFirstLevelDoNotMatch() {
        hub.reportEvery(1);
        Client a = new Client(CONNECT_A).send(SUBSCRIBE_ALL);
        pass(5);
        assertEquals(Map.of(), a.take());
    }

    @Test
    void oneOfThemAlone() {
        hub.reportEvery(10);
        Client a = new Client(CONNECT_A).send(SUBSCRIBE_ONE);
        assertEquals(
                Map.of("$SYS/broker/bytes/received", String.valueOf(CONNECT_A.length + SUBSCRIBE_ONE.length)),
                a.take());
        pass(10);
        // The same value, as a change since the last time that it was told, which is never.
        assertEquals(1, a.take().size());
        pass(20);
        assertEquals(Map.of(), a.take());
    }

    @Test
    void clientsCannotSayIt() {
        hub.reportEvery(10);
        Client a = new Client(CONNECT_A).send(FORGED).send(SUBSCRIBE);
        assertEquals("0 seconds", a.take().get("$SYS/broker/uptime"));
    }

    @Test
    void neverIsNever() {
        hub.reportEvery(0);
        Client a = new Client(CONNECT_A).send(SUBSCRIBE);
        pass(100);
        assertEquals(Map.of(), a.take());
    }
}
