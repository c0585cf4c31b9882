package mqttlab.capture.file;

import static mqttlab.capture.Hex.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureReaderTest {

    private static final byte[] PCAP = bytes("""
        d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000
        00f15365 40e20100 04000000 3c000000 deadbeef
        01f15365 00000000 02000000 02000000 cafe
        """);

    private static final byte[] PCAPNG = bytes("""
        0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000
        01000000 20000000 0100 0000 00000400 0900 0100 09000000 0000 0000 20000000
        06000000 24000000 00000000 e1787817 80d8f102 03000000 3c000000 aabbcc00 24000000
        03000000 14000000 02000000 aabb0000 14000000
        """);

    @Test
    void aPipeMayBeSlow() {
        assertEquals(2, Reading.of(PCAP).frames().size());
        assertEquals(Reading.of(PCAP), Reading.of(new Drip(PCAP)));
        assertEquals(2, Reading.of(PCAPNG).frames().size());
        assertEquals(Reading.of(PCAPNG), Reading.of(new Drip(PCAPNG)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', hardly anything",
        "d4c3b2, hardly anything",
        "d4c3b2a2, something else",
        "28b52ffd00, 'zstd data: unpack them first, with zstd -dc'",
        "736e6f6f7000, 'a snoop file: convert it first, with editcap'",
    })
    void whatIsNoCaptureIsNamed(String file, String found) {
        assertEquals(
                "x: at offset 0: expected a pcap or pcapng file, found " + found,
                Reading.of(bytes(file)).error());
    }

    @Test
    void progressCanBeAsked(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.pcap"), PCAP);
        try (CaptureReader reader = CaptureReader.open(file)) {
            assertEquals(PCAP.length, reader.bytesTotal());
            while (reader.next()) {
                assertTrue(reader.bytesRead() <= PCAP.length);
            }
            assertEquals(PCAP.length, reader.bytesRead());
        }
        assertThrows(FileNotFoundException.class, () -> CaptureReader.open(folder.resolve("b.pcap")));
        assertEquals(-1, CaptureReader.open(new ByteArrayInputStream(PCAP), "x").bytesTotal());
    }

    @Test
    void framesLargerThanTheWindowAreRead() {
        int length = 700_000;
        byte[] file = new byte[PCAP.length + 16 + length];
        System.arraycopy(PCAP, 0, file, 0, PCAP.length);
        System.arraycopy(bytes("00001000"), 0, file, 16, 4); // snaplen 1048576
        System.arraycopy(bytes("00000000 00000000 60ae0a00 60ae0a00"), 0, file, PCAP.length, 16);
        file[file.length - 1] = 0x55;
        Reading reading = Reading.of(file);
        assertNull(reading.error());
        assertTrue(reading.frames().get(2).endsWith("000055"));
    }

    @Test
    void aLengthThatLiesCostsNothing() throws IOException {
        byte[] pcap = bytes("""
            d4c3b2a1 0200 0400 00000000 00000000 ffffffff 01000000
            00f15365 40e20100 00000001 00000001 00
            """); // one byte of 16 MiB
        byte[] pcapng = bytes("0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000 06000000 00000001 00");
        for (byte[] file : new byte[][] {pcap, pcapng}) {
            Reading.of(file);
            ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = thread.getCurrentThreadAllocatedBytes();
            Reading.of(file);
            assertTrue(thread.getCurrentThreadAllocatedBytes() - before < 1024 * 1024);
        }
    }

    @Property(tries = 300)
    void damagedFilesNeverDoHarm(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
        for (byte[] original : new byte[][] {PCAP, PCAPNG}) {
            byte[] file = original.clone();
            Random random = new Random(seed);
            for (int i = 0; i < changes; i++) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            assertEquals(Reading.of(file), Reading.of(new Drip(file)));
        }
    }

    @Property(tries = 300)
    void anyBytesAfterAMagicNumberNeverDoHarm(
            @ForAll @Size(max = 200) byte[] rest, @ForAll @IntRange(max = 3) int format) {
        byte[] magic = bytes(new String[] {"d4c3b2a1 0200", "a1b23c4d 0002", "0a0d0d0a", "1f8b08"}[format]);
        byte[] file = new byte[magic.length + rest.length];
        System.arraycopy(magic, 0, file, 0, magic.length);
        System.arraycopy(rest, 0, file, magic.length, rest.length);
        assertEquals(Reading.of(file), Reading.of(new Drip(file)));
    }
}
