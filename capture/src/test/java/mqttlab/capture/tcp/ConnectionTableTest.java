package mqttlab.capture.tcp;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import mqttlab.capture.FrameBuilder;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.link.Unwrapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ConnectionTableTest {

    private static final String ONE = "10.0.0.1";
    private static final String TWO = "10.0.0.2";

    private static TcpSegment segment(String source, int from, String destination, int to) {
        byte[] packet = FrameBuilder.ipv4(source, destination, 6, FrameBuilder.tcp(from, to, 0, 0, 0, new byte[0]));
        CapturedFrame frame = new CapturedFrame();
        frame.next(0, 0, 101, packet.length, packet, 0, packet.length);
        TcpSegment segment = new TcpSegment();
        new Unwrapper().unwrap(frame, segment);
        return segment;
    }

    @Property(tries = 50)
    void findsWhatWasAddedAndNotRemoved(@ForAll long seed) {
        Random random = new Random(seed);
        Streams streams = new Streams(Limits.USUAL, _ -> null);
        ConnectionTable table = new ConnectionTable();
        Map<Integer, Connection> expected = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            int port = random.nextInt(500);
            TcpSegment segment = segment(ONE, port, TWO, 1883);
            int hash = table.hash(segment);
            Connection known = expected.get(port);
            if (known == null) {
                assertNull(table.find(segment, hash));
                Connection added = new Connection(streams, i, segment, hash);
                table.add(added);
                expected.put(port, added);
            } else {
                assertSame(known, table.find(segment, hash));
                if (random.nextInt(3) == 0) {
                    table.remove(known);
                    expected.remove(port);
                }
            }
        }
        expected.forEach((port, connection) -> {
            TcpSegment back = segment(TWO, 1883, ONE, port);
            assertSame(connection, table.find(back, table.hash(back)));
        });
    }
}
