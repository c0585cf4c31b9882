package mqttlab.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HexTest {

    private static String bytes(String text) {
        Names names = new Names("abcdef", 7, Version.V5, Capabilities.SILENT);
        names.bind(Map.of("$m", "4660"));
        return HexFormat.of().formatHex(Hex.bytes(text, names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "c0 00 = c000",
                // Sections 3.1.2 and 3.1.3 of 5.0: name, level, flags, keep alive, properties, identifier.
                "10 .. [MQTT] 05 02 00 3c () [c] = 100e00044d5154540502003c00000163",
                "30 .. [a] (23 00 01) \"m\" = 3008000161032300016d",
                "42 02 $m = 42021234",
                "30 .. [{x*3}] = 30050003787878",
                "30 .. [é] = 30040002c3a9",
                "00 [{a}] = 00000c6366616263646566357837" + "61",
            })
    void bytesAreWhatIsWritten(String text, String hex) {
        assertEquals(hex, bytes(text));
    }

    @Test
    void packetsOfOneGoHaveLengthsOfTheirOwn() {
        Names names = new Names("abcdef", 7, Version.V5, Capabilities.SILENT);
        List<byte[]> packets = Hex.packets("c0 00 + 30 .. [a]", names);
        assertEquals(2, packets.size());
        assertEquals("3003000161", HexFormat.of().formatHex(packets.get(1)));
    }

    @Test
    void aLengthOfTwoBytesIsCounted() {
        assertEquals("30c901" + "00c7" + "78".repeat(199), bytes("30 .. [{x*199}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "c0 0 ! expected pairs of hexadecimal digits, .., [text], \"text\" or ( ), but found '0'",
                "30 .. [a ! expected a ] that ends '[a'",
                "30 .. (23 ! a ( is never closed",
                "30 .. .. ! there is more than one ..",
                "30 $x ! $x stands for nothing yet",
            })
    void whatIsWrongIsSaid(String text, String message) {
        assertEquals(
                message,
                assertThrows(ScenarioException.class, () -> bytes(text)).getMessage());
    }
}
