package mqttlab.packet;

import org.junit.jupiter.api.Test;

/// 5.0 section 3.15.
class AuthTest {

    /// A scripted client: v5-auth.pcapng, frame 18, with a shorter method.
    @Test
    void reAuthenticate() {
        Sample.v5("""
            f0 22                                        # AUTH
            19                                           # re-authenticate
            20                                           # properties:
               15 00 05 'SCRAM'                          #   method
               16 00 04 00 01 fe ff                      #   data
               26 00 03 'why' 00 06 'rotate' 1f 00 00    #   user property, an empty reason string
            """)
                .is(new Auth(
                        0x19,
                        Properties.of(
                                new Property.Text(PropertyId.AUTHENTICATION_METHOD, "SCRAM"),
                                new Property.Data(
                                        PropertyId.AUTHENTICATION_DATA,
                                        Bytes.of((byte) 0, (byte) 1, (byte) 0xfe, (byte) 0xff)),
                                new Property.Pair("why", "rotate"),
                                new Property.Text(PropertyId.REASON_STRING, ""))))
                .traces("""
                    0 1 mqtt.hdrflags 0xf0
                    0 1   mqtt.msgtype 15
                    0 1   mqtt.hdr_reserved 0
                    1 1 mqtt.len 34
                    2 1 mqtt.auth.reason_code 25
                    3 33 mqtt.properties
                    3 1   mqtt.property_len 32
                    4 1   mqtt.property_id 0x15
                    5 2   mqtt.prop_string_len 5
                    7 5   mqtt.property.authentication_method "SCRAM"
                    12 1   mqtt.property_id 0x16
                    13 2   mqtt.prop_string_len 4
                    15 4   mqtt.property.authentication_data 0001feff
                    19 1   mqtt.property_id 0x26
                    20 2   mqtt.prop_key_len 3
                    22 3   mqtt.prop_key "why"
                    25 2   mqtt.prop_value_len 6
                    27 6   mqtt.prop_value "rotate"
                    33 1   mqtt.property_id 0x1f
                    34 2   mqtt.prop_string_len 0
                    36 0   mqtt.property.reason_string ""
                    """);
    }

    /// The same broker: frame 21.
    @Test
    void success() {
        Sample.v5("f0 12 00 10 15 00 0d 'SCRAM-SHA-256'")
                .is(new Auth(0, Properties.of(new Property.Text(PropertyId.AUTHENTICATION_METHOD, "SCRAM-SHA-256"))));
    }

    /// By hand, after 3.15.2.1: success without properties may be left out.
    @Test
    void nothing() {
        Sample.v5("f0 00").is(new Auth(0, Properties.NONE)).traces("""
            0 1 mqtt.hdrflags 0xf0
            0 1   mqtt.msgtype 15
            0 1   mqtt.hdr_reserved 0
            1 1 mqtt.len 0
            """);
    }
}
