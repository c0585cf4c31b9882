package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// 5.0 section 1.5.5, table 1-1: the first and last value of each length; 3.1.1 section 2.2.3 for Remaining Length.
class VariableByteIntegerTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        0,         00
        1,         01
        127,       7f
        128,       80 01
        16383,     ff 7f
        16384,     80 80 01
        2097151,   ff ff 7f
        2097152,   80 80 80 01
        268435455, ff ff ff 7f
        """)
    void shortestForm(int value, String hex) {
        byte[] bytes = Hex.bytes(hex);
        assertEquals(value, read(hex, Version.V5));
        assertEquals(value, read(hex, Version.V3_1_1));
        assertEquals(bytes.length, Writer.sizeOfVarint(value));

        Writer writer = new Writer(Version.V5);
        writer.varint(FixedHeader.REMAINING_LENGTH, value);
        assertArrayEquals(bytes, writer.toArray());
    }

    /// 5.0 forbids them; 3.1.1 does not.
    @ParameterizedTest
    @CsvSource(textBlock = """
        0,       80 00
        0,       80 80 80 00
        127,     ff 00
        16383,   ff ff 00
        2097151, ff ff ff 00
        """)
    void longerForm(int value, String hex) {
        assertEquals(value, read(hex, Version.V3_1_1));
        assertEquals(Rule.SHORTEST, refusal(hex, Version.V5).rule());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        80 80 80 80 01, 0 4 REMAINING_LENGTH: a fifth byte
        ff ff ff ff,    0 4 REMAINING_LENGTH: a fifth byte
        ff ff ff,       '0 3 FITS: needs 4 bytes, 3 are left'
        80,             '0 1 FITS: needs 2 bytes, 1 is left'
        '',             '0 0 FITS: needs 1 byte, 0 are left'
        """)
    void noNumber(String hex, String problem) {
        assertEquals(problem, Traces.text(refusal(hex, Version.V5)));
        assertEquals(problem, Traces.text(refusal(hex, Version.V3_1_1)));
    }

    @Test
    void tooLongInProperties() {
        byte[] bytes = Hex.bytes("82 0b 00 01 05 0b 80 80 80 80 00 01 'a'");
        Trace trace = Traces.of(bytes, Version.V5, null);
        assertEquals(
                "6 4 VARIABLE_BYTE_INTEGER: a fifth byte",
                Traces.text(trace.problems().getFirst()));
    }

    @Test
    void tooLargeToWrite() {
        Writer writer = new Writer(Version.V5);
        for (int value : new int[] {268435456, Integer.MAX_VALUE, -1}) {
            assertThrows(IllegalArgumentException.class, () -> writer.varint(FixedHeader.REMAINING_LENGTH, value));
        }
    }

    private static int read(String hex, Version version) {
        return reader(hex, version).varint(FixedHeader.REMAINING_LENGTH, 0);
    }

    private static Problem refusal(String hex, Version version) {
        return assertThrows(MalformedPacketException.class, () -> read(hex, version))
                .problem();
    }

    private static Reader reader(String hex, Version version) {
        byte[] bytes = Hex.bytes(hex);
        return new Reader(bytes, 0, bytes.length, version, null, null);
    }
}
