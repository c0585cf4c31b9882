package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A length that lies is no reason to allocate, and neither are many small things: memory is a small multiple of
/// what arrived.
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource(textBlock = """
        V3_1_1, 30 ff ff ff 7f,                              Remaining Length: 256 MB
        V3_1_1, 30 ff ff ff 7f 00 01 'a' 'payload',
        V3_1_1, 30 02 ff ff,                                 a topic of 64 kB
        V3_1_1, 82 05 00 01 ff ff 'a',                       a topic filter
        V5,     40 08 00 01 00 ff ff ff 7f 26,               properties of 256 MB
        V5,     40 08 00 01 00 03 1f ff ff,                  a reason string within its block
        V5,     f0 06 00 04 16 ff ff 00,                     data
        V5,     30 07 00 00 04 26 ff ff ff,                  the name of a user property
        V5,     30 06 00 00 03 0b ff ff ff 7f,               a subscription identifier
        V3_1_1, 10 0c ff ff 'MQTT' 04 ff 00 00 00 00,        the protocol name
        V3_1_1, 10 0e 00 04 'MQTT' 04 ff 00 00 00 00 ff ff,  a will topic
        """)
    void lengthsThatLie(Version version, String hex, String what) {
        byte[] bytes = Hex.bytes(hex);
        assertTrue(allocated(() -> read(bytes, version)) < 2_000, what);
        Trace trace = new Trace();
        assertTrue(allocated(() -> trace(trace, bytes, version)) < 4_000, what);
    }

    /// The packets with the most to note for each byte, of 200 kB each. `P` is a Property Length that takes in all
    /// that follows.
    @ParameterizedTest
    @CsvSource(textBlock = """
        V3_1_1, 90, 00 01,      01,             SUBACK: a code in each byte
        V3_1_1, 90, 00 01,      55,             and all of them wrong
        V3_1_1, 82, 00 01,      00 01 61 00,    SUBSCRIBE: a request in four bytes
        V5,     82, 00 01 00,   00 00 ff,       a wrong one in three bytes
        V3_1_1, a2, 00 01,      00 01 2b,       UNSUBSCRIBE: filters of one byte
        V5,     a2, 00 01 00,   00 02 2b 23,    wrong ones
        V5,     40, 00 01 00 P, 01 02,          PUBACK: properties in the wrong place
        V5,     40, 00 01 00 P, 26 00 00 00 00, User Properties
        V5,     30, 00 01 61 P, 0b 01,          PUBLISH: Subscription Identifiers
        V5,     30, 00 01 61 00, ff,            a large payload
        """)
    void manySmallThings(Version version, String first, String start, String again, String what) {
        byte[] bytes = large(first, start, again);
        long traced = allocated(() -> trace(new Trace(), bytes, version)) / bytes.length;
        long read = allocated(() -> read(bytes, version)) / bytes.length;
        assertTrue(read <= 40, () -> what + ": " + read + " times the input");
        assertTrue(traced <= 450, () -> what + ": " + traced + " times the input");
    }

    private static byte[] large(String first, String start, String again) {
        byte[] tail = Hex.bytes(again);
        int times = 200_000 / tail.length;
        Writer block = new Writer(Version.V5);
        block.varint(FixedHeader.REMAINING_LENGTH, times * tail.length);
        String body = start.replace("P", Bytes.of(block.toArray()).toString());
        Writer header = new Writer(Version.V5);
        header.varint(FixedHeader.REMAINING_LENGTH, Hex.bytes(body).length + times * tail.length);
        byte[] head = Hex.bytes(first + Bytes.of(header.toArray()) + body);
        byte[] bytes = Arrays.copyOf(head, head.length + times * tail.length);
        for (int i = head.length; i < bytes.length; i++) {
            bytes[i] = tail[(i - head.length) % tail.length];
        }
        return bytes;
    }

    private static void read(byte[] bytes, Version version) {
        try {
            Codec.read(bytes, 0, bytes.length, version);
        } catch (MalformedPacketException e) {
            assertTrue(e.reasonCode() >= 0x80);
        }
    }

    private static void trace(Trace trace, byte[] bytes, Version version) {
        Codec.trace(trace, bytes, 0, bytes.length, version, null);
    }

    /// The bytes that `work` allocates when it is done a second time, with all classes loaded.
    private static long allocated(Runnable work) {
        work.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
