package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One line for a log: where, what stands there, what was expected.
class MalformedPacketExceptionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        40 01 00 | byte 2: Packet Identifier (needs 2 bytes, 1 is left): expected that the field lies within the packet
        30 04 00 02 'a' ff | byte 5: Topic Name (byte 0xff): expected that text is well-formed UTF-8 without surrogates
        c0 02 00 00 | byte 2: Unreadable (2 bytes are left): expected that the packet ends with its last field
        40 02 00 00 | before byte 4: Packet Identifier: expected that the packet identifier is that of a PUBLISH, so not zero
        """)
    void message(String hex, String message) {
        byte[] bytes = Hex.bytes(hex);
        var thrown =
                assertThrows(MalformedPacketException.class, () -> Codec.read(bytes, 0, bytes.length, Version.V3_1_1));
        assertEquals(message, thrown.getMessage());
        assertEquals(0, thrown.getStackTrace().length);
        assertEquals(0, thrown.getSuppressed().length);
    }
}
