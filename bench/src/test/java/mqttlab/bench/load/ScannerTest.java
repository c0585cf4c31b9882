package mqttlab.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ScannerTest {

    /// CONNACK, PUBACK of packet 1, a PUBLISH of "a/b" with 200 bytes of payload at QoS 1, PINGRESP.
    private static final byte[] STREAM = HexFormat.of()
            .parseHex("20020000" + "40020001" + "32cf01" + "0003612f62" + "0007" + "78".repeat(200) + "d000");

    private static final List<String> PACKETS =
            List.of("20 0000", "40 0001", "32 0003612f620007" + "78".repeat(200), "d0 ");

    private final Scanner scanner = new Scanner();
    private final ByteBuffer in = ByteBuffer.allocateDirect(512);
    private final List<String> found = new ArrayList<>();

    @Test
    void findsPacketsThatArriveTogether() {
        feed(STREAM, 0, STREAM.length);
        assertEquals(PACKETS, found);
    }

    @Test
    void findsPacketsThatArriveByteByByte() {
        for (int i = 0; i < STREAM.length; i++) {
            feed(STREAM, i, i + 1);
        }
        assertEquals(PACKETS, found);
    }

    @Property
    void findsPacketsThatArriveInTwoParts(@ForAll byte cut) {
        found.clear();
        int at = Byte.toUnsignedInt(cut) % STREAM.length;
        feed(STREAM, 0, at);
        feed(STREAM, at, STREAM.length);
        assertEquals(PACKETS, found);
    }

    @Test
    void refusesARemainingLengthOfFiveBytes() {
        byte[] bytes = HexFormat.of().parseHex("30ffffffff01");
        assertThrows(LoadException.class, () -> feed(bytes, 0, bytes.length));
    }

    @Test
    void refusesAPacketThatWouldNeverFit() {
        byte[] bytes = HexFormat.of().parseHex("30ffffff7f");
        assertThrows(LoadException.class, () -> feed(bytes, 0, bytes.length));
    }

    private void feed(byte[] bytes, int from, int to) {
        scanner.begin(in);
        in.put(bytes, from, to - from);
        scanner.scan(in, (first, packet, body, end) -> {
            byte[] rest = new byte[end - body];
            packet.get(body, rest);
            found.add(Integer.toHexString(first) + " " + HexFormat.of().formatHex(rest));
        });
    }
}
