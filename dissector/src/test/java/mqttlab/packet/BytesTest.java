package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BytesTest {

    private static final byte[] ARRAY = {9, 1, 2, (byte) 0xff, 9};

    @Test
    void slicesAreEqualByContent() {
        Bytes slice = Bytes.of(ARRAY, 1, 3);
        Bytes other = Bytes.of((byte) 1, (byte) 2, (byte) 0xff);
        assertEquals(other, slice);
        assertEquals(other.hashCode(), slice.hashCode());
        assertNotEquals(slice, Bytes.of(ARRAY, 1, 2));
        assertNotEquals(slice, Bytes.of(ARRAY, 2, 3));
        assertNotEquals(slice, (Object) "0102ff");
        assertEquals("0102ff", slice.toString());
        assertEquals(0xff, slice.at(2));
    }

    @Test
    void endsAreGuarded() {
        Bytes slice = Bytes.of(ARRAY, 1, 3);
        assertThrows(IndexOutOfBoundsException.class, () -> slice.at(3));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.at(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.of(ARRAY, 3, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.of(ARRAY, -1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.of(ARRAY, 1, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.of(ARRAY, 1, Integer.MAX_VALUE));
    }

    @Test
    void whatIsCopiedIsFree() {
        Bytes slice = Bytes.of(ARRAY, 1, 3);
        slice.toArray()[0] = 7;
        assertEquals(1, slice.at(0));
        byte[] target = new byte[5];
        slice.copyTo(target, 1);
        assertArrayEquals(new byte[] {0, 1, 2, (byte) 0xff, 0}, target);
    }

    @Test
    void text() {
        assertEquals("\u00fc", Bytes.utf8("\u00fc").text());
        assertTrue(Bytes.utf8("\u00fc").isUtf8());
        assertFalse(Bytes.of(ARRAY, 1, 3).isUtf8());
        assertEquals("\u0001\u0002\ufffd", Bytes.of(ARRAY, 1, 3).text());
        assertSame(Bytes.EMPTY, Bytes.of(ARRAY, 2, 0));
    }
}
