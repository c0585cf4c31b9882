package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fields come in the order in which Wireshark's dissector shows them: names as `tshark -V -T pdml` prints them
/// (4.0),
/// without what only we have. Wireshark leaves out a topic of length 0, and takes the length of a Content Type into
/// its value.
class WiresharkOrderTest {

    private static final String CONNECT =
            "mqtt.hdrflags mqtt.msgtype mqtt.hdr_reserved mqtt.len mqtt.proto_len mqtt.protoname mqtt.ver"
                    + " mqtt.conflags mqtt.conflag.uname mqtt.conflag.passwd mqtt.conflag.retain mqtt.conflag.qos"
                    + " mqtt.conflag.willflag mqtt.conflag.cleansess mqtt.conflag.reserved mqtt.kalive ";

    private static final String PROPERTIES = "mqtt.properties mqtt.property_len ";

    // @formatter:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            V3_1_1 | 10 19 00 04 'MQTT' 04 c6 00 3c 00 01 'c' 00 01 'w' 00 01 'm' 00 01 'u' 00 01 'p' \
                   | CONNECT mqtt.clientid_len mqtt.clientid mqtt.willtopic_len mqtt.willtopic mqtt.willmsg_len \
                     mqtt.willmsg mqtt.username_len mqtt.username mqtt.passwd_len mqtt.passwd
            V5     | 10 1a 00 04 'MQTT' 05 06 00 3c 03 21 00 14 00 01 'c' 02 01 01 00 01 'w' 00 01 'm' \
                   | CONNECT PROPERTIES mqtt.property_id mqtt.prop_number mqtt.clientid_len mqtt.clientid \
                     mqtt.will_properties mqtt.property_len mqtt.property_id mqtt.prop_number mqtt.willtopic_len \
                     mqtt.willtopic mqtt.willmsg_len mqtt.willmsg
            V3_1   | 20 02 00 00 \
                   | FIXED mqtt.conack.flags.reserved mqtt.conack.val
            V3_1_1 | 20 02 01 00 \
                   | FIXED mqtt.conack.flags mqtt.conack.flags.reserved mqtt.conack.flags.sp mqtt.conack.val
            V5     | 20 0f 00 00 0c 24 01 1f 00 02 'ok' 22 00 0a 25 00 \
                   | FIXED mqtt.conack.flags mqtt.conack.flags.reserved mqtt.conack.flags.sp \
                     mqtt.connack.reason_code PROPERTIES mqtt.property_id mqtt.property.max_qos mqtt.property_id \
                     mqtt.prop_string_len mqtt.prop_string mqtt.property_id mqtt.prop_number mqtt.property_id \
                     mqtt.prop_number
            V3_1_1 | 32 06 00 01 'a' 00 07 '!' \
                   | PUBLISH mqtt.topic_len mqtt.topic mqtt.msgid mqtt.msg
            V5     | 30 19 00 01 'a' 14 23 00 01 03 00 01 't' 09 00 01 ff 26 00 01 'k' 00 01 'v' 0b 01 '!' \
                   | PUBLISH mqtt.topic_len mqtt.topic PROPERTIES mqtt.property_id mqtt.property.topic_alias \
                     mqtt.property_id mqtt.property.content_type mqtt.property_id mqtt.prop_string_len \
                     mqtt.prop_string mqtt.property_id mqtt.prop_key_len mqtt.prop_key mqtt.prop_value_len \
                     mqtt.prop_value mqtt.property_id mqtt.prop_number mqtt.msg
            V5     | 40 02 00 01 \
                   | FIXED mqtt.msgid
            V5     | 40 03 00 01 10 \
                   | FIXED mqtt.msgid mqtt.puback.reason_code
            V5     | 50 04 00 01 00 00 \
                   | FIXED mqtt.msgid mqtt.pubrec.reason_code PROPERTIES
            V3_1   | 62 02 00 01 \
                   | DUP mqtt.msgid
            V5     | 62 03 00 01 92 \
                   | FIXED mqtt.msgid mqtt.pubrel.reason_code
            V5     | 70 03 00 01 92 \
                   | FIXED mqtt.msgid mqtt.pubcomp.reason_code
            V3_1   | 82 06 00 01 00 01 'a' 00 \
                   | DUP mqtt.msgid mqtt.topic_len mqtt.topic mqtt.sub.qos
            V5     | 82 0b 00 01 00 00 01 'a' 00 00 01 'b' 01 \
                   | FIXED mqtt.msgid PROPERTIES FILTER FILTER
            V3_1_1 | 90 04 00 01 00 80 \
                   | FIXED mqtt.msgid mqtt.suback.qos mqtt.suback.qos
            V5     | 90 04 00 01 00 80 \
                   | FIXED mqtt.msgid PROPERTIES mqtt.suback.reason_code
            V3_1_1 | a2 08 00 01 00 01 'a' 00 01 'b' \
                   | FIXED mqtt.msgid mqtt.topic_len mqtt.topic mqtt.topic_len mqtt.topic
            V5     | b0 04 00 01 00 11 \
                   | FIXED mqtt.msgid PROPERTIES mqtt.unsuback.reason_code
            V5     | c0 00 \
                   | FIXED
            V5     | e0 02 04 00 \
                   | FIXED mqtt.disconnect.reason_code PROPERTIES
            V5     | f0 06 18 04 15 00 01 'm' \
                   | FIXED mqtt.auth.reason_code PROPERTIES mqtt.property_id mqtt.prop_string_len mqtt.prop_string
            """)
    // @formatter:on
    void order(Version version, String hex, String names) {
        byte[] bytes = Hex.bytes(hex);
        Trace trace = Traces.checkAgainstRead(bytes, version, null);
        assertEquals(List.of(), Traces.problems(trace));
        List<String> wireshark = new java.util.ArrayList<>();
        for (int i = 0; i < trace.size(); i++) {
            Field field = trace.field(i);
            String alias = field.alias();
            String name = alias == null ? field.name() : alias;
            if (!name.startsWith("mqttlab.")) {
                wireshark.add(name);
            }
        }
        String expected = names.replace("CONNECT ", CONNECT)
                .replace("PUBLISH", "mqtt.hdrflags mqtt.msgtype mqtt.dupflag mqtt.qos mqtt.retain mqtt.len")
                .replace("DUP", "mqtt.hdrflags mqtt.msgtype mqtt.dupflag mqtt.qos mqtt.retain_reserved mqtt.len")
                .replace("FIXED", "mqtt.hdrflags mqtt.msgtype mqtt.hdr_reserved mqtt.len")
                .replace("PROPERTIES", PROPERTIES)
                .replace(
                        "FILTER",
                        "mqtt.topic_len mqtt.topic mqtt.subscription_options mqtt.subscription_options_reserved "
                                + "mqtt.subscription_options_retain mqtt.subscription_options_rap "
                                + "mqtt.subscription_options_nl mqtt.subscription_options_qos");
        assertEquals(Arrays.asList(expected.trim().split("\\s+")), wireshark);
    }
}
