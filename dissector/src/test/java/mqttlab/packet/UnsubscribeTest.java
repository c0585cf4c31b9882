package mqttlab.packet;

import java.util.List;
import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.10.
class UnsubscribeTest {

    /// A scripted client: v311-unsubscribe.pcap, frame 51; 3.1 has the same.
    private static final String TWO = """
        a2 1b                         # UNSUBSCRIBE
        00 02                         # packet identifier
        00 06 'news/#'
        00 0f 'sport/+/results'
        """;

    private static final Unsubscribe TWO_FILTERS =
            new Unsubscribe(2, Properties.NONE, List.of("news/#", "sport/+/results"));

    @Test
    void threeOne() {
        Sample.v31(TWO).is(TWO_FILTERS).traces("""
            0 1 mqtt.hdrflags 0xa2
            0 1   mqtt.msgtype 10
            0 1   mqtt.dupflag 0
            0 1   mqtt.qos 1
            0 1   mqtt.retain_reserved 0
            1 1 mqtt.len 27
            2 2 mqtt.msgid 2
            4 2 mqtt.topic_len 6
            6 6 mqtt.topic "news/#"
            12 2 mqtt.topic_len 15
            14 15 mqtt.topic "sport/+/results"
            """);
    }

    /// MQTT 3.1 lets a client ask again with DUP.
    @Test
    void threeOneAgain() {
        Sample.v31(TWO.replaceFirst("a2", "aa")).means(TWO_FILTERS);
    }

    @Test
    void threeOneOne() {
        Sample.v311(TWO).is(TWO_FILTERS).traces("""
            0 1 mqtt.hdrflags 0xa2
            0 1   mqtt.msgtype 10
            0 1   mqtt.hdr_reserved 2
            1 1 mqtt.len 27
            2 2 mqtt.msgid 2
            4 2 mqtt.topic_len 6
            6 6 mqtt.topic "news/#"
            12 2 mqtt.topic_len 15
            14 15 mqtt.topic "sport/+/results"
            """);
    }

    /// mosquitto_sub 2.0.11: v5-properties.pcapng, frame 10.
    @Test
    void five() {
        Sample.v5("""
            a2 1d                                   # UNSUBSCRIBE
            00 02                                   # packet identifier
            10                                      # properties:
               26 00 07 'purpose' 00 04 'none'      #   user property
            00 08 'unused/#'
            """)
                .is(new Unsubscribe(2, Properties.of(new Property.Pair("purpose", "none")), List.of("unused/#")))
                .traces("""
                    0 1 mqtt.hdrflags 0xa2
                    0 1   mqtt.msgtype 10
                    0 1   mqtt.hdr_reserved 2
                    1 1 mqtt.len 29
                    2 2 mqtt.msgid 2
                    4 17 mqtt.properties
                    4 1   mqtt.property_len 16
                    5 1   mqtt.property_id 0x26
                    6 2   mqtt.prop_key_len 7
                    8 7   mqtt.prop_key "purpose"
                    15 2   mqtt.prop_value_len 4
                    17 4   mqtt.prop_value "none"
                    21 2 mqtt.topic_len 8
                    23 8 mqtt.topic "unused/#"
                    """);
    }
}
