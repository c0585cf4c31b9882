package mqttlab.broker.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.Tap;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.net.Listener;
import mqttlab.packet.Direction;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a tap sees.
@Timeout(60)
class TapTest {

    /// Everything as text, in its order.
    private static class Log implements Tap {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final Map<Direction, ByteArrayOutputStream> all = new TreeMap<>();
        private long firstTime;

        @Override
        public void opened(long connection, String peer, String listener) {
            assertTrue(peer.startsWith("127.0.0.1:"), peer);
            lines.add("opened " + connection + " " + listener);
        }

        @Override
        public void bytes(long connection, Direction direction, long time, byte[] bytes, int from, int to) {
            firstTime = firstTime == 0 ? time : firstTime;
            all.computeIfAbsent(direction, _ -> new ByteArrayOutputStream()).write(bytes, from, to - from);
        }

        @Override
        public void closed(long connection, Direction by) {
            lines.add("closed " + connection + " by " + by);
        }

        String bytes(Direction direction) {
            return HexFormat.of().formatHex(all.get(direction).toByteArray());
        }
    }

    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void bytesAreInClear(Shell shell) throws Exception {
        Log log = new Log();
        long before = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        try (Shell.Running broker = shell.run(log, Listener.at("mqtts://127.0.0.1:0"))) {
            try (RawClient client = RawClient.of(TlsClient.trusting().connect(broker.port()))) {
                client.connect().send(RawClient.PINGREQ).expect(RawClient.PINGRESP);
                client.send(RawClient.DISCONNECT).expectEnd();
            }
            assertEquals("opened 1 mqtts://127.0.0.1:" + broker.port(), log.lines.take());
            assertEquals("closed 1 by " + Direction.SERVER_TO_CLIENT, log.lines.take());
            assertEquals(
                    RawClient.CONNECT + RawClient.PINGREQ + RawClient.DISCONNECT,
                    log.bytes(Direction.CLIENT_TO_SERVER));
            assertEquals(RawClient.CONNACK + RawClient.PINGRESP, log.bytes(Direction.SERVER_TO_CLIENT));
            assertTrue(log.firstTime >= before, log.firstTime + " before " + before);
        }
    }

    /// A client that could not be heard for want of memory cannot go on as if it had said nothing.
    @ParameterizedTest
    @MethodSource("mqttlab.broker.net.Shell#all")
    void whoIsNotHeardIsCutOff(Shell shell) throws Exception {
        Tap tap = new Log() {
            @Override
            public void bytes(long connection, Direction direction, long time, byte[] bytes, int from, int to) {
                if (to - from == 2 && connection == 1) {
                    throw new OutOfMemoryError("none for a test");
                }
            }
        };
        try (Shell.Running broker = shell.run(tap, Listener.at("mqtt://127.0.0.1:0"));
                RawClient client = RawClient.tcp(broker.port()).connect();
                RawClient other = RawClient.tcp(broker.port())) {
            // As "pub".
            other.send("100f00044d5154540402003c0003707562").expect(RawClient.CONNACK);
            client.send(RawClient.PINGREQ).expectEnd();
            assertEquals(
                    "none for a test",
                    broker.await(BrokerEvent.Disconnected.class).why());
            other.send(RawClient.PINGREQ).expect(RawClient.PINGRESP);
        }
    }
}
