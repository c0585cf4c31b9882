package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.9.
class SubAckTest {

    /// mosquitto 2.0.11: v311-unsubscribe.pcap, frame 50; 3.1 has the same.
    @Test
    void threeOneOne() {
        String hex = """
            90 05                         # SUBACK
            00 01                         # packet identifier
            01 02 00                      # the QoS granted to each of three filters
            """;
        SubAck packet = new SubAck(1, Properties.NONE, List.of(1, 2, 0));
        Sample.v31(hex).is(packet);
        Sample.v311(hex).is(packet).traces("""
            0 1 mqtt.hdrflags 0x90
            0 1   mqtt.msgtype 9
            0 1   mqtt.hdr_reserved 0
            1 1 mqtt.len 5
            2 2 mqtt.msgid 1
            4 1 mqtt.suback.qos 1
            5 1 mqtt.suback.qos 2
            6 1 mqtt.suback.qos 0
            """);
    }

    /// By hand, after 3.9.3.
    @Test
    void failure() {
        Sample.v311("90 03 00 01 80").is(new SubAck(1, Properties.NONE, List.of(0x80)));
        assertEquals("Failure", SubAck.RETURN_CODE.nameOf(0x80));
        assertNull(SubAck.RETURN_CODE.nameOf(0x87));
    }

    /// A scripted broker: v5-scripted-server.pcapng, frame 9.
    @Test
    void five() {
        Sample.v5("""
            90 21                                   # SUBACK
            00 01                                   # packet identifier
            1c                                      # properties:
               1f 00 0c 'as you asked'              #   reason string
               26 00 04 'node' 00 04 'eu-1'         #   user property
            01 97                                   # QoS 1; quota exceeded
            """)
                .is(new SubAck(
                        1,
                        Properties.of(
                                new Property.Text(PropertyId.REASON_STRING, "as you asked"),
                                new Property.Pair("node", "eu-1")),
                        List.of(1, 0x97)))
                .traces("""
                    0 1 mqtt.hdrflags 0x90
                    0 1   mqtt.msgtype 9
                    0 1   mqtt.hdr_reserved 0
                    1 1 mqtt.len 33
                    2 2 mqtt.msgid 1
                    4 29 mqtt.properties
                    4 1   mqtt.property_len 28
                    5 1   mqtt.property_id 0x1f
                    6 2   mqtt.prop_string_len 12
                    8 12   mqtt.property.reason_string "as you asked"
                    20 1   mqtt.property_id 0x26
                    21 2   mqtt.prop_key_len 4
                    23 4   mqtt.prop_key "node"
                    27 2   mqtt.prop_value_len 4
                    29 4   mqtt.prop_value "eu-1"
                    33 1 mqtt.suback.reason_code 1
                    34 1 mqtt.suback.reason_code 151
                    """);
    }
}
