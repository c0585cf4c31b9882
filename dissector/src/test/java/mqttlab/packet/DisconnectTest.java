package mqttlab.packet;

import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.14.
class DisconnectTest {

    /// mosquitto_pub 2.0.11: v31-will.pcap, frame 53; the same in all versions.
    @Test
    void normal() {
        Disconnect normal = new Disconnect(0, Properties.NONE);
        Sample.v31("e0 00").is(normal);
        Sample.v311("e0 00").is(normal).traces("""
            0 1 mqtt.hdrflags 0xe0
            0 1   mqtt.msgtype 14
            0 1   mqtt.hdr_reserved 0
            1 1 mqtt.len 0
            """);
        Sample.v5("e0 00").is(normal);
    }

    /// mosquitto_sub 2.0.11: v5-will.pcap, frame 64.
    @Test
    void withWill() {
        Sample.v5("""
            e0 01                         # DISCONNECT
            04                            # but send my will
            """).is(new Disconnect(4, Properties.NONE)).traces("""
                0 1 mqtt.hdrflags 0xe0
                0 1   mqtt.msgtype 14
                0 1   mqtt.hdr_reserved 0
                1 1 mqtt.len 1
                2 1 mqtt.disconnect.reason_code 4
                """);
    }

    /// A scripted client: v5-properties.pcapng, frame 67, less a user property.
    @Test
    void five() {
        Sample.v5("""
            e0 11                                   # DISCONNECT
            04                                      # but send my will
            0f                                      # properties:
               11 00 00 00 00                       #   the session ends now
               26 00 03 'why' 00 02 'no'            #   user property
            """)
                .is(new Disconnect(
                        4,
                        Properties.of(
                                new Property.Numeric(PropertyId.SESSION_EXPIRY_INTERVAL, 0),
                                new Property.Pair("why", "no"))))
                .traces("""
                    0 1 mqtt.hdrflags 0xe0
                    0 1   mqtt.msgtype 14
                    0 1   mqtt.hdr_reserved 0
                    1 1 mqtt.len 17
                    2 1 mqtt.disconnect.reason_code 4
                    3 16 mqtt.properties
                    3 1   mqtt.property_len 15
                    4 1   mqtt.property_id 0x11
                    5 4   mqtt.property.session_expiry_interval 0
                    9 1   mqtt.property_id 0x26
                    10 2   mqtt.prop_key_len 3
                    12 3   mqtt.prop_key "why"
                    15 2   mqtt.prop_value_len 2
                    17 2   mqtt.prop_value "no"
                    """);
    }

    /// A scripted broker: v5-scripted-server.pcapng, frame 17, less reason string and user property.
    @Test
    void serverMoved() {
        Sample.v5("e0 0c 9d 0a 1c 00 07 'example'")
                .is(new Disconnect(0x9d, Properties.of(new Property.Text(PropertyId.SERVER_REFERENCE, "example"))));
    }

    /// By hand, after 3.14.2: what may be left out may also be written out.
    @Test
    void normalInFull() {
        Sample.v5("e0 01 00").means(new Disconnect(0, Properties.NONE));
        Sample.v5("e0 02 00 00").means(new Disconnect(0, Properties.NONE));
    }
}
