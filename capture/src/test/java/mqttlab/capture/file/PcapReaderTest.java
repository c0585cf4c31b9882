package mqttlab.capture.file;

import static mqttlab.capture.Hex.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The layout is that of draft-ietf-opsawg-pcap; the bytes are written by hand after it.
class PcapReaderTest {

    private static final byte[] TWO_FRAMES = bytes("""
        d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000   # microseconds, version 2.4, snaplen 262144, Ethernet
        00f15365 40e20100 04000000 3c000000  deadbeef            # 1700000000.123456, 4 bytes of 60
        01f15365 00000000 02000000 02000000  cafe
        """);

    @Test
    void readsTimeLengthsAndBytes() {
        Reading reading = Reading.of(TWO_FRAMES);
        assertEquals(
                List.of("1 1700000000123456000 i0 l1 60 deadbeef", "2 1700000001000000000 i0 l1 2 cafe"),
                reading.frames());
        assertNull(reading.error());
    }

    @ParameterizedTest
    @CsvSource({
        "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 65000000, 00f15365 40e20100, 01000000 02000000 aa, 123456000",
        "a1b2c3d4 0002 0004 00000000 00000000 0000ffff 00000065, 6553f100 0001e240, 00000001 00000002 aa, 123456000",
        "4d3cb2a1 0200 0400 00000000 00000000 ffff0000 65000000, 00f15365 15cd5b07, 01000000 02000000 aa, 123456789",
        "a1b23c4d 0002 0004 00000000 00000000 0000ffff 00000065, 6553f100 075bcd15, 00000001 00000002 aa, 123456789",
        "34cdb2a1 0200 0400 00000000 00000000 ffff0000 65000000, 00f15365 40e20100,"
                + " 01000000 02000000 07000000 0008 00 00 aa, 123456000",
        "a1b2cd34 0002 0004 00000000 00000000 0000ffff 00000065, 6553f100 0001e240,"
                + " 00000001 00000002 00000007 0800 00 00 aa, 123456000",
        "d4c3b2a1 0200 0200 00000000 00000000 ffff0000 65000000, 00f15365 40e20100, 02000000 01000000 aa, 123456000",
        "d4c3b2a1 0200 0300 00000000 00000000 ffff0000 65000000, 00f15365 40e20100, 02000000 01000000 aa, 123456000",
        "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 65000024, 00f15365 40e20100, 01000000 02000000 aa, 123456000",
    })
    void readsEveryVariant(String header, String time, String frame, long nanos) {
        Reading reading = Reading.of(bytes(header + time + frame));
        assertNull(reading.error());
        assertEquals(List.of("1 " + (1_700_000_000_000_000_000L + nanos) + " i0 l101 2 aa"), reading.frames());
    }

    @Test
    void aCutFileGivesWhatWasWholeAndSaysWhereItEnds() {
        for (int length = 0; length < TWO_FRAMES.length; length++) {
            Reading reading = Reading.of(Arrays.copyOf(TWO_FRAMES, length));
            assertEquals(length < 24 + 20 ? 0 : 1, reading.frames().size(), "cut at " + length);
            if (length == 24 || length == 24 + 20) {
                assertNull(reading.error());
            } else {
                assertTrue(String.valueOf(reading.error()).startsWith("x: at offset "), "cut at " + length);
            }
        }
    }

    @Test
    void namesOffsetExpectationAndFinding() {
        assertEquals(
                "x: at offset 44: expected a frame of 2 bytes behind its header of 16, found the end of the file after"
                        + " 17",
                Reading.of(Arrays.copyOf(TWO_FRAMES, 61)).error());
        assertEquals(
                "x: at offset 44: expected a frame header of 16 bytes, found the end of the file after 3",
                Reading.of(Arrays.copyOf(TWO_FRAMES, 47)).error());
        assertEquals(
                "x: at offset 4: expected version 2 of the pcap format, found version 9",
                Reading.of(bytes("d4c3b2a1 0900 0400 00000000 00000000 00000400 01000000"))
                        .error());
    }

    @Test
    void aLengthThatLiesIsAnError() {
        byte[] file = bytes("""
            d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000
            00f15365 40e20100 00000080 00000080
            """);
        assertEquals(
                "x: at offset 32: expected a frame length of at most 262144, found 2147483648",
                Reading.of(file).error());
    }

    @Test
    void longerFramesAreReadWhereTheFileAnnouncesThem() {
        byte[] announced = bytes("""
            d4c3b2a1 0200 0400 00000000 00000000 00001000 01000000   # snaplen 1048576
            00f15365 40e20100 00000800 00000800
            """);
        byte[] file = Arrays.copyOf(announced, announced.length + 0x80000);
        assertEquals(1, Reading.of(file).frames().size());
        file[18] = 4; // snaplen 262144
        assertEquals(
                "x: at offset 32: expected a frame length of at most 262144, found 524288",
                Reading.of(file).error());
    }
}
