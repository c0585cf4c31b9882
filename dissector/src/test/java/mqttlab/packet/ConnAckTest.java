package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.2.
class ConnAckTest {

    /// mosquitto 2.0.11: v31-refused.pcap, frame 18. The first byte has no meaning in 3.1.
    @Test
    void threeOne() {
        Sample.v31("""
            20 02          # CONNACK
            00             # reserved
            05             # not authorized
            """).is(new ConnAck(false, 5, Properties.NONE)).traces("""
                0 1 mqtt.hdrflags 0x20
                0 1   mqtt.msgtype 2
                0 1   mqtt.hdr_reserved 0
                1 1 mqtt.len 2
                2 1 mqtt.conack.flags.reserved 0x00
                3 1 mqtt.conack.val 5
                """);
        Sample.v31("20 02 01 00").means(new ConnAck(false, 0, Properties.NONE));
    }

    /// mosquitto 2.0.11: v311-session.pcap, frame 60.
    @Test
    void threeOneOne() {
        Sample.v311("""
            20 02          # CONNACK
            01             # session present
            00             # accepted
            """).is(new ConnAck(true, 0, Properties.NONE)).traces("""
                0 1 mqtt.hdrflags 0x20
                0 1   mqtt.msgtype 2
                0 1   mqtt.hdr_reserved 0
                1 1 mqtt.len 2
                2 1 mqtt.conack.flags 0x01
                2 1   mqtt.conack.flags.reserved 0
                2 1   mqtt.conack.flags.sp 1
                3 1 mqtt.conack.val 0
                """);
    }

    /// mosquitto 2.0.11 with limits set: v5-server-properties.pcapng, frame 6, with a shorter identifier.
    @Test
    void five() {
        Sample.v5("""
            20 1d                         # CONNACK
            00 00                         # no session, success
            1a                            # properties:
               22 00 05                   #   5 topic aliases
               13 00 1e                   #   keep alive: half a minute
               12 00 05 'auto-'           #   assigned client identifier
               27 00 00 07 d0             #   packets of up to 2000 bytes
               21 00 07                   #   7 messages at once
               24 01                      #   QoS 0 and 1
               25 00                      #   no retained messages
            """)
                .is(new ConnAck(
                        false,
                        0,
                        Properties.of(
                                new Property.Numeric(PropertyId.TOPIC_ALIAS_MAXIMUM, 5),
                                new Property.Numeric(PropertyId.SERVER_KEEP_ALIVE, 30),
                                new Property.Text(PropertyId.ASSIGNED_CLIENT_IDENTIFIER, "auto-"),
                                new Property.Numeric(PropertyId.MAXIMUM_PACKET_SIZE, 2000),
                                new Property.Numeric(PropertyId.RECEIVE_MAXIMUM, 7),
                                new Property.Numeric(PropertyId.MAXIMUM_QOS, 1),
                                new Property.Numeric(PropertyId.RETAIN_AVAILABLE, 0))))
                .traces("""
                    0 1 mqtt.hdrflags 0x20
                    0 1   mqtt.msgtype 2
                    0 1   mqtt.hdr_reserved 0
                    1 1 mqtt.len 29
                    2 1 mqtt.conack.flags 0x00
                    2 1   mqtt.conack.flags.reserved 0
                    2 1   mqtt.conack.flags.sp 0
                    3 1 mqtt.connack.reason_code 0
                    4 27 mqtt.properties
                    4 1   mqtt.property_len 26
                    5 1   mqtt.property_id 0x22
                    6 2   mqtt.property.topic_alias_maximum 5
                    8 1   mqtt.property_id 0x13
                    9 2   mqtt.property.server_keep_alive 30
                    11 1   mqtt.property_id 0x12
                    12 2   mqtt.prop_string_len 5
                    14 5   mqtt.property.assigned_client_identifier "auto-"
                    19 1   mqtt.property_id 0x27
                    20 4   mqtt.property.maximum_packet_size 2000
                    24 1   mqtt.property_id 0x21
                    25 2   mqtt.property.receive_maximum 7
                    27 1   mqtt.property_id 0x24
                    28 1   mqtt.property.maximum_qos 1
                    29 1   mqtt.property_id 0x25
                    30 1   mqtt.property.retain_available 0
                    """);
    }

    /// mosquitto 2.0.11: v5-refused.pcap, frame 18.
    @Test
    void refusal() {
        Sample.v5("""
            20 03
            00 87                         # not authorized
            00                            # no properties
            """).is(new ConnAck(false, 0x87, Properties.NONE));
    }

    @Test
    void codesHaveNames() {
        assertEquals("Connection Refused, not authorized", ConnAck.RETURN_CODE.nameOf(5));
        assertNull(ConnAck.RETURN_CODE.nameOf(6));
        assertEquals("Not authorized", ConnAck.REASON_CODE.nameOf(0x87));
        assertNull(ConnAck.REASON_CODE.nameOf(0x04));
    }
}
