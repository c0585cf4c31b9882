package mqttlab.packet;

import java.util.List;
import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.11.
class UnsubAckTest {

    /// mosquitto 2.0.11: v311-unsubscribe.pcap, frame 11; 3.1 has the same.
    @Test
    void threeOneOne() {
        String hex = """
            b0 02                         # UNSUBACK
            00 02                         # packet identifier
            """;
        UnsubAck packet = new UnsubAck(2, Properties.NONE, List.of());
        Sample.v31(hex).is(packet);
        Sample.v311(hex).is(packet).traces("""
            0 1 mqtt.hdrflags 0xb0
            0 1   mqtt.msgtype 11
            0 1   mqtt.hdr_reserved 0
            1 1 mqtt.len 2
            2 2 mqtt.msgid 2
            """);
    }

    /// A scripted broker: v5-scripted-server.pcapng, frame 35, less a user property.
    @Test
    void five() {
        Sample.v5("""
            b0 15                                   # UNSUBACK
            00 03                                   # packet identifier
            0f                                      # properties:
               1f 00 0c 'one of three'              #   reason string
            00 11 87                                # success; no such subscription; not authorized
            """)
                .is(new UnsubAck(
                        3,
                        Properties.of(new Property.Text(PropertyId.REASON_STRING, "one of three")),
                        List.of(0, 0x11, 0x87)))
                .traces("""
                    0 1 mqtt.hdrflags 0xb0
                    0 1   mqtt.msgtype 11
                    0 1   mqtt.hdr_reserved 0
                    1 1 mqtt.len 21
                    2 2 mqtt.msgid 3
                    4 16 mqtt.properties
                    4 1   mqtt.property_len 15
                    5 1   mqtt.property_id 0x1f
                    6 2   mqtt.prop_string_len 12
                    8 12   mqtt.property.reason_string "one of three"
                    20 1 mqtt.unsuback.reason_code 0
                    21 1 mqtt.unsuback.reason_code 17
                    22 1 mqtt.unsuback.reason_code 135
                    """);
    }
}
