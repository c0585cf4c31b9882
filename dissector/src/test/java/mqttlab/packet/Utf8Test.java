package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// 3.1.1 section 1.5.3, 5.0 section 1.5.4, RFC 3629.
class Utf8Test {

    /// The first and last of each length, and those beside what is forbidden.
    @ParameterizedTest
    @CsvSource(textBlock = """
        000001, 01
        00007f, 7f
        000080, c2 80
        0007ff, df bf
        000800, e0 a0 80
        00cfff, ec bf bf
        00d7ff, ed 9f bf
        00e000, ee 80 80
        00feff, ef bb bf
        00ffff, ef bf bf
        010000, f0 90 80 80
        02a6d4, f0 aa 9b 94
        10ffff, f4 8f bf bf
        """)
    void wellFormed(String codePoint, String hex) {
        String text = Character.toString(Integer.parseInt(codePoint, 16));
        byte[] packet = publish(hex);
        assertEquals(text, topic(packet));
        assertArrayEquals(packet, Codec.write(Codec.read(packet, 0, packet.length, Version.V3_1_1), Version.V3_1_1));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        0, 80,             a continuation without a beginning
        1, 61 bf,
        1, 61 c2,          cut
        0, e2 82,
        0, f0 90 80,
        0, c2 61,          another character where a continuation should be
        0, e2 82 61,
        0, f0 90 80 61,
        0, e2 28 a1,
        0, c0 80,          U+0000 in two bytes as Java likes it
        0, c0 af,          / in two bytes: overlong
        0, c1 bf,
        0, e0 80 af,       / in three bytes
        0, e0 9f bf,
        0, f0 80 80 af,    / in four bytes
        0, f0 8f bf bf,
        0, ed a0 80,       U+D800: the first surrogate
        0, ed af bf,
        0, ed b0 80,
        0, ed bf bf,       U+DFFF: the last
        0, ed a0 bd ed b8 80, a pair of surrogates
        0, f4 90 80 80,    U+110000
        0, f5 80 80 80,
        0, f8 88 80 80 80, five bytes
        0, fc 84 80 80 80 80,
        0, fe,
        0, ff,
        3, e2 82 ac ff,    after a good one
        """)
    void illFormed(int at, String hex, String why) {
        Trace trace = Traces.checkAgainstRead(publish(hex), Version.V3_1_1, null);
        Problem problem = trace.problems().getFirst();
        assertEquals(Rule.UTF_8, problem.rule(), why);
        assertEquals(4 + at, problem.offset(), why);
        assertEquals("byte 0x%02x".formatted(Hex.bytes(hex)[at]), problem.found(), why);
    }

    /// Two bytes can hold each of these; none is text.
    @Test
    void nullIsForbidden() {
        Trace trace = Traces.checkAgainstRead(publish("'a' 00 'b' 00"), Version.V5, null);
        assertEquals("5 1 NO_NULL: byte 0x00", Traces.text(trace.problems().getFirst()));
        assertThrows(IllegalArgumentException.class, () -> write("a\0b"));
    }

    /// [MQTT-1.5.3-3] of 3.1.1, [MQTT-1.5.4-3] of 5.0: "0xEF 0xBB 0xBF is always interpreted as U+FEFF ... and MUST
    /// NOT be skipped over or stripped off".
    @Test
    void byteOrderMarkIsKept() {
        assertEquals("\ufeffa\ufeff", topic(publish("ef bb bf 'a' ef bb bf")));
        assertArrayEquals(publish("ef bb bf 'a'"), write("\ufeffa"));
    }

    /// "SHOULD NOT": a codec lets them pass, a trace says so.
    @ParameterizedTest
    @CsvSource(textBlock = """
        01,          1, U+0001
        1f,          1, U+001F
        7f,          1, U+007F
        c2 80,       2, U+0080
        c2 9f,       2, U+009F
        ef b7 90,    3, U+FDD0
        ef b7 af,    3, U+FDEF
        ef bf be,    3, U+FFFE
        ef bf bf,    3, U+FFFF
        f0 9f bf be, 4, U+1FFFE
        f4 8f bf bf, 4, U+10FFFF
        """)
    void controlCharactersAreAdvisedAgainst(String hex, int length, String name) {
        Trace trace = Traces.checkAgainstRead(publish("'a' " + hex), Version.V3_1_1, null);
        assertEquals(
                "5 %d NO_CONTROL: %s".formatted(length, name),
                Traces.text(trace.problems().getFirst()));
        assertEquals(1, trace.problems().size());
        assertTrue(trace.problems().getFirst().rule().isAdvice());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        20
        7e
        c2 a0
        ef b7 8f
        ef b7 b0
        ef bf bd
        """)
    void theirNeighboursAreNot(String hex) {
        assertEquals(
                0,
                Traces.checkAgainstRead(publish(hex), Version.V3_1_1, null)
                        .problems()
                        .size());
    }

    @Test
    void loneSurrogatesAreNotWritten() {
        for (String text : new String[] {"\ud83d", "a\ude00", "\ude00\ud83d", "\ud83da"}) {
            assertThrows(IllegalArgumentException.class, () -> write(text));
        }
        assertArrayEquals(publish("f0 9f 98 80"), write("\ud83d\ude00"));
    }

    /// The JDK's decoder is as strict.
    @Property
    void agreesWithTheJdk(@ForAll byte[] bytes) {
        boolean wellFormed = true;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            wellFormed = false;
        }
        assertEquals(wellFormed, Utf8.illFormed(bytes, 0, bytes.length) < 0);
    }

    private static byte[] publish(String topic) {
        int length = Hex.bytes(topic).length;
        return Hex.bytes("30 %02x 00 %02x %s".formatted(length + 2, length, topic));
    }

    private static String topic(byte[] publish) {
        return ((Publish) Codec.read(publish, 0, publish.length, Version.V3_1_1)).topic();
    }

    private static byte[] write(String topic) {
        return Codec.write(new Publish(topic, 0, false, false, 0, Properties.NONE, Bytes.EMPTY), Version.V3_1_1);
    }
}
