package mqttlab.packet;

import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.3.
class PublishTest {

    /// mosquitto_pub 2.0.11 -V mqttv31: v31-qos.pcap, frame 38.
    @Test
    void atMostOnce() {
        String hex = """
            30 12                         # PUBLISH, QoS 0
            00 05 'qos/0'                 # topic
            'sent with 0'                 # payload
            """;
        Publish packet = new Publish("qos/0", 0, false, false, 0, Properties.NONE, Bytes.utf8("sent with 0"));
        Sample.v31(hex).is(packet);
        Sample.v311(hex).is(packet).traces("""
            0 1 mqtt.hdrflags 0x30
            0 1   mqtt.msgtype 3
            0 1   mqtt.dupflag 0
            0 1   mqtt.qos 0
            0 1   mqtt.retain 0
            1 1 mqtt.len 18
            2 2 mqtt.topic_len 5
            4 5 mqtt.topic "qos/0"
            9 11 mqtt.msg "sent with 0"
            """);
    }

    /// mosquitto 2.0.11 delivers a will: v31-will.pcap, frame 58.
    @Test
    void exactlyOnce() {
        String hex = """
            34 11                         # PUBLISH, QoS 2
            00 0d 'wills/closing' 00 02   # topic, packet identifier
            """;
        Publish packet = new Publish("wills/closing", 2, false, false, 2, Properties.NONE, Bytes.EMPTY);
        Sample.v31(hex).is(packet);
        Sample.v311(hex).is(packet).traces("""
            0 1 mqtt.hdrflags 0x34
            0 1   mqtt.msgtype 3
            0 1   mqtt.dupflag 0
            0 1   mqtt.qos 2
            0 1   mqtt.retain 0
            1 1 mqtt.len 17
            2 2 mqtt.topic_len 13
            4 13 mqtt.topic "wills/closing"
            17 2 mqtt.msgid 2
            19 0 mqtt.msg ""
            """);
    }

    /// By hand, after 3.3.1: a retained message, sent again.
    @Test
    void allFlags() {
        Sample.v311("3b 06 00 01 'a' ff ff '!'")
                .is(new Publish("a", 1, true, true, 0xffff, Properties.NONE, Bytes.utf8("!")));
    }

    /// mosquitto 2.0.11: v5-properties.pcapng, frame 33, with a second identifier, and cut short.
    @Test
    void five() {
        Sample.v5("""
            32 6a                                        # PUBLISH, QoS 1
            00 0e 'weather/berlin' 00 01                 # topic, packet identifier
            4a                                           # properties:
               0b 80 80 01                               #   subscription 16384
               0b 0a                                     #   and subscription 10
               01 01 03 00 10 'application/json'         #   text, content type
               08 00 0f 'weather/answers'                #   where to answer
               09 00 04 00 ff 0a 'x'                     #   correlation data
               26 00 07 'station' 00 05 'north'          #   user property
               02 00 00 0e 10                            #   of interest for an hour
            '{"celsius":-3'                              # payload
            """)
                .is(new Publish(
                        "weather/berlin",
                        1,
                        false,
                        false,
                        1,
                        Properties.of(
                                new Property.Numeric(PropertyId.SUBSCRIPTION_IDENTIFIER, 16384),
                                new Property.Numeric(PropertyId.SUBSCRIPTION_IDENTIFIER, 10),
                                new Property.Numeric(PropertyId.PAYLOAD_FORMAT_INDICATOR, 1),
                                new Property.Text(PropertyId.CONTENT_TYPE, "application/json"),
                                new Property.Text(PropertyId.RESPONSE_TOPIC, "weather/answers"),
                                new Property.Data(
                                        PropertyId.CORRELATION_DATA,
                                        Bytes.of((byte) 0, (byte) 0xff, (byte) 10, (byte) 'x')),
                                new Property.Pair("station", "north"),
                                new Property.Numeric(PropertyId.MESSAGE_EXPIRY_INTERVAL, 3600)),
                        Bytes.utf8("{\"celsius\":-3")))
                .traces("""
                    0 1 mqtt.hdrflags 0x32
                    0 1   mqtt.msgtype 3
                    0 1   mqtt.dupflag 0
                    0 1   mqtt.qos 1
                    0 1   mqtt.retain 0
                    1 1 mqtt.len 106
                    2 2 mqtt.topic_len 14
                    4 14 mqtt.topic "weather/berlin"
                    18 2 mqtt.msgid 1
                    20 75 mqtt.properties
                    20 1   mqtt.property_len 74
                    21 1   mqtt.property_id 0x0b
                    22 3   mqtt.property.subscription_identifier 16384
                    25 1   mqtt.property_id 0x0b
                    26 1   mqtt.property.subscription_identifier 10
                    27 1   mqtt.property_id 0x01
                    28 1   mqtt.property.payload_format_indicator 1
                    29 1   mqtt.property_id 0x03
                    30 2   mqttlab.content_type_len 16
                    32 16   mqtt.property.content_type "application/json"
                    48 1   mqtt.property_id 0x08
                    49 2   mqtt.prop_string_len 15
                    51 15   mqtt.property.response_topic "weather/answers"
                    66 1   mqtt.property_id 0x09
                    67 2   mqtt.prop_string_len 4
                    69 4   mqtt.property.correlation_data 00ff0a78
                    73 1   mqtt.property_id 0x26
                    74 2   mqtt.prop_key_len 7
                    76 7   mqtt.prop_key "station"
                    83 2   mqtt.prop_value_len 5
                    85 5   mqtt.prop_value "north"
                    90 1   mqtt.property_id 0x02
                    91 4   mqtt.property.message_expiry_interval 3600
                    95 13 mqtt.msg "{\\"celsius\\":-3"
                    """);
    }

    /// A scripted client: v5-topic-alias.pcapng, frame 21.
    @Test
    void topicAlias() {
        Sample.v5("""
            30 0c
            00 00                         # the topic is what
            03 23 00 01                   # alias 1 stands for
            'uses 1'
            """)
                .is(new Publish(
                        "",
                        0,
                        false,
                        false,
                        0,
                        Properties.of(new Property.Numeric(PropertyId.TOPIC_ALIAS, 1)),
                        Bytes.utf8("uses 1")))
                .traces("""
                    0 1 mqtt.hdrflags 0x30
                    0 1   mqtt.msgtype 3
                    0 1   mqtt.dupflag 0
                    0 1   mqtt.qos 0
                    0 1   mqtt.retain 0
                    1 1 mqtt.len 12
                    2 2 mqtt.topic_len 0
                    4 0 mqtt.topic ""
                    4 4 mqtt.properties
                    4 1   mqtt.property_len 3
                    5 1   mqtt.property_id 0x23
                    6 2   mqtt.property.topic_alias 1
                    8 6 mqtt.msg "uses 1"
                    """);
    }
}
