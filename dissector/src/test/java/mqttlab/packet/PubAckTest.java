package mqttlab.packet;

import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.4.
class PubAckTest {

    /// mosquitto 2.0.11: v311-qos.pcap, frame 63; the same in 3.1 and 5.0.
    @Test
    void success() {
        Sample.v311("""
            40 02                         # PUBACK
            00 01                         # packet identifier
            """).is(new PubAck(1)).traces("""
                0 1 mqtt.hdrflags 0x40
                0 1   mqtt.msgtype 4
                0 1   mqtt.hdr_reserved 0
                1 1 mqtt.len 2
                2 2 mqtt.msgid 1
                """);
        Sample.v31("40 02 00 01").is(new PubAck(1));
        Sample.v5("40 02 00 01").is(new PubAck(1));
    }

    /// A scripted broker: v5-scripted-server.pcapng, frame 29, with one user property.
    @Test
    void five() {
        Sample.v5("""
            40 1d                                   # PUBACK
            00 01 97                                # packet identifier, quota exceeded
            19                                      # properties:
               1f 00 08 'too many'                  #   reason string
               26 00 05 'limit' 00 04 '10/h'        #   user property
            """)
                .is(new PubAck(
                        1,
                        0x97,
                        Properties.of(
                                new Property.Text(PropertyId.REASON_STRING, "too many"),
                                new Property.Pair("limit", "10/h"))))
                .traces("""
                    0 1 mqtt.hdrflags 0x40
                    0 1   mqtt.msgtype 4
                    0 1   mqtt.hdr_reserved 0
                    1 1 mqtt.len 29
                    2 2 mqtt.msgid 1
                    4 1 mqtt.puback.reason_code 151
                    5 26 mqtt.properties
                    5 1   mqtt.property_len 25
                    6 1   mqtt.property_id 0x1f
                    7 2   mqtt.prop_string_len 8
                    9 8   mqtt.property.reason_string "too many"
                    17 1   mqtt.property_id 0x26
                    18 2   mqtt.prop_key_len 5
                    20 5   mqtt.prop_key "limit"
                    25 2   mqtt.prop_value_len 4
                    27 4   mqtt.prop_value "10/h"
                    """);
    }

    /// mosquitto 2.0.11, with nobody to deliver to: v5-reason-codes.pcapng, frame 24.
    @Test
    void codeAlone() {
        Sample.v5("40 03 00 06 10").is(new PubAck(6, 0x10, Properties.NONE));
    }

    /// By hand, after 3.4.2.1: success may be written out.
    @Test
    void successInFull() {
        Sample.v5("40 03 00 01 00").means(new PubAck(1));
        Sample.v5("40 04 00 01 00 00").means(new PubAck(1));
    }
}
