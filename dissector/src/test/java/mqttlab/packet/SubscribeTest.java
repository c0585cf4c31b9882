package mqttlab.packet;

import java.util.List;
import mqttlab.packet.Subscribe.Request;
import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.8.
class SubscribeTest {

    /// mosquitto_sub 2.0.11 -V mqttv31, two filters: v31-unsubscribe.pcap, frame 8.
    private static final String TWO = """
        82 15                  # SUBSCRIBE
        00 01                  # packet identifier
        00 06 'news/#'   01    # a filter, at most QoS 1
        00 07 'sport/#'  01
        """;

    private static final Subscribe TWO_FILTERS =
            new Subscribe(1, Properties.NONE, List.of(new Request("news/#", 1), new Request("sport/#", 1)));

    @Test
    void threeOne() {
        Sample.v31(TWO).is(TWO_FILTERS).traces("""
            0 1 mqtt.hdrflags 0x82
            0 1   mqtt.msgtype 8
            0 1   mqtt.dupflag 0
            0 1   mqtt.qos 1
            0 1   mqtt.retain_reserved 0
            1 1 mqtt.len 21
            2 2 mqtt.msgid 1
            4 9 mqttlab.subscription
            4 2   mqtt.topic_len 6
            6 6   mqtt.topic "news/#"
            12 1   mqtt.sub.qos 1
            13 10 mqttlab.subscription
            13 2   mqtt.topic_len 7
            15 7   mqtt.topic "sport/#"
            22 1   mqtt.sub.qos 1
            """);
    }

    /// MQTT 3.1 lets a client ask again with DUP.
    @Test
    void threeOneAgain() {
        Sample.v31(TWO.replaceFirst("82", "8a")).means(TWO_FILTERS);
    }

    @Test
    void threeOneOne() {
        Sample.v311(TWO).is(TWO_FILTERS).traces("""
            0 1 mqtt.hdrflags 0x82
            0 1   mqtt.msgtype 8
            0 1   mqtt.hdr_reserved 2
            1 1 mqtt.len 21
            2 2 mqtt.msgid 1
            4 9 mqttlab.subscription
            4 2   mqtt.topic_len 6
            6 6   mqtt.topic "news/#"
            12 1   mqtt.sub.qos 1
            13 10 mqttlab.subscription
            13 2   mqtt.topic_len 7
            15 7   mqtt.topic "sport/#"
            22 1   mqtt.sub.qos 1
            """);
    }

    /// A scripted client: v5-subscription-options.pcapng, frame 44.
    @Test
    void five() {
        Sample.v5("""
            82 16                  # SUBSCRIBE
            00 01 00               # packet identifier, no properties
            00 06 'kept/#'  1d     # a filter; retained messages if new, flags as sent, not my own; QoS 1
            00 07 'other/#' 26     # no retained messages, not my own; QoS 2
            """)
                .is(new Subscribe(
                        1,
                        Properties.NONE,
                        List.of(new Request("kept/#", 1, true, true, 1), new Request("other/#", 2, true, false, 2))))
                .traces("""
                    0 1 mqtt.hdrflags 0x82
                    0 1   mqtt.msgtype 8
                    0 1   mqtt.hdr_reserved 2
                    1 1 mqtt.len 22
                    2 2 mqtt.msgid 1
                    4 1 mqtt.properties
                    4 1   mqtt.property_len 0
                    5 9 mqttlab.subscription
                    5 2   mqtt.topic_len 6
                    7 6   mqtt.topic "kept/#"
                    13 1   mqtt.subscription_options 0x1d
                    13 1     mqtt.subscription_options_reserved 0x00
                    13 1     mqtt.subscription_options_retain 1
                    13 1     mqtt.subscription_options_rap 1
                    13 1     mqtt.subscription_options_nl 1
                    13 1     mqtt.subscription_options_qos 1
                    14 10 mqttlab.subscription
                    14 2   mqtt.topic_len 7
                    16 7   mqtt.topic "other/#"
                    23 1   mqtt.subscription_options 0x26
                    23 1     mqtt.subscription_options_reserved 0x00
                    23 1     mqtt.subscription_options_retain 2
                    23 1     mqtt.subscription_options_rap 0
                    23 1     mqtt.subscription_options_nl 1
                    23 1     mqtt.subscription_options_qos 2
                    """);
    }

    /// mosquitto_sub 2.0.11: v5-properties.pcapng, frame 8.
    @Test
    void properties() {
        Sample.v5("""
            82 26
            00 01
            17                                             # properties:
               0b 80 80 01                                 #   subscription identifier 16384
               26 00 07 'purpose' 00 07 'display'          #   user property
            00 09 'weather/#' 01
            """)
                .is(new Subscribe(
                        1,
                        Properties.of(
                                new Property.Numeric(PropertyId.SUBSCRIPTION_IDENTIFIER, 16384),
                                new Property.Pair("purpose", "display")),
                        List.of(new Request("weather/#", 1))));
    }

    /// mosquitto_sub 2.0.11: v5-shared.pcapng, frame 8.
    @Test
    void shared() {
        Sample.v5("82 1b 00 01 00 00 15 '$share/workers/jobs/+' 01")
                .is(new Subscribe(1, Properties.NONE, List.of(new Request("$share/workers/jobs/+", 1))));
    }
}
