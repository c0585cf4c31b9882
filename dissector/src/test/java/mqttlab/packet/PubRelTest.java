package mqttlab.packet;

import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.6.
class PubRelTest {

    /// mosquitto 2.0.11: v311-qos.pcap, frame 79; the same in 3.1 and 5.0.
    @Test
    void success() {
        Sample.v311("""
            62 02                         # PUBREL
            00 01                         # packet identifier
            """).is(new PubRel(1)).traces("""
                0 1 mqtt.hdrflags 0x62
                0 1   mqtt.msgtype 6
                0 1   mqtt.hdr_reserved 2
                1 1 mqtt.len 2
                2 2 mqtt.msgid 1
                """);
        Sample.v31("62 02 00 01").is(new PubRel(1));
        Sample.v5("62 02 00 01").is(new PubRel(1));
    }

    @Test
    void threeOne() {
        Sample.v31("62 02 00 01").is(new PubRel(1)).traces("""
            0 1 mqtt.hdrflags 0x62
            0 1   mqtt.msgtype 6
            0 1   mqtt.dupflag 0
            0 1   mqtt.qos 1
            0 1   mqtt.retain_reserved 0
            1 1 mqtt.len 2
            2 2 mqtt.msgid 1
            """);
    }

    /// Sent again: "DUP ... applies to messages where QoS is greater than zero", and PUBREL has QoS 1 in MQTT 3.1.
    @Test
    void threeOneAgain() {
        Sample.v31("6a 02 00 01").means(new PubRel(1));
    }

    /// A scripted client: v5-reason-codes.pcapng, frame 31.
    @Test
    void five() {
        Sample.v5("""
            62 04                         # PUBREL
            00 09 92                      # packet identifier, which is not found
            00                            # no properties
            """).means(new PubRel(9, 0x92, Properties.NONE)).traces("""
                0 1 mqtt.hdrflags 0x62
                0 1   mqtt.msgtype 6
                0 1   mqtt.hdr_reserved 2
                1 1 mqtt.len 4
                2 2 mqtt.msgid 9
                4 1 mqtt.pubrel.reason_code 146
                5 1 mqtt.properties
                5 1   mqtt.property_len 0
                """);
    }

    /// By hand, after 3.6.2.1: success may be written out.
    @Test
    void successInFull() {
        Sample.v5("62 03 00 01 00").means(new PubRel(1));
        Sample.v5("62 04 00 01 00 00").means(new PubRel(1));
    }
}
