package mqttlab.capture.link;

import static mqttlab.capture.FrameBuilder.ipv4;
import static mqttlab.capture.FrameBuilder.ipv6;
import static mqttlab.capture.FrameBuilder.join;
import static mqttlab.capture.FrameBuilder.s32;
import static mqttlab.capture.FrameBuilder.tcp;
import static mqttlab.capture.FrameBuilder.u16;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FragmentsTest {

    private static final int MORE = 0x2000;
    private static final byte[] PAYLOAD = new byte[101];
    private static final byte[] SEGMENT;
    private static final String WHOLE;

    static {
        new Random(1).nextBytes(PAYLOAD);
        SEGMENT = tcp(1, 2, 3, 4, 0x18, PAYLOAD);
        WHOLE = "10.0.0.1 1 > 10.0.0.2 2 s3 f18 " + HexFormat.of().formatHex(PAYLOAD);
    }

    /// Bytes `from` to `to` of a datagram that is as long as `of`.
    private static byte[] fragment(int id, byte[] of, int from, int to) {
        int place = from / 8 | (to < of.length ? MORE : 0);
        return ipv4("10.0.0.1", "10.0.0.2", 6, id, place, Arrays.copyOfRange(of, from, to));
    }

    @Test
    void theLastMissingPieceBringsTheSegment() {
        Unwrapping unwrapping = new Unwrapping();
        assertEquals("-", unwrapping.of(101, fragment(7, SEGMENT, 48, 121)));
        assertEquals("-", unwrapping.of(101, fragment(8, SEGMENT, 0, 16))); // of another datagram
        assertEquals("-", unwrapping.of(101, fragment(7, SEGMENT, 0, 16)));
        assertEquals(WHOLE, unwrapping.of(101, fragment(7, SEGMENT, 16, 48)));
        assertEquals("-", unwrapping.of(101, fragment(7, SEGMENT, 16, 48)));
    }

    @Test
    void theSameInIpv6() {
        Unwrapping unwrapping = new Unwrapping();
        String from = "20010db8";
        String to = "20010db9";
        byte[] last = join(new byte[] {6, 0}, u16(48), s32(9), Arrays.copyOfRange(SEGMENT, 48, 121));
        byte[] first = join(new byte[] {6, 0}, u16(1), s32(9), Arrays.copyOfRange(SEGMENT, 0, 48));
        assertEquals("-", unwrapping.of(101, ipv6(from, to, 44, last)));
        assertEquals(
                WHOLE.replace("10.0.0.1", "2001:db8::1").replace("10.0.0.2", "2001:db9::1"),
                unwrapping.of(101, ipv6(from, to, 44, first)));
    }

    @Property(tries = 500)
    void anyOrderAndOverlapGivesTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        List<byte[]> fragments = new ArrayList<>();
        for (int at = 0; at < SEGMENT.length; ) {
            int length = 8 * (1 + random.nextInt(5));
            int end = Math.min(SEGMENT.length, at + length);
            int start = Math.max(0, at - 8 * random.nextInt(3));
            fragments.add(fragment(7, SEGMENT, start, end));
            if (random.nextBoolean()) {
                fragments.add(fragment(7, SEGMENT, at, end));
            }
            at = end;
        }
        Collections.shuffle(fragments, random);
        Unwrapping unwrapping = new Unwrapping();
        List<String> found = new ArrayList<>();
        for (byte[] fragment : fragments) {
            found.add(unwrapping.of(101, fragment));
        }
        assertTrue(found.contains(WHOLE));
    }

    @Test
    void whatCameFirstStays() {
        Unwrapping unwrapping = new Unwrapping();
        byte[] other = SEGMENT.clone();
        Arrays.fill(other, 24, 121, (byte) 0xee);
        unwrapping.of(101, fragment(7, SEGMENT, 0, 48));
        unwrapping.of(101, fragment(7, other, 24, 64));
        String segment = unwrapping.of(101, fragment(7, SEGMENT, 56, 121));
        byte[] expected = PAYLOAD.clone();
        Arrays.fill(expected, 28, 44, (byte) 0xee);
        assertEquals("10.0.0.1 1 > 10.0.0.2 2 s3 f18 " + HexFormat.of().formatHex(expected), segment);
    }

    @Test
    void contradictionsThrowTheDatagramAway() {
        Unwrapping unwrapping = new Unwrapping();
        unwrapping.of(101, fragment(7, SEGMENT, 48, 121));
        unwrapping.of(101, ipv4("10.0.0.1", "10.0.0.2", 6, 7, MORE | 20, new byte[16])); // beyond the end
        assertEquals("-", unwrapping.of(101, fragment(7, SEGMENT, 0, 48)));
        assertEquals(WHOLE, unwrapping.of(101, fragment(7, SEGMENT, 48, 121)));

        unwrapping.of(101, fragment(7, SEGMENT, 48, 121));
        unwrapping.of(101, ipv4("10.0.0.1", "10.0.0.2", 6, 7, 6, new byte[8])); // another end
        assertEquals("-", unwrapping.of(101, fragment(7, SEGMENT, 0, 48)));

        assertEquals("-", unwrapping.of(101, ipv4("10.0.0.1", "10.0.0.2", 6, 9, 0x1fff, new byte[9]))); // too long
        assertEquals("-", unwrapping.of(101, ipv4("10.0.0.1", "10.0.0.2", 6, 9, MORE, new byte[9]))); // odd length
        assertEquals("-", unwrapping.of(101, ipv4("10.0.0.1", "10.0.0.2", 6, 9, MORE, new byte[0])));
    }

    @Test
    void fragmentsAgeAndMakeRoom() {
        Unwrapping unwrapping = new Unwrapping();
        unwrapping.of(101, fragment(7, SEGMENT, 0, 48));
        unwrapping.time += Fragments.OLDEST + 1;
        assertEquals("-", unwrapping.of(101, fragment(7, SEGMENT, 48, 121)));

        for (int id = 100; id <= 100 + Fragments.MOST_DATAGRAMS; id++) {
            unwrapping.of(101, fragment(id, SEGMENT, 0, 48));
        }
        assertEquals("-", unwrapping.of(101, fragment(100, SEGMENT, 48, 121)));
        assertEquals(WHOLE, unwrapping.of(101, fragment(102, SEGMENT, 48, 121)));

        byte[] large = new byte[65_000];
        unwrapping.of(101, fragment(7, SEGMENT, 0, 48));
        for (int id = 1000; id <= 1000 + Fragments.MOST_BYTES / large.length; id++) {
            unwrapping.of(101, ipv4("10.0.0.1", "10.0.0.2", 6, id, MORE, large));
        }
        assertEquals("-", unwrapping.of(101, fragment(7, SEGMENT, 48, 121)));
    }

    @Test
    void aCutFragmentIsNoFragment() {
        Unwrapping unwrapping = new Unwrapping();
        byte[] first = fragment(7, SEGMENT, 0, 48);
        unwrapping.of(101, Arrays.copyOf(first, first.length - 1), first.length);
        assertEquals("-", unwrapping.of(101, fragment(7, SEGMENT, 48, 121)));
        assertEquals(WHOLE, unwrapping.of(101, first));
    }
}
