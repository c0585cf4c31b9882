package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchTest {

    private static final HexFormat HEX = HexFormat.of();

    private static String patched(String packet, String name, String value) {
        byte[] bytes = HEX.parseHex(packet);
        Trace trace = new Trace();
        Codec.trace(trace, bytes, 0, bytes.length, Version.V5, null);
        byte[] patched = Patch.of(name, value).applied(trace);
        return patched == null ? null : HEX.formatHex(patched);
    }

    /// PUBLISH of 5.0, "a", identifier 7, with Message Expiry Interval and Content Type, "hi".
    private static final String PUBLISH = "3212 0001 61 0007 0a 02 0000003c 03 0002 7478 6869".replace(" ", "");

    // @formatter:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mqtt.qos                         | 2            | 3412 0001 61 0007 0a 02 0000003c 03 0002 7478 6869
            mqtt.qos                         | 3            | 3612 0001 61 0007 0a 02 0000003c 03 0002 7478 6869
            mqtt.retain                      | true         | 3312 0001 61 0007 0a 02 0000003c 03 0002 7478 6869
            mqtt.msgid                       | 0x0102       | 3212 0001 61 0102 0a 02 0000003c 03 0002 7478 6869
            mqtt.msgid                       | 65536        | 3212 0001 61 0000 0a 02 0000003c 03 0002 7478 6869
            mqtt.topic                       | "b/c d"      | 3216 0005 622f632064 0007 0a 02 0000003c 03 0002 7478 6869
            mqtt.topic                       | ''           | 3211 0000 0007 0a 02 0000003c 03 0002 7478 6869
            mqtt.msg                         | hex:00ff00   | 3213 0001 61 0007 0a 02 0000003c 03 0002 7478 00ff00
            mqtt.property.content_type       | json         | 3214 0001 61 0007 0c 02 0000003c 03 0004 6a736f6e 6869
            mqtt.property.message_expiry_interval | 0       | 3212 0001 61 0007 0a 02 00000000 03 0002 7478 6869
            mqtt.len                         | 200          | 32c801 0001 61 0007 0a 02 0000003c 03 0002 7478 6869
            mqtt.property_len                | 9            | 3212 0001 61 0007 09 02 0000003c 03 0002 7478 6869
            mqtt.topic_len                   | 3            | 3212 0003 61 0007 0a 02 0000003c 03 0002 7478 6869
            """)
    // @formatter:on
    void aFieldAndItsLengths(String name, String value, String expected) {
        assertEquals(expected.replace(" ", ""), patched(PUBLISH, name, value));
    }

    /// 130 bytes of properties want two bytes for their length, and 128 and more of the packet too.
    @Test
    void lengthsThatGrow() {
        String text = "x".repeat(122);
        String expected = "328b01" + "000161" + "0007" + "8201" + "020000003c" + "03007a" + "78".repeat(122) + "6869";
        assertEquals(expected, patched(PUBLISH, "mqtt.property.content_type", text));
    }

    @Test
    void whatThePacketDoesNotHave() {
        assertNull(patched("c000", "mqtt.topic", "a"));
        assertNull(patched(PUBLISH, "mqtt.property.topic_alias", "1"));
    }

    @Test
    void valuesMayBeNamed() {
        assertEquals(
                "400300 0787".replace(" ", ""),
                patched("40030007 00".replace(" ", ""), "mqtt.puback.reason_code", "not authorized"));
    }

    @Test
    void mistakes() {
        assertMistake("mqtt.qos", "4", "mqtt.qos: expected 0 to 3");
        assertMistake("mqtt.qos", "high", "mqtt.qos: expected a number, or what the standard calls it");
        assertMistake("mqtt.qos", "", "mqtt.qos: expected a number, or what the standard calls it");
        assertMistake("mqtt.msg", "hex:0", "expected pairs of hexadecimal digits behind hex:");
        assertMistake("mqtt.nothing", "1", "there is no field mqtt.nothing");
    }

    private static void assertMistake(String name, String value, String message) {
        String found = assertThrows(IllegalArgumentException.class, () -> Patch.of(name, value))
                .getMessage();
        assertTrue(found.contains(message), found);
    }
}
