package mqttlab.capture.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import mqttlab.capture.Hex;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Packets are written by hand after sections 3.1 to 3.15 of MQTT 5.0, and 3.1 to 3.14 of MQTT 3.1.1.
class PlausibleTest {

    private final Plausible plausible = new Plausible();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10 0f 0004 4d515454 04 02 003c 0003 616263",
                "10 11 0006 4d5149736470 03 02 003c 0003 616263",
                "10 15 0004 4d515454 05 02 003c 05 11 0000000a 0003 616263",
                "20 02 0000",
                "20 02 0105",
                "20 03 0000 00",
                "20 06 0000 03 21 0014",
                "20 03 0087 00",
                "30 04 0001 61 78",
                "30 0a 0003 612f62 68656c6c6f",
                "3d 0a 0003 612f62 0001 686578",
                "30 08 0005 c3a4e28282 78",
                "30 06 0000 03 23 0001",
                "32 08 0000 0001 03 23 0001",
                "40 02 0001",
                "40 03 0001 10",
                "50 04 0001 00 00",
                "62 02 ffff",
                "70 08 0001 92 04 1f 0001 78",
                "82 06 0001 0001 61 01",
                "82 08 0001 0003 612f23 02",
                "82 07 0001 00 0001 61 2c",
                "82 09 0001 02 0b01 0001 61 00",
                "90 03 0001 00",
                "90 05 0001 00 01 80",
                "90 04 0001 00 87",
                "a2 05 0001 0001 61",
                "a2 06 0001 00 0001 61",
                "b0 02 0001",
                "b0 05 0001 00 00 11",
                "c0 00",
                "d0 00",
                "e0 00",
                "e0 01 04",
                "e0 07 00 05 11 00000000",
                "f0 00",
                "f0 08 18 06 15 0003 616263",
            })
    void packetsAre(String hex) {
        byte[] packet = Hex.bytes(hex);
        int score = plausible.chain(packet, 0, packet.length);
        assertTrue(score >= 12, "only " + score);
        for (int length = 1; length < packet.length; length++) {
            int part = plausible.chain(packet, 0, length);
            assertNotEquals(Plausible.IMPOSSIBLE, part, "cut at " + length);
            assertTrue(part <= score, "cut at " + length + ": " + part);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 00",
                "11 0f 0004 4d515454 04 02 003c 0003 616263",
                "10 0f 0004 4d515455 04 02 003c 0003 616263",
                "10 0f 0005 4d515454 04 02 003c 0003 616263",
                "20 01 00",
                "20 02 0200",
                "20 02 0006",
                "20 04 0000 00 00",
                "30 02 0000",
                "30 04 0003 6178",
                "30 04 0001 00 78",
                "30 04 0001 2b 78",
                "30 05 0002 c361 78",
                "36 0a 0003 612f62 0001 6865",
                "38 04 0001 61 78",
                "32 06 0001 61 0000 78",
                "30 06 0000 03 04 0001",
                "40 02 0000",
                "41 02 0001",
                "40 05 0001 00 00 00",
                "60 02 0001",
                "80 06 0001 0001 61 01",
                "82 02 0001",
                "82 06 0000 0001 61 01",
                "82 07 0000 00 0001 61 2c",
                "90 03 0000 00",
                "82 05 0001 0000 01",
                "82 06 0001 0001 61 30",
                "90 02 0001",
                "90 03 0001 05",
                "b0 03 0001 00",
                "c0 01 00",
                "c0 8000",
                "30 8400 0001 61 78",
                "30 ffffffff 01",
                "e0 02 00 05",
            })
    void othersAreNot(String hex) {
        byte[] packet = Hex.bytes(hex);
        assertEquals(Plausible.IMPOSSIBLE, plausible.chain(packet, 0, packet.length));
    }

    @Test
    void aChainIsAsGoodAsItsWorstLink() {
        byte[] good = Hex.bytes("c000 40020001 c000");
        assertEquals(42, plausible.chain(good, 0, good.length));
        byte[] bad = Hex.bytes("c000 40020001 c001");
        assertEquals(Plausible.IMPOSSIBLE, plausible.chain(bad, 0, bad.length));
    }

    @Test
    void randomBytesHardlyEverAre() {
        Random random = new Random(1);
        int mistaken = 0;
        for (int i = 0; i < 1_000_000; i++) {
            byte[] bytes = new byte[2 + random.nextInt(60)];
            random.nextBytes(bytes);
            mistaken += plausible.chain(bytes, 0, bytes.length) >= 12 ? 1 : 0;
        }
        assertTrue(mistaken < 1_000_000 >> 12, mistaken + " of a million");
    }

    @Property
    void anyBytesNeverDoHarm(@ForAll @Size(max = 100) byte[] bytes) {
        byte[] before = bytes.clone();
        plausible.chain(bytes, 0, bytes.length);
        for (int type = 0; type < 256 && bytes.length > 0; type++) {
            bytes[0] = (byte) type;
            plausible.chain(bytes, 0, bytes.length);
        }
        System.arraycopy(before, 0, bytes, 0, Math.min(1, before.length));
        assertTrue(Arrays.equals(before, bytes));
    }
}
