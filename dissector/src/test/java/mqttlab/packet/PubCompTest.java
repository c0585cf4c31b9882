package mqttlab.packet;

import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.7.
class PubCompTest {

    /// mosquitto 2.0.11: v311-qos.pcap, frame 84; the same in 3.1 and 5.0.
    @Test
    void success() {
        Sample.v311("""
            70 02                         # PUBCOMP
            00 01                         # packet identifier
            """).is(new PubComp(1)).traces("""
                0 1 mqtt.hdrflags 0x70
                0 1   mqtt.msgtype 7
                0 1   mqtt.hdr_reserved 0
                1 1 mqtt.len 2
                2 2 mqtt.msgid 1
                """);
        Sample.v31("70 02 00 01").is(new PubComp(1));
        Sample.v5("70 02 00 01").is(new PubComp(1));
    }

    /// By hand, after 3.7.2.
    @Test
    void five() {
        Sample.v5("""
            70 0c                         # PUBCOMP
            00 09 92                      # packet identifier, which is not found
            08                            # properties:
               1f 00 05 'which'           #   reason string
            """)
                .is(new PubComp(9, 0x92, Properties.of(new Property.Text(PropertyId.REASON_STRING, "which"))))
                .traces("""
                    0 1 mqtt.hdrflags 0x70
                    0 1   mqtt.msgtype 7
                    0 1   mqtt.hdr_reserved 0
                    1 1 mqtt.len 12
                    2 2 mqtt.msgid 9
                    4 1 mqtt.pubcomp.reason_code 146
                    5 9 mqtt.properties
                    5 1   mqtt.property_len 8
                    6 1   mqtt.property_id 0x1f
                    7 2   mqtt.prop_string_len 5
                    9 5   mqtt.property.reason_string "which"
                    """);
    }

    /// By hand, after 3.7.2.1: success may be written out.
    @Test
    void successInFull() {
        Sample.v5("70 03 00 01 00").means(new PubComp(1));
        Sample.v5("70 04 00 01 00 00").means(new PubComp(1));
    }
}
