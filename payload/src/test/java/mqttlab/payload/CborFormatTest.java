package mqttlab.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CborFormatTest {

    private final CborFormat format = new CborFormat();

    /// RFC 8949 appendix A, "Examples of Encoded CBOR Data Items". Floating-point numbers have as few digits as their
    /// width needs.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        00 | 0
        01 | 1
        0a | 10
        17 | 23
        1818 | 24
        1819 | 25
        1864 | 100
        1903e8 | 1000
        1a000f4240 | 1000000
        1b000000e8d4a51000 | 1000000000000
        1bffffffffffffffff | 18446744073709551615
        c249010000000000000000 | 18446744073709551616
        3bffffffffffffffff | -18446744073709551616
        c349010000000000000000 | -18446744073709551617
        20 | -1
        29 | -10
        3863 | -100
        3903e7 | -1000
        f90000 | 0.0
        f98000 | -0.0
        f93c00 | 1.0
        fb3ff199999999999a | 1.1
        f93e00 | 1.5
        f97bff | 65504.0
        fa47c35000 | 100000.0
        fa7f7fffff | 3.4028235E38
        fb7e37e43c8800759c | 1.0E300
        f90001 | 5.9604645E-8
        f90400 | 6.1035156E-5
        f9c400 | -4.0
        fbc010666666666666 | -4.1
        f97c00 | Infinity
        f97e00 | NaN
        f9fc00 | -Infinity
        fa7f800000 | Infinity
        fa7fc00000 | NaN
        faff800000 | -Infinity
        fb7ff0000000000000 | Infinity
        fb7ff8000000000000 | NaN
        fbfff0000000000000 | -Infinity
        f4 | false
        f5 | true
        f6 | null
        f7 | null (undefined)
        f0 | 16 (simple value)
        f8ff | 255 (simple value)
        c074323031332d30332d32315432303a30343a30305a | "2013-03-21T20:04:00Z" (tag 0: date and time)
        c11a514b67b0 | 1363896240 (tag 1: seconds since 1970)
        c1fb41d452d9ec200000 | 1.3638962405E9 (tag 1: seconds since 1970)
        d74401020304 | 0x01020304 (tag 23: for base16)
        d818456449455446 | 0x6449455446 (tag 24: encoded CBOR)
        d82076687474703a2f2f7777772e6578616d706c652e636f6d | "http://www.example.com" (tag 32: URI)
        40 | 0x
        4401020304 | 0x01020304
        60 | ""
        6161 | "a"
        6449455446 | "IETF"
        62225c | "\\"\\\\"
        62c3bc | "ü"
        63e6b0b4 | "水"
        64f0908591 | "𐅑"
        80 | []
        83010203 | [1, 2, 3]
        8301820203820405 | [1, [2, 3], [4, 5]]
        98190102030405060708090a0b0c0d0e0f101112131415161718181819 | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]
        a0 | {}
        a201020304 | {1: 2, 3: 4}
        a26161016162820203 | {a: 1, b: [2, 3]}
        826161a161626163 | ["a", {b: "c"}]
        a56161614161626142616361436164614461656145 | {a: "A", b: "B", c: "C", d: "D", e: "E"}
        5f42010243030405ff | 0x0102030405
        7f657374726561646d696e67ff | "streaming"
        9fff | []
        9f018202039f0405ffff | [1, [2, 3], [4, 5]]
        9f01820203820405ff | [1, [2, 3], [4, 5]]
        83018202039f0405ff | [1, [2, 3], [4, 5]]
        83019f0203ff820405 | [1, [2, 3], [4, 5]]
        9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]
        bf61610161629f0203ffff | {a: 1, b: [2, 3]}
        826161bf61626163ff | ["a", {b: "c"}]
        bf6346756ef563416d7421ff | {Fun: true, Amt: -2}
        """)
    void readsTheExamplesOfTheStandard(String hex, String line) throws PayloadException {
        assertEquals(line, Reading.line(format, Reading.hex(hex)));
    }

    /// RFC 8949 appendix F, "Well-Formedness Errors and Examples".
    @ParameterizedTest
    @CsvSource({
        "18",
        "19",
        "1a",
        "1b",
        "1901",
        "1a0102",
        "1b01020304050607",
        "38",
        "58",
        "78",
        "98",
        "9a01ff00",
        "b8",
        "d8",
        "f8",
        "f900",
        "fa0000",
        "fb000000",
        "41",
        "61",
        "5affffffff00",
        "5bffffffffffffffff010203",
        "7affffffff00",
        "7b7fffffffffffffff010203",
        "81",
        "818181818181818181",
        "8200",
        "a1",
        "a20102",
        "a100",
        "a2000000",
        "c0",
        "5f4100",
        "7f6100",
        "9f",
        "9f0102",
        "bf",
        "bf01020102",
        "819f",
        "9f8000",
        "9f9f9f9f9fffffffff",
        "9f819f819f9fffffff",
        "1c",
        "1d",
        "1e",
        "3c",
        "5c",
        "7c",
        "9c",
        "bc",
        "dc",
        "fc",
        "fd",
        "fe",
        "f800",
        "f801",
        "f818",
        "f81f",
        "5f00ff",
        "5f21ff",
        "5f6100ff",
        "5f80ff",
        "7f4100ff",
        "ff",
        "81ff",
        "8200ff",
        "a1ff",
        "a1ff00",
        "a100ff",
        "a20000ff",
        "9f81ff",
        "9f829f819f9fffffffff",
        "bf00ff",
        "bf000000ff",
        "1f",
        "3f",
        "df"
    })
    void refusesWhatTheStandardCallsIllFormed(String hex) {
        assertFalse(Reading.failure(format, Reading.hex(hex)).getMessage().isEmpty());
    }

    @Test
    void saysWhereItFailed() {
        PayloadException failure = Reading.failure(format, Reading.hex("83 01 02"));
        assertEquals("Unexpected end-of-input in Array value: expected 1 more elements", failure.getMessage());
        assertEquals(3, failure.offset());
        assertEquals(
                "more follows behind the value",
                Reading.failure(format, Reading.hex("01 02")).getMessage());
        assertEquals(1, Reading.failure(format, Reading.hex("01 02")).offset());
    }

    /// Jackson has no word for what it had only begun to read.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        5b ffffffffffffffff | Illegal length for a value: -1
        fb 5c | Unexpected end-of-input in a value
        9c | Invalid 5-bit length indicator for a value: 0x1C; only 0x00-0x17, 0x1F allowed
        """)
    void saysInWordsWhatItDidNotRead(String hex, String expected) {
        assertEquals(expected, Reading.failure(format, Reading.hex(hex)).getMessage());
    }

    @Test
    void refusesToGoDeeperThanItsLimit() throws PayloadException {
        assertTrue(Reading.line(format, Reading.hex("81".repeat(63) + "00")).startsWith("[[["));
        PayloadException failure = Reading.failure(format, Reading.hex("81".repeat(100_000) + "00"));
        assertEquals("nested deeper than 64", failure.getMessage());
    }

    @Test
    void refusesMoreValuesThanItsLimit() throws PayloadException {
        assertTrue(Reading.line(format, Reading.hex("9a0001869f" + "00".repeat(99_999)))
                .startsWith("[0, 0"));
        PayloadException failure = Reading.failure(format, Reading.hex("9a000186a0" + "00".repeat(100_000)));
        assertEquals("more than 100000 values", failure.getMessage());
    }

    /// To write one in decimal takes a time that grows faster than its length.
    @Test
    void refusesHugeNumbers() {
        PayloadException failure = Reading.failure(format, Reading.hex("c2 5a 00100000" + "01".repeat(1 << 20)));
        assertEquals("Number value length (1048576) exceeds the maximum allowed (1000)", failure.getMessage());
    }

    @Test
    void isRecognisedByItsTagOrByAMapWithNames() {
        assertTrue(format.isRecognisedIn(Reading.hex("d9d9f7 83010203")));
        assertTrue(format.isRecognisedIn(Reading.hex("a2 6474656d70 fb4035800000000000 6368756d 1837")));
        assertTrue(format.isRecognisedIn(Reading.hex("bf 6474656d70 f94d60 ff")));
        assertTrue(format.isRecognisedIn(Reading.hex("b801 6474656d70 f94d60")));
    }

    @ParameterizedTest
    @CsvSource({
        "83010203", // three small numbers of somebody's own
        "00",
        "a0",
        "a201020304", // names that are numbers
        "a1610100", // a name that cannot be read
        "a1616100 00", // more behind it
        "a2616100", // cut off
        "d9d9f7",
        "d9d9f7 83",
    })
    void isNotRecognisedInWhatMayBeSomethingElse(String hex) {
        assertFalse(format.isRecognisedIn(Reading.hex(hex)));
    }
}
