package mqttlab.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import mqttlab.dissector.Conversation;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a finding about a packet alone cites, and what it says the receiver will do.
class FindingTest {

    private static Finding only(Version version, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Trace trace = new Trace();
        new Conversation(version).read(trace, null, bytes, 0, bytes.length);
        assertEquals(1, trace.problems().size(), () -> trace.problems().toString());
        return Finding.all(trace, null, 0, 1).getFirst();
    }

    /// MQTT-2.2.2-1 is about a length that is not there, whatever stands behind it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        20 02 00 00                                              | MQTT-2.2.2-1 # CONNACK without
        10 0a 00 04 4d 51 54 54 05 02 00 00                      | MQTT-2.2.2-1 # CONNECT without
        40 04 00 01 00 05                                        | 2.2.2.1 # PUBACK, 5 and nothing behind
        40 04 00 01 00 80                                        | 2.2.2.1 # PUBACK, half a length
        30 05 00 01 61 58 00                                     | 2.2.2.1 # PUBLISH, 88 and a byte behind
        10 0b 00 04 4d 51 54 54 05 02 00 00 05                   | 2.2.2.1 # CONNECT, 5 and nothing behind
        10 0e 00 04 4d 51 54 54 05 06 00 00 00 00 01 63          | MQTT-3.1.2-9 # CONNECT without a will
        10 0f 00 04 4d 51 54 54 05 06 00 00 00 00 01 63 7f       | 2.2.2.1 # will, 127 and nothing behind
        10 12 00 04 4d 51 54 54 05 06 00 00 00 00 01 63 7f 00 01 77 | 2.2.2.1 # will, 127 and 3 bytes behind
        """)
    void aPropertyLengthIsMissingOrTooLarge(String hex, String expected) {
        assertEquals(expected.split(" #")[0], only(Version.V5, hex).citation().place());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        5.0   | 82 08 00 00 00 00 02 61 2f 01          | close connection; 0x82 (generic)  # SUBSCRIBE, id 0
        5.0   | 30 06 00 02 61 01 00 68                | close connection; 0x81 (MAY)      # topic with U+0001
        3.1.1 | 30 05 00 02 61 01 68                   | close connection (MAY)            # the same
        5.0   | 30 07 00 01 61 02 01 01 ff             | 0x99 in PUBACK, PUBREC or DISCONNECT (MAY) # no UTF-8
        5.0   | 90 04 00 01 00 85                      | close connection; 0x82 (generic)  # SUBACK, unlisted code
        """)
    void theReceiverDoes(String version, String hex, String expected) {
        Version read = version.equals("5.0") ? Version.V5 : Version.V3_1_1;
        assertEquals(expected.split(" +#")[0], only(read, hex).reaction().text());
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT_ID_TAKEN, acknowledgement with 0x91",
        "SERVER_QOS1_ID_TAKEN, acknowledgement with 0x91",
        "WILDCARD_UNAVAILABLE, close connection; 0xA2",
        "SHARED_UNAVAILABLE, close connection; 0x9E",
        "SESSION_EXPIRED, none"
    })
    void theReceiverOfAConversationDoes(Check check, String expected) {
        assertEquals(expected, check.reaction(Version.V5).text());
    }
}
