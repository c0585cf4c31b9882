package mqttlab.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import mqttlab.packet.Direction;
import org.junit.jupiter.api.Test;

/// Packets in pieces.
class TalkTest {

    /// CONNECT of "raw", PINGREQ, PUBLISH of "hello" to "a" at QoS 0, PINGREQ, the beginning of a DISCONNECT.
    private static final byte[] SAID = HexFormat.of()
            .parseHex("100f00044d5154540402003c0003726177" + "c000" + "3008000161" + "68656c6c6f" + "c000" + "e0");

    private static final List<String> SIZES = List.of("17", "2", "10", "2");

    private static List<String> sizes(int... cuts) {
        List<String> sizes = new ArrayList<>();
        Talk talk = new Talk();
        int from = 0;
        for (int to : cuts) {
            // Whoever tells of bytes may use the array again.
            byte[] piece = new byte[SAID.length];
            System.arraycopy(SAID, from, piece, from, to - from);
            talk.take(Direction.CLIENT_TO_SERVER, piece, from, to, (packet, line, size) -> sizes.add("" + size));
            Arrays.fill(piece, (byte) 0xff);
            from = to;
        }
        return sizes;
    }

    @Test
    void areReadWhereverTheyAreCut() {
        for (int one = 0; one <= SAID.length; one++) {
            for (int two = one; two <= SAID.length; two++) {
                assertEquals(SIZES, sizes(one, two, SAID.length), one + ", " + two);
            }
        }
    }

    @Test
    void areReadByteByByte() {
        int[] all = new int[SAID.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i + 1;
        }
        assertEquals(SIZES, sizes(all));
    }
}
