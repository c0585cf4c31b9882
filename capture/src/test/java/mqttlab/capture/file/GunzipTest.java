package mqttlab.capture.file;

import static mqttlab.capture.Hex.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GunzipTest {

    private static final byte[] CAPTURE = bytes("""
        d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000
        00f15365 40e20100 04000000 3c000000 deadbeef
        01f15365 00000000 02000000 02000000 cafe
        """);

    private static byte[] gzip(byte[] from, int start, int end) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(from, start, end - start);
        }
        return packed.toByteArray();
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    @Test
    void severalMembersAreOneFileHoweverSlowlyTheyCome() throws IOException {
        byte[] packed =
                join(gzip(CAPTURE, 0, 30), gzip(CAPTURE, 30, 30), gzip(CAPTURE, 30, CAPTURE.length), new byte[512]);
        assertEquals(Reading.of(CAPTURE), Reading.of(packed));
        assertEquals(Reading.of(CAPTURE), Reading.of(new Drip(packed)));
    }

    @Test
    void headersMayCarryMore() throws IOException {
        byte[] plain = gzip(CAPTURE, 0, CAPTURE.length);
        byte[] header = bytes(
                "1f8b 08 1e 00000000 00 03" // with extra field, name, comment, checksum
                        + "0300 010203" + "612e7063617000" + "6e6f7465 00" + "abcd");
        assertEquals(Reading.of(CAPTURE), Reading.of(join(header, Arrays.copyOfRange(plain, 10, plain.length))));
    }

    @Test
    void aCutFileGivesWhatWasUnpacked() throws IOException {
        byte[] packed = join(gzip(CAPTURE, 0, 44), gzip(CAPTURE, 44, CAPTURE.length));
        for (int length = 0; length < packed.length; length++) {
            Reading reading = Reading.of(Arrays.copyOf(packed, length));
            if (length == gzip(CAPTURE, 0, 44).length) {
                assertNull(reading.error());
            } else {
                assertTrue(String.valueOf(reading.error()).startsWith("x"), "cut at " + length);
            }
            assertEquals(
                    Reading.of(CAPTURE).frames().subList(0, reading.frames().size()), reading.frames());
        }
        assertEquals(
                2, Reading.of(Arrays.copyOf(packed, packed.length - 8)).frames().size());
    }

    @Test
    void whatCameBeforeTheDamageIsDelivered() throws IOException {
        byte[] frame = Arrays.copyOfRange(CAPTURE, 24, 44);
        byte[] capture = Arrays.copyOf(CAPTURE, 24 + 1000 * frame.length);
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(frame, 0, capture, 24 + i * frame.length, frame.length);
            capture[24 + i * frame.length] = (byte) (i * 31); // so that it takes more than a few bytes
        }
        byte[] packed = gzip(capture, 0, capture.length);
        Arrays.fill(packed, packed.length / 2, packed.length, (byte) 0xff);
        Reading reading = Reading.of(packed);
        assertTrue(reading.frames().size() > 100);
        assertNotNull(reading.error());
        assertEquals(reading, Reading.of(new Drip(packed)));
    }

    @Test
    void damageIsNamed() throws IOException {
        byte[] packed = gzip(CAPTURE, 0, CAPTURE.length);
        byte[] checksum = packed.clone();
        checksum[packed.length - 8] ^= 1;
        assertEquals(
                "x: at offset " + (packed.length - 8)
                        + ": expected the checksum of what was unpacked, found another: the data are damaged",
                Reading.of(checksum).error());
        assertEquals(
                "x: at offset " + packed.length
                        + ": expected a gzip header or the end of the file, found something else",
                Reading.of(join(packed, bytes("112233445566778899aabb"))).error());
    }
}
