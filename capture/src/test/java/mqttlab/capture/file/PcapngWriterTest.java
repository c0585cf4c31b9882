package mqttlab.capture.file;

import static mqttlab.capture.Hex.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import mqttlab.capture.Hex;
import org.junit.jupiter.api.Test;

class PcapngWriterTest {

    @Test
    void writesSectionInterfaceAndPackets() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(file, "lab")) {
            int lo = writer.addInterface("lo", 1, 262_144);
            writer.write(lo, 1_700_000_000_123_456_789L, 60, bytes("00aabbcc"), 1, 3);
        }
        assertEquals(Hex.text(bytes("""
            0a0d0d0a 28000000 4d3c2b1a 0100 0000 ffffffffffffffff 0400 0300 6c616200 00000000 28000000
            01000000 28000000 0100 0000 00000400 0200 0200 6c6f0000 0900 0100 09000000 00000000 28000000
            06000000 24000000 00000000 fe9c9717 15cd853d 03000000 3c000000 aabbcc00 24000000
            """)), Hex.text(file.toByteArray()));
    }

    @Test
    void commentsAreReadAgain() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        CapturedFrame frame = new CapturedFrame();
        try (PcapngWriter writer = new PcapngWriter(file, "lab")) {
            int lo = writer.addInterface("lo", 1, 0);
            for (String comment : new String[] {"ü, of five bytes", null, "x".repeat(70_000)}) {
                frame.next(1, 0, 1, 3, bytes("aabbcc"), 0, 3);
                frame.comment(comment);
                writer.write(lo, frame);
            }
        }
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file.toByteArray()), "test")) {
            assertTrue(reader.next());
            assertEquals("ü, of five bytes", reader.frame().comment());
            assertTrue(reader.next());
            assertNull(reader.frame().comment());
            assertTrue(reader.next());
            assertEquals("x".repeat(65_535), reader.frame().comment());
            assertFalse(reader.next());
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        byte[] large = new byte[200_000];
        large[199_999] = 7;
        try (PcapngWriter writer = new PcapngWriter(file, "lab")) {
            int one = writer.addInterface("ü".repeat(100), 1, 0);
            int two = writer.addInterface("two", 101, 0);
            writer.write(one, 1, 4, bytes("01020304"), 0, 4);
            writer.write(two, 2, 3_000_000, large, 0, 200_000);
            for (int i = 0; i < 5000; i++) {
                writer.write(one, i, 1, bytes("ff"), 0, 1);
            }
        }
        Reading reading = Reading.of(file.toByteArray());
        assertNull(reading.error());
        assertEquals(5002, reading.frames().size());
        assertEquals(
                List.of("1 1 i0 l1 4 01020304", "2 2 i1 l101 3000000 " + Hex.text(large)),
                reading.frames().subList(0, 2));
        assertEquals("5002 4999 i0 l1 1 ff", reading.frames().get(5001));
    }
}
