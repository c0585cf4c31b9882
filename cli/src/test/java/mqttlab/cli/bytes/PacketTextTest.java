package mqttlab.cli.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import mqttlab.cli.command.Failure;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTextTest {

    /// PUBLISH of "hello, world" to a/b, as mosquitto_pub 2.0.11 sends it.
    private static final byte[] PUBLISH = HexFormat.of().parseHex("30110003612f6268656c6c6f2c20776f726c64");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30110003612f6268656c6c6f2c20776f726c64",
                "30 11 00 03 61 2F 62 68 65 6C 6C 6F 2C 20 77 6F 72 6C 64\n",
                "30:11:00:03:61:2f:62:68:65:6c:6c:6f:2c:20:77:6f:72:6c:64",
                "0x30, 0x11, 0x00, 0x03, 0x61, 0x2f, 0x62, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x2c, 0x20, 0x77, 0x6f,"
                        + " 0x72, 0x6c, 0x64",
                "\\x30\\x11\\x00\\x03\\x61\\x2f\\x62\\x68\\x65\\x6c\\x6c\\x6f\\x2c\\x20\\x77\\x6f\\x72\\x6c\\x64",
                "3011 0003\n612f 6268\r\n656c 6c6f 2c20 776f 726c 64",
                "MBEAA2EvYmhlbGxvLCB3b3JsZA==",
                "MBEAA2EvYmhl\nbGxvLCB3b3Js\nZA==\n",
                // xxd
                """
                00000000: 3011 0003 612f 6268 656c 6c6f 2c20 776f  0...a/bhello, wo
                00000010: 726c 64                                  rld
                """,
                // hexdump -C
                """
                00000000  30 11 00 03 61 2f 62 68  65 6c 6c 6f 2c 20 77 6f  |0...a/bhello, wo|
                00000010  72 6c 64                                          |rld|
                00000013
                """,
                // od -A x -t x1
                """
                000000 30 11 00 03 61 2f 62 68 65 6c 6c 6f 2c 20 77 6f
                000010 72 6c 64
                000013
                """,
                // tcpdump -x
                """
                \t0x0000:  3011 0003 612f 6268 656c 6c6f 2c20 776f
                \t0x0010:  726c 64
                """,
                // Wireshark, "copy bytes as hex dump"
                """
                0000   30 11 00 03 61 2f 62 68 65 6c 6c 6f 2c 20 77 6f
                0010   72 6c 64
                """
            })
    void tellsTheFormByItsContent(String text) {
        byte[] content = text.getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(PUBLISH, PacketText.read(content, PacketText.Form.AUTO, "test"));
    }

    /// Eight bytes whose characters could be more of them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000: 3132 3334 3536 3738                      12345678\n", // xxd
                "00000000: 3132 3334 3536 3738  12345678\n", // xxd -c 8
                "00000000  31 32 33 34 35 36 37 38                           |12345678|\n" // hexdump -C
            })
    void charactersAreNoBytes(String text) {
        assertArrayEquals("12345678".getBytes(StandardCharsets.US_ASCII), read(text, PacketText.Form.AUTO));
    }

    /// Characters that look like the other half of the bytes (xxd -c 8), and bytes that do look so (hexdump of Python).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000: 3132 2034 3536 3738  12 45678\n",
                "00000000: 31 32 20 34 35 36 37 38  12 45678\r\n",
                "00000000: 31 32 20 34 35 36 37 38\n"
            })
    void aGapIsNoMiddleBeforeCharacters(String text) {
        assertArrayEquals("12 45678".getBytes(StandardCharsets.US_ASCII), read(text, PacketText.Form.AUTO));
    }

    @Test
    void aColonIsNoReasonToHaveNoMiddle() {
        assertArrayEquals(
                "12 45678AB".getBytes(StandardCharsets.US_ASCII),
                read("00000000: 31 32 20 34 35 36 37 38  41 42  12 45678AB\n", PacketText.Form.AUTO));
    }

    /// 68 bytes by hexdump -C, xxd -a, and od -t x1 with -A x, without, and with -A d.
    private static List<String> listingsWithStars() {
        String all = """
            00000000  30 42 00 01 61 00 00 00  00 00 00 00 00 00 00 00  |0B..a...........|
            00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
            *
            00000040  00 00 00 00                                       |....|
            00000044

            00000000: 3042 0001 6100 0000 0000 0000 0000 0000  0B..a...........
            00000010: 0000 0000 0000 0000 0000 0000 0000 0000  ................
            *
            00000040: 0000 0000                                ....

            000000 30 42 00 01 61 00 00 00 00 00 00 00 00 00 00 00
            000010 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            *
            000040 00 00 00 00
            000044

            0000000 30 42 00 01 61 00 00 00 00 00 00 00 00 00 00 00
            0000020 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            *
            0000100 00 00 00 00
            0000104

            0000000 30 42 00 01 61 00 00 00 00 00 00 00 00 00 00 00
            0000016 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            *
            0000064 00 00 00 00
            0000068
            """;
        return List.of(all.split("\n\n"));
    }

    @ParameterizedTest
    @MethodSource("listingsWithStars")
    void aStarRepeatsTheLineBefore(String text) {
        byte[] bytes = new byte[68];
        System.arraycopy(HexFormat.of().parseHex("3042000161"), 0, bytes, 0, 5);
        assertArrayEquals(bytes, read(text, PacketText.Form.AUTO));
    }

    @Test
    void aStarMayStandBeforeTheEnd() {
        assertArrayEquals(new byte[64], read("0000000" + " 00".repeat(16) + "\n*\n0000100\n", PacketText.Form.AUTO));
    }

    /// Few characters are no reason to take all memory.
    @ParameterizedTest
    @ValueSource(strings = {"7fffffffffffff00", "fffffffffffffffff0", "00000000", "00000018", "40000000"})
    void aStarIsBelievedToALimit(String offset) {
        Failure failure = assertThrows(
                Failure.class,
                () -> read("00000000" + " 00".repeat(16) + "\n*\n" + offset + "\n", PacketText.Form.AUTO));
        assertTrue(failure.getMessage().contains("line 3, column 1: expected an offset"), failure.getMessage());
    }

    @Test
    void takesBytesAsTheyAre() {
        assertArrayEquals(PUBLISH, PacketText.read(PUBLISH, PacketText.Form.AUTO, "test"));
    }

    @Test
    void takesTextAsBytesOnDemand() {
        byte[] text = "3031".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(text, PacketText.read(text, PacketText.Form.RAW, "test"));
    }

    @Property
    void readsWhatItWasWrittenAs(@ForAll @Size(min = 1, max = 70) byte[] bytes) {
        String hex = HexFormat.ofDelimiter(" ").formatHex(bytes);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        assertArrayEquals(bytes, read(hex, PacketText.Form.HEX));
        assertArrayEquals(bytes, read(base64, PacketText.Form.BASE64));
        assertArrayEquals(bytes, read(xxd(bytes), PacketText.Form.AUTO));
        assertArrayEquals(bytes, read(hexdump(bytes), PacketText.Form.AUTO));
    }

    private static byte[] read(String text, PacketText.Form form) {
        return PacketText.read(text.getBytes(StandardCharsets.ISO_8859_1), form, "test");
    }

    private static String xxd(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (int line = 0; line < bytes.length; line += 16) {
            StringBuilder groups = new StringBuilder();
            StringBuilder text = new StringBuilder();
            for (int i = line; i < Math.min(bytes.length, line + 16); i++) {
                groups.append(String.format("%02x", bytes[i])).append(i % 2 == 1 ? " " : "");
                text.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            out.append(String.format("%08x: %-40s %s%n", line, groups, text));
        }
        return out.toString();
    }

    private static String hexdump(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (int line = 0; line < bytes.length; line += 16) {
            StringBuilder groups = new StringBuilder();
            StringBuilder text = new StringBuilder();
            for (int i = line; i < Math.min(bytes.length, line + 16); i++) {
                groups.append(i == line + 8 ? " " : "").append(String.format("%02x ", bytes[i]));
                text.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            out.append(String.format("%08x  %-50s|%s|%n", line, groups, text));
        }
        return out.append(String.format("%08x%n", bytes.length)).toString();
    }

    @Test
    void saysWhereADigitIsWrong() {
        Failure failure = assertThrows(Failure.class, () -> PacketText.hex("30 11\n00 0g", "--hex"));
        assertTrue(
                failure.getMessage().contains("line 2, column 5: 'g' is no hexadecimal digit"), failure.getMessage());
    }

    @Test
    void saysThatADigitIsMissing() {
        Failure failure = assertThrows(Failure.class, () -> PacketText.hex("30 1", "--hex"));
        assertTrue(failure.getMessage().contains("odd number"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello world!", "{\"json\": true}", "00000000: xyz", "00000000: 3011\nxyz"})
    void refusesTextThatIsNoneOfThese(String text) {
        assertThrows(Failure.class, () -> read(text, PacketText.Form.AUTO));
    }
}
