package mqttlab.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePackFormatTest {

    private final MessagePackFormat format = new MessagePackFormat();

    /// Each format of the specification (github.com/msgpack/msgpack, spec.md, "Formats"), with the values at its ends;
    /// the first is the example on msgpack.org.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        82 a7 636f6d70616374 c3 a6 736368656d61 00 | {compact: true, schema: 0}
        c0 | null
        c2 | false
        c3 | true
        00 | 0
        7f | 127
        e0 | -32
        ff | -1
        cc ff | 255
        cd ffff | 65535
        ce ffffffff | 4294967295
        cf ffffffffffffffff | 18446744073709551615
        d0 80 | -128
        d1 8000 | -32768
        d2 80000000 | -2147483648
        d3 8000000000000000 | -9223372036854775808
        ca 3dcccccd | 0.1
        cb 3fb999999999999a | 0.1
        ca 7fc00000 | NaN
        a0 | ""
        a1 61 | "a"
        d9 01 61 | "a"
        da 0001 61 | "a"
        db 00000001 61 | "a"
        a1 ff | 0xff
        c4 02 0102 | 0x0102
        c5 0002 0102 | 0x0102
        c6 00000002 0102 | 0x0102
        90 | []
        92 01 02 | [1, 2]
        dc 0001 01 | [1]
        dd 00000001 01 | [1]
        80 | {}
        81 01 02 | {1: 2}
        81 92 01 02 c0 | {"[1, 2]": null}
        de 0001 a1 61 01 | {a: 1}
        df 00000001 a1 61 01 | {a: 1}
        d4 05 01 | 0x01 (extension 5)
        d5 05 0102 | 0x0102 (extension 5)
        d6 05 01020304 | 0x01020304 (extension 5)
        d7 05 0102030405060708 | 0x0102030405060708 (extension 5)
        d8 80 00000000000000000000000000000000 | 0x00000000000000000000000000000000 (extension -128)
        c7 03 05 010203 | 0x010203 (extension 5)
        c8 0003 05 010203 | 0x010203 (extension 5)
        c9 00000003 05 010203 | 0x010203 (extension 5)
        d6 ff 514b67b0 | "2013-03-21T20:04:00Z" (timestamp)
        d7 ff 77359400514b67b0 | "2013-03-21T20:04:00.500Z" (timestamp)
        c7 0c ff 00000001 ffffffffffffffff | "1969-12-31T23:59:59.000000001Z" (timestamp)
        c7 01 ff 00 | 0x00 (extension -1)
        """)
    void readsEachFormatOfTheSpecification(String hex, String line) throws PayloadException {
        assertEquals(line, Reading.line(format, Reading.hex(hex)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        c1 | 0
        cc | 1
        a2 61 | 1
        db 7fffffff 61 | 5
        c6 7fffffff 61 | 5
        c9 7fffffff 05 61 | 6
        92 01 | 2
        dd 7fffffff 01 | 6
        df 7fffffff 01 02 | 7
        01 02 | 1
        d7 ff 00 | 2
        """)
    void saysWhereItFailed(String hex, long offset) {
        assertEquals(offset, Reading.failure(format, Reading.hex(hex)).offset());
    }

    /// A size that the library has no number for.
    @Test
    void saysInWordsWhatIsTooLong() {
        for (String hex : new String[] {"dd ffffffff", "df ffffffff", "db ffffffff", "c6 ffffffff"}) {
            assertEquals(
                    "ends too early", Reading.failure(format, Reading.hex(hex)).getMessage(), hex);
        }
    }

    /// Such a time is more than a Java Instant can hold, and its library says so by another exception.
    @Test
    void refusesATimeBeyondAllTimes() {
        Reading.failure(format, Reading.hex("c7 0c ff 00000000 7fffffffffffffff"));
    }

    @Test
    void refusesToGoDeeperThanItsLimit() {
        PayloadException failure = Reading.failure(format, Reading.hex("91".repeat(100_000) + "00"));
        assertEquals("nested deeper than 64", failure.getMessage());
    }

    @Test
    void isRecognisedByAMapWithNames() {
        assertTrue(format.isRecognisedIn(Reading.hex("82 a7 636f6d70616374 c3 a6 736368656d61 00")));
        assertTrue(format.isRecognisedIn(Reading.hex("de 0001 a1 61 01")));
    }

    @ParameterizedTest
    @CsvSource({
        "00",
        "92 01 02",
        "80",
        "81 01 02", // a name that is a number
        "81 a2 00ff 00", // a name that is no text
        "81 a1 01 00", // a name that cannot be read
        "81 a1 61 00 00", // more behind it
        "82 a1 61 00", // cut off
    })
    void isNotRecognisedInWhatMayBeSomethingElse(String hex) {
        assertFalse(format.isRecognisedIn(Reading.hex(hex)));
    }
}
