package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class WordsTest {

    /// Long runs within the bounds, with few bytes outside; these and their neighbours are the likely ones.
    @Provide
    Arbitrary<byte[]> mostlyInside() {
        Arbitrary<Byte> inside = Arbitraries.bytes().between((byte) ',', (byte) '~');
        Arbitrary<Byte> near = Arbitraries.of((byte) 0, (byte) 0x1f, (byte) ' ', (byte) '+', (byte) 0x7f, (byte) -1);
        return Arbitraries.frequencyOf(Tuple.of(30, inside), Tuple.of(1, near), Tuple.of(1, Arbitraries.bytes()))
                .array(byte[].class)
                .ofMaxSize(40);
    }

    /// From every byte to every other, so that what stands around a text makes no difference.
    @Property
    void findsWhatALoopFinds(@ForAll("mostlyInside") byte[] bytes) {
        for (char least : new char[] {' ', Wire.FIRST_ORDINARY}) {
            for (int from = 0; from <= bytes.length; from++) {
                for (int to = from; to <= bytes.length; to++) {
                    assertEquals(outside(bytes, from, to, least), Words.outside(bytes, from, to, least));
                }
            }
        }
    }

    private static int outside(byte[] bytes, int from, int to, char least) {
        int i = from;
        while (i < to && bytes[i] >= least && bytes[i] <= '~') {
            i++;
        }
        return i;
    }

    /// Wherever the bytes stand, and unlike those of any that differ in a bit.
    @Property
    void digestsAreOfTheBytesAlone(
            @ForAll byte[] bytes, @ForAll @IntRange(max = 20) int before, @ForAll @IntRange(max = 1 << 16) int at) {
        byte[] moved = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, moved, before, bytes.length);
        long digest = Words.digest(bytes, 0, bytes.length);
        assertEquals(digest, Words.digest(moved, before, moved.length));
        if (bytes.length > 0) {
            moved[before + at / 8 % bytes.length] ^= (byte) (1 << at % 8);
            assertNotEquals(digest, Words.digest(moved, before, moved.length));
        }
    }
}
