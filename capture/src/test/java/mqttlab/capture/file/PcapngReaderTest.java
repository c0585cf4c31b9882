package mqttlab.capture.file;

import static mqttlab.capture.Hex.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The layout is that of draft-ietf-opsawg-pcapng; the bytes are written by hand after it.
class PcapngReaderTest {

    private static final String SECTION = "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000 ";
    private static final String ETHERNET = "01000000 14000000 0100 0000 00000400 14000000 ";

    /// 1700000000.123456 s in microseconds.
    private static final String PACKET =
            "06000000 24000000 00000000 240a0600 40222018 03000000 3c000000 aabbcc00 24000000 ";

    @Test
    void readsEveryKindOfPacketAndStepsOverTheRest() {
        Reading reading = Reading.of(bytes(SECTION + """
            01000000 28000000 0100 0000 00000400     # interface 0: Ethernet
              0200 0300 6c6f3000                       # option if_name, padded
              0900 0100 09000000                       # option if_tsresol: nanoseconds
              0000 0000 28000000
            01000000 14000000 6500 0000 02000000 14000000     # interface 1: raw IP, snaplen 2, microseconds
            05000000 10000000 00000000 10000000               # interface statistics
            ad0b0000 10000000 d2040000 10000000               # custom block
            06000000 2c000000 00000000 e1787817 80d8f102 03000000 3c000000 aabbcc00
              0100 0100 21000000 2c000000                     # with an option
            03000000 14000000 02000000 aabb0000 14000000      # simple packet
            02000000 24000000 0100 0000 240a0600 40222018 02000000 3c000000 aabb0000 24000000  # obsolete packet
            """));
        assertNull(reading.error());
        assertEquals(
                List.of(
                        "1 1691234567890000000 i0 l1 60 aabbcc",
                        "2 - i0 l1 2 aabb",
                        "3 1700000000123456000 i1 l101 60 aabb"),
                reading.frames());
    }

    @Test
    void aSectionHasItsOwnByteOrderAndInterfaces() {
        Reading reading = Reading.of(bytes(SECTION + ETHERNET + PACKET + """
            0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c
            00000001 00000014 0071 0000 00000000 00000014
            00000006 00000024 00000000 00060a24 18202240 00000002 00000002 aabb0000 00000024
            """));
        assertNull(reading.error());
        assertEquals(
                List.of("1 1700000000123456000 i0 l1 60 aabbcc", "2 1700000000123456000 i0 l113 2 aabb"),
                reading.frames());
    }

    /// A line for each comment, however many there are: with a copy of all lines for each this would not end.
    @Test
    void aFrameMayHaveVeryManyComments() throws IOException {
        int count = 1_000_000;
        ByteBuffer packet = ByteBuffer.allocate(32 + 8 * count).order(ByteOrder.LITTLE_ENDIAN);
        packet.putInt(6).putInt(packet.capacity()).position(28);
        for (int i = 0; i < count; i++) {
            packet.putShort((short) 1).putShort((short) 1).putInt('x');
        }
        packet.putInt(packet.capacity());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(bytes(SECTION + ETHERNET));
        file.write(packet.array());
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file.toByteArray()), "x")) {
            assertTrue(reader.next());
            assertEquals("x\n".repeat(count - 1) + "x", reader.frame().comment());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00, 0000000000000000, 0000000000000003, 3000000000",
        "03, 0000000000000000, 0000000000000003, 3000000",
        "06, 0000000000000000, 0000000000000003, 3000",
        "09, 0000000000000000, 0000000000000003, 3",
        "0c, 0000000000000000, 0000000000000bb9, 3",
        "1b, 0000000000000000, ffffffffffffffff, 18",
        "1c, 0000000000000000, ffffffffffffffff, 0",
        "7f, 0000000000000000, ffffffffffffffff, 0",
        "80, 0000000000000000, 0000000000000003, 3000000000",
        "81, 0000000000000000, 0000000000000003, 1500000000",
        "94, 0000000000000000, 0000000000100001, 1000000953",
        "a0, 0000000000000000, 0000000180000000, 1500000000",
        "bf, 0000000000000000, ffffffffffffffff, 1999999999",
        "c0, 0000000000000000, 8000000000000000, 500000000",
        "ff, 0000000000000000, ffffffffffffffff, 0",
        "06, 000000006553f100, 000000000001e240, 1700000000123456000",
        "06, ffffffffffffffff, 00000000000f4241, 1000",
    })
    void countsTimeAsTheInterfaceSays(String resolution, String offset, String count, String nanos) {
        String file = """
            0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c
            00000001 0000002c 0001 0000 00000000
              0009 0001 %s000000
              000e 0008 %s
              0000 0000 0000002c
            00000006 00000020 00000000 %s 00000000 00000000 00000020
            """.formatted(resolution, offset, count);
        assertEquals(
                List.of("1 " + nanos + " i0 l1 0 "), Reading.of(bytes(file)).frames());
    }

    @Test
    void aCutFileGivesWhatWasWhole() {
        byte[] file = bytes(SECTION + ETHERNET + PACKET + PACKET);
        Set<Integer> boundaries = Set.of(28, 48, 84);
        for (int length = 0; length < file.length; length++) {
            Reading reading = Reading.of(Arrays.copyOf(file, length));
            assertEquals(length < 84 ? 0 : 1, reading.frames().size(), "cut at " + length);
            if (boundaries.contains(length)) {
                assertNull(reading.error());
            } else {
                assertNotNull(reading.error(), "cut at " + length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "06000000 24000000 01000000 240a0600 40222018 03000000 3c000000 aabbcc00 24000000"
                        + "| 56: expected an interface of this section, found number 1 of 1",
                "06000000 24000000 00000000 240a0600 40222018 ffffffff 3c000000 aabbcc00 24000000"
                        + "| 68: expected a frame length of at most 4, found 4294967295",
                "06000000 24000000 00000000 240a0600 40222018 03000000 3c000000 aabbcc00 28000000"
                        + "| 80: expected the block's length again, 36, found 40",
                "06000000 10000000 00000000 10000000| 52: expected a packet of at least 20 bytes, found 4",
                "03000000 0c000000 0c000000| 52: expected a simple packet of at least 4 bytes, found 0",
                "01000000 0c000000 0c000000| 52: expected an interface description of at least 8 bytes, found 0",
                "06000000 22000000| 52: expected a block length of at least 12 and divisible by 4, found 34",
                "06000000 00000000| 52: expected a block length of at least 12 and divisible by 4, found 0",
                "06000000 fcffffff| 52: expected a block of at most 17825792, found 4294967292",
                "99000000 fcffffff| 56: expected a block of 4294967292 bytes, found the end of the file",
                "0a0d0d0a 1c000000 00000000 0100 0000| 56: expected 1a2b3c4d in either byte order, found 0",
                "0a0d0d0a 1c000000 4d3c2b1a 0200 0000| 60: expected version 1 of the pcapng format, found version 2",
                "0a0d0d0a 0c000000 4d3c2b1a 0100 0000| 52: expected a section header of at least 16 bytes, found 0",
            })
    void saysWhatIsWrongWithABlock(String block, String error) {
        assertEquals(
                "x: at offset " + error,
                Reading.of(bytes(SECTION + ETHERNET + block)).error());
    }
}
