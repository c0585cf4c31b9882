package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// 3.1.1 and 5.0 section 3.1.
class ConnectTest {

    /// mosquitto_sub 2.0.11 -V mqttv31 with a will: v31-will.pcap, frame 14.
    @Test
    void threeOne() {
        Sample.v31("""
            10 28                                        # CONNECT
            00 06 'MQIsdp' 03                            # the name of 3.1, level 3
            2e                                           # will: retained, QoS 1; clean session
            00 3c                                        # keep alive: a minute
            00 06 'killed'                               # client identifier
            00 0c 'wills/killed' 00 04 'gone'            # will
            """)
                .is(connect(
                        Version.V3_1, "killed", new Will(Properties.NONE, "wills/killed", Bytes.utf8("gone"), 1, true)))
                .traces("""
                    0 1 mqtt.hdrflags 0x10
                    0 1   mqtt.msgtype 1
                    0 1   mqtt.hdr_reserved 0
                    1 1 mqtt.len 40
                    2 2 mqtt.proto_len 6
                    4 6 mqtt.protoname "MQIsdp"
                    10 1 mqtt.ver 3
                    11 1 mqtt.conflags 0x2e
                    11 1   mqtt.conflag.uname 0
                    11 1   mqtt.conflag.passwd 0
                    11 1   mqtt.conflag.retain 1
                    11 1   mqtt.conflag.qos 1
                    11 1   mqtt.conflag.willflag 1
                    11 1   mqtt.conflag.cleansess 1
                    11 1   mqtt.conflag.reserved 0
                    12 2 mqtt.kalive 60
                    14 2 mqtt.clientid_len 6
                    16 6 mqtt.clientid "killed"
                    22 2 mqtt.willtopic_len 12
                    24 12 mqtt.willtopic "wills/killed"
                    36 2 mqtt.willmsg_len 4
                    38 4 mqtt.willmsg "gone"
                    """);
    }

    /// mosquitto_pub 2.0.11 -V mqttv311 -u anna -P secret: v311-refused.pcap, frame 4.
    @Test
    void threeOneOne() {
        Sample.v311("""
            10 21                       # CONNECT
            00 04 'MQTT' 04             # level 4
            c2                          # user name, password; clean session
            00 3c                       # keep alive: a minute
            00 07 'welcome'             # client identifier
            00 04 'anna' 00 06 'secret'
            """)
                .is(new Connect(
                        Version.V3_1_1,
                        false,
                        "welcome",
                        true,
                        60,
                        Properties.NONE,
                        null,
                        "anna",
                        Bytes.utf8("secret")))
                .traces("""
                    0 1 mqtt.hdrflags 0x10
                    0 1   mqtt.msgtype 1
                    0 1   mqtt.hdr_reserved 0
                    1 1 mqtt.len 33
                    2 2 mqtt.proto_len 4
                    4 4 mqtt.protoname "MQTT"
                    8 1 mqtt.ver 4
                    9 1 mqtt.conflags 0xc2
                    9 1   mqtt.conflag.uname 1
                    9 1   mqtt.conflag.passwd 1
                    9 1   mqtt.conflag.retain 0
                    9 1   mqtt.conflag.qos 0
                    9 1   mqtt.conflag.willflag 0
                    9 1   mqtt.conflag.cleansess 1
                    9 1   mqtt.conflag.reserved 0
                    10 2 mqtt.kalive 60
                    12 2 mqtt.clientid_len 7
                    14 7 mqtt.clientid "welcome"
                    21 2 mqtt.username_len 4
                    23 4 mqtt.username "anna"
                    27 2 mqtt.passwd_len 6
                    29 6 mqtt.passwd "secret"
                    """);
    }

    /// mosquitto_sub 2.0.11 -V mqttv5 with all properties a will may have: v5-will-properties.pcapng, frame 14.
    @Test
    void five() {
        Sample.v5("""
            10 77                                           # CONNECT
            00 04 'MQTT' 05                                 # level 5
            0e                                              # will: not retained, QoS 1; clean start
            00 3c                                           # keep alive: a minute
            08 11 00 00 00 0a 21 00 14                      # session expires after 10 s; 20 messages at once
            00 06 'killed'                                  # client identifier
            45                                              # will properties:
               18 00 00 00 01                               #   a second late
               01 01 02 00 00 02 58                         #   text, of interest for 10 minutes
               03 00 10 'application/json'                  #   content type
               08 00 0d 'wills/answers' 09 00 04 'last'     #   where and with what to answer
               26 00 05 'place' 00 05 'attic'               #   user property
            00 0c 'wills/killed' 00 06 '"gone"'             # will
            """)
                .is(new Connect(
                        Version.V5,
                        false,
                        "killed",
                        true,
                        60,
                        Properties.of(
                                new Property.Numeric(PropertyId.SESSION_EXPIRY_INTERVAL, 10),
                                new Property.Numeric(PropertyId.RECEIVE_MAXIMUM, 20)),
                        new Will(
                                Properties.of(
                                        new Property.Numeric(PropertyId.WILL_DELAY_INTERVAL, 1),
                                        new Property.Numeric(PropertyId.PAYLOAD_FORMAT_INDICATOR, 1),
                                        new Property.Numeric(PropertyId.MESSAGE_EXPIRY_INTERVAL, 600),
                                        new Property.Text(PropertyId.CONTENT_TYPE, "application/json"),
                                        new Property.Text(PropertyId.RESPONSE_TOPIC, "wills/answers"),
                                        new Property.Data(PropertyId.CORRELATION_DATA, Bytes.utf8("last")),
                                        new Property.Pair("place", "attic")),
                                "wills/killed",
                                Bytes.utf8("\"gone\""),
                                1,
                                false),
                        null,
                        null))
                .traces("""
                    0 1 mqtt.hdrflags 0x10
                    0 1   mqtt.msgtype 1
                    0 1   mqtt.hdr_reserved 0
                    1 1 mqtt.len 119
                    2 2 mqtt.proto_len 4
                    4 4 mqtt.protoname "MQTT"
                    8 1 mqtt.ver 5
                    9 1 mqtt.conflags 0x0e
                    9 1   mqtt.conflag.uname 0
                    9 1   mqtt.conflag.passwd 0
                    9 1   mqtt.conflag.retain 0
                    9 1   mqtt.conflag.qos 1
                    9 1   mqtt.conflag.willflag 1
                    9 1   mqtt.conflag.cleansess 1
                    9 1   mqtt.conflag.reserved 0
                    10 2 mqtt.kalive 60
                    12 9 mqtt.properties
                    12 1   mqtt.property_len 8
                    13 1   mqtt.property_id 0x11
                    14 4   mqtt.property.session_expiry_interval 10
                    18 1   mqtt.property_id 0x21
                    19 2   mqtt.property.receive_maximum 20
                    21 2 mqtt.clientid_len 6
                    23 6 mqtt.clientid "killed"
                    29 70 mqtt.will_properties
                    29 1   mqtt.property_len 69
                    30 1   mqtt.property_id 0x18
                    31 4   mqtt.property.will_delay_interval 1
                    35 1   mqtt.property_id 0x01
                    36 1   mqtt.property.payload_format_indicator 1
                    37 1   mqtt.property_id 0x02
                    38 4   mqtt.property.message_expiry_interval 600
                    42 1   mqtt.property_id 0x03
                    43 2   mqttlab.content_type_len 16
                    45 16   mqtt.property.content_type "application/json"
                    61 1   mqtt.property_id 0x08
                    62 2   mqtt.prop_string_len 13
                    64 13   mqtt.property.response_topic "wills/answers"
                    77 1   mqtt.property_id 0x09
                    78 2   mqtt.prop_string_len 4
                    80 4   mqtt.property.correlation_data "last"
                    84 1   mqtt.property_id 0x26
                    85 2   mqtt.prop_key_len 5
                    87 5   mqtt.prop_key "place"
                    92 2   mqtt.prop_value_len 5
                    94 5   mqtt.prop_value "attic"
                    99 2 mqtt.willtopic_len 12
                    101 12 mqtt.willtopic "wills/killed"
                    113 2 mqtt.willmsg_len 6
                    115 6 mqtt.willmsg "\\"gone\\""
                    """);
    }

    /// mosquitto 2.0.11 as a bridge, clean session 0: v31-bridge.pcap, frame 4, with a shorter will.
    @Test
    void bridge() {
        Sample.v31("""
            10 1a
            00 06 'MQIsdp' 83           # level 3, and bit 7 of a bridge
            2c 00 3c
            00 04 'edge'
            00 03 'up?' 00 01 '0'
            """)
                .is(new Connect(
                        Version.V3_1,
                        true,
                        "edge",
                        false,
                        60,
                        Properties.NONE,
                        new Will(Properties.NONE, "up?", Bytes.utf8("0"), 1, true),
                        null,
                        null));
    }

    /// By hand. 5.0, unlike 3.1.1, lets a password come alone, and a client have no name but Clean Start 0.
    @Test
    void passwordAlone() {
        Sample.v5("""
            10 11 00 04 'MQTT' 05 40 00 00
            00                          # no properties
            00 00                       # no client identifier
            00 02 ff 00                 # password
            """)
                .is(new Connect(
                        Version.V5, false, "", false, 0, Properties.NONE, null, null, Bytes.of((byte) 0xff, (byte) 0)));
    }

    /// By hand: MQTT 3.1, section 3.1: "the User Name flag is set, but the User Name string is missing. This is
    /// valid".
    @Test
    void flagsWithoutFields() {
        byte[] bytes = Hex.bytes("10 0f 00 06 'MQIsdp' 03 c2 00 3c 00 01 'a'");
        assertEquals(connect(Version.V3_1, "a", null), Codec.read(bytes, 0, bytes.length, Version.V3_1));

        byte[] with = Hex.bytes("10 12 00 06 'MQIsdp' 03 c2 00 3c 00 01 'a' 00 01 'u'");
        Connect named = (Connect) Codec.read(with, 0, with.length, Version.V3_1);
        assertEquals("u", named.userName());
        assertEquals(null, named.password());

        byte[] later = Hex.bytes("10 0d 00 04 'MQTT' 04 c2 00 3c 00 01 'a'");
        assertThrows(MalformedPacketException.class, () -> Codec.read(later, 0, later.length, Version.V3_1_1));
    }

    /// The version in the packet counts, whatever the caller expects.
    @Test
    void namesItsOwnVersion() {
        byte[] bytes = Hex.bytes("10 0d 00 04 'MQTT' 04 02 00 3c 00 01 'a'");
        for (Version version : Version.values()) {
            assertEquals(connect(Version.V3_1_1, "a", null), Codec.read(bytes, 0, bytes.length, version));
            assertEquals(Version.V3_1_1, Traces.of(bytes, version, null).version());
        }
        byte[] bridge = Hex.bytes("10 0f 00 06 'MQIsdp' 83 02 00 3c 00 01 'a'");
        assertEquals(
                Version.V3_1, Traces.checkAgainstRead(bridge, Version.V5, null).version());
    }

    /// What may be a CONNECT that was cut, or no CONNECT at all.
    @ParameterizedTest
    @CsvSource(textBlock = """
        '',
        10,
        10 0d,
        10 ff ff ff ff ff ff ff,
        10 0d 00,
        10 0d 00 04,
        10 0d 00 04 'MQTT',
        10 0d 00 04 'MQTT' 04, V3_1_1
        10 0d 00 04 'MQTT' 85, V5
        10 0d 00 04 'MQTT' 06,
        10 0d 00 00 03,        V3_1
        10 0d ff ff 04 04 04,
        1f 80 80 80 00 00 00 05, V5
        20 0d 00 04 'MQTT' 04,
        """)
    void versionOf(String hex, Version version) {
        byte[] bytes = Hex.bytes(hex);
        assertEquals(version, Connect.versionOf(bytes, 0, bytes.length));
    }

    /// unknown-level.pcap, frame 4: level 6. It is read as the version the caller expects.
    @Test
    void unknownLevel() {
        byte[] bytes = Hex.bytes("10 0f 00 04 'MQTT' 06 02 00 3c 00 03 'six'");
        Trace trace = Traces.of(bytes, Version.V3_1_1, null);
        assertEquals("8 1 PROTOCOL_LEVEL: 6", Traces.text(trace.problems().getFirst()));
        assertEquals(1, trace.problems().size());
        var thrown =
                assertThrows(MalformedPacketException.class, () -> Codec.read(bytes, 0, bytes.length, Version.V3_1_1));
        assertEquals(ReasonCode.UNSUPPORTED_PROTOCOL_VERSION.value(), thrown.reasonCode());
    }

    private static Connect connect(Version version, String clientId, @Nullable Will will) {
        return new Connect(version, false, clientId, true, 60, Properties.NONE, will, null, null);
    }
}
