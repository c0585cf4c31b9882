package mqttlab.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import mqttlab.packet.Codec;
import mqttlab.packet.Packet;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingTest {

    private static boolean matches(String expected, String hex, Version version) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Packet packet = Codec.read(bytes, 0, bytes.length, version);
        Names names = new Names("abcdef", 7, version, Capabilities.SILENT);
        return Matching.matches((Answer.Named) PacketWords.answer(expected), packet, names, version);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNACK, 20 03 00 00 00, true",
        "CONNACK, 20 03 00 84 00, false",
        "CONNACK code=0x84, 20 03 00 84 00, true",
        "CONNACK code=0x80..0xff, 20 03 00 84 00, true",
        "CONNACK code=0x85..0xff, 20 03 00 84 00, false",
        "CONNACK session-present=0, 20 03 01 00 00, false",
        "CONNACK receive-maximum=20, 20 06 00 00 03 21 00 14, true",
        "CONNACK receive-maximum=1..19, 20 06 00 00 03 21 00 14, false",
        "CONNACK receive-maximum=*, 20 06 00 00 03 21 00 14, true",
        "CONNACK receive-maximum=*, 20 03 00 00 00, false",
        "CONNACK !receive-maximum, 20 06 00 00 03 21 00 14, false",
        "CONNACK !receive-maximum, 20 03 00 00 00, true",
        "PUBLISH topic=a payload=b qos=0, 30 05 00 01 61 00 62, true",
        "PUBLISH topic=a|b, 30 05 00 01 61 00 62, true",
        "PUBLISH payload=hex:c328, 30 06 00 01 61 00 c3 28, true",
        "PUBLISH payload=, 30 05 00 01 61 00 62, false",
        "PUBLISH dup=1, 30 05 00 01 61 00 62, false",
        "PUBACK id=5, 40 02 00 05, true",
        "PUBACK id=5, 40 03 00 05 87, false",
        "PUBACK id=5, 40 03 00 05 10, true",
        "PUBREC id=5, 40 02 00 05, false",
    })
    void inV5(String expected, String hex, boolean isMatch) {
        assertEquals(isMatch, matches(expected, hex, Version.V5));
    }

    @Test
    void listsAreInTheirOrder() {
        assertEquals(true, matches("SUBACK codes=2,0,0x80", "90 06 00 01 00 02 00 80", Version.V5));
        assertEquals(false, matches("SUBACK codes=0,2,0x80", "90 06 00 01 00 02 00 80", Version.V5));
        assertEquals(false, matches("SUBACK id=1", "90 06 00 01 00 02 00 80", Version.V5));
        assertEquals(true, matches("UNSUBACK codes=0,17", "b0 05 00 01 00 00 11", Version.V5));
        assertEquals(
                true,
                matches(
                        "PUBLISH user-property=b:1,a:2",
                        "30 13 00 01 61 0e 26 00 01 62 00 01 31 26 00 01 61 00 01 32 62",
                        Version.V5));
    }

    /// 3.1.1 has neither properties nor codes in UNSUBACK and PUBACK.
    @Test
    void whatIsOf5IsNotDemandedOf311() {
        assertEquals(true, matches("UNSUBACK id=1 codes=0x11", "b0 02 00 01", Version.V3_1_1));
        assertEquals(true, matches("PUBACK id=1 code=0x10 reason-string=x", "40 02 00 01", Version.V3_1_1));
        assertEquals(false, matches("CONNACK code=0 receive-maximum=5", "20 02 00 01", Version.V3_1_1));
        assertEquals(false, matches("CONNACK", "20 02 00 01", Version.V3_1_1));
        assertEquals(true, matches("SUBACK id=1 codes=0x80", "90 03 00 01 80", Version.V3_1_1));
    }
}
