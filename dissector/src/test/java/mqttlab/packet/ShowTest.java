package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
        'a b'          , "a b"
        22             , "\\""
        5c             , "\\\\"
        0a             , "\\n"
        0d             , "\\r"
        09             , "\\t"
        00             , "\\u0000"
        1b '[31m'      , "\\u001b[31m"
        07             , "\\u0007"
        7f             , "\\u007f"
        c2 80          , "\\u0080"
        c2 9b          , "\\u009b"
        c2 a0          , "\u00a0"
        c2 ad          , "\\u00ad"
        'ü'            , "ü"
        e2 80 ae       , "\\u202e"
        e2 81 a6       , "\\u2066"
        e2 80 a8       , "\\u2028"
        e2 80 a9       , "\\u2029"
        e2 80 8b       , "\\u200b"
        ef bb bf       , "\\ufeff"
        ef bf bd       , "\ufffd"
        ef bf bf       , "\\uffff"
        ee 80 80       , "\\ue000"
        f0 9f 98 80    , "\ud83d\ude00"
        f3 a0 80 81    , "\\u{e0001}"
        f4 8f bf bf    , "\\u{10ffff}"
        ff             , "\\xff"
        e2 82          , "\\xe2\\x82"
        ed a0 80 'a'   , "\\xed\\xa0\\x80a"
        """)
    void quoted(String hex, String expected) {
        assertEquals(expected, escaped(Hex.bytes(hex)));
    }

    private static String escaped(byte[] bytes) {
        return new TextBuffer()
                .add('"')
                .escaped(bytes, 0, bytes.length)
                .add('"')
                .toString();
    }

    @Test
    void aSentenceKeepsItsQuotationMarks() {
        assertEquals("will of \"a\\nb\\\\c\\u001b\"", Show.sentence("will of \"a\nb\\c\u001b\""));
    }

    @Test
    void escapedText() {
        assertEquals("a\\\"\\\\\\u001b\\ud800", Show.escaped("a\"\\\u001b\ud800"));
    }

    /// Nothing that a terminal acts upon, or that hides or turns what stands beside it.
    @Property
    void printsNoControl(@ForAll byte[] bytes) {
        String shown = escaped(bytes);
        shown.codePoints().forEach(c -> {
            int type = Character.getType(c);
            assertTrue(
                    type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE,
                    () -> Integer.toHexString(c));
        });
        assertTrue(shown.length() <= 6 * bytes.length + 2);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        ''              , true
        'plain text'    , true
        'a' 09 0a 0d    , true
        c3 bc           , true
        00              , false
        1b              , false
        7f              , false
        c2 85           , false
        c2 9f           , false
        c2 a0           , true
        'a' ff          , false
        """, quoteCharacter = '`')
    void isText(String hex, boolean expected) {
        byte[] bytes = Hex.bytes(hex.equals("''") ? "" : hex);
        assertEquals(expected, Show.isText(bytes, 0, bytes.length));
    }

    /// Numbers in decimal, bits in hexadecimal with as many digits as bytes, text in quotes, other bytes in
    /// hexadecimal.
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
        mqtt.hdrflags                         , 0x32
        mqtt.len                              , 20
        mqtt.dupflag                          , 0
        mqtt.qos                              , 1
        mqtt.topic                            , "a\\tb"
        mqtt.msgid                            , 65535
        mqtt.properties                       , ``
        mqtt.property_id                      , 0x02
        mqtt.property.message_expiry_interval , 4294967295
        mqtt.msg                              , 00ff0a
        """)
    void value(String name, String expected) {
        byte[] bytes = Hex.bytes("32 14 00 03 'a' 09 'b' ff ff 09 02 ff ff ff ff 09 00 01 00 00 ff 0a");
        Trace trace = Traces.of(bytes, Version.V5, null);
        int entry = Traces.names(trace).indexOf(name);
        assertEquals(expected, Show.value(trace, entry));
    }

    /// What a problem found is cut: 64 bytes and three dots.
    @Test
    void beginning() {
        byte[] bytes = Hex.bytes("30 43 00 41 '#'" + "61".repeat(64));
        Problem problem = Traces.of(bytes, Version.V3_1_1, null).problems().getFirst();
        assertEquals(65, problem.length());
        assertEquals("\"#" + "a".repeat(63) + "\"...", problem.found());
    }
}
