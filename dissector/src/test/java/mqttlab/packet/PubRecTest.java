package mqttlab.packet;

import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.5.
class PubRecTest {

    /// mosquitto 2.0.11: v311-qos.pcap, frame 78; the same in 3.1 and 5.0.
    @Test
    void success() {
        Sample.v311("""
            50 02                         # PUBREC
            00 01                         # packet identifier
            """).is(new PubRec(1)).traces("""
                0 1 mqtt.hdrflags 0x50
                0 1   mqtt.msgtype 5
                0 1   mqtt.hdr_reserved 0
                1 1 mqtt.len 2
                2 2 mqtt.msgid 1
                """);
        Sample.v31("50 02 00 01").is(new PubRec(1));
        Sample.v5("50 02 00 01").is(new PubRec(1));
    }

    /// mosquitto 2.0.11, to a client that may not: v5-reason-codes.pcapng, frame 20.
    @Test
    void five() {
        Sample.v5("""
            50 03                         # PUBREC
            00 04 87                      # packet identifier, not authorized
            """).is(new PubRec(4, 0x87, Properties.NONE)).traces("""
                0 1 mqtt.hdrflags 0x50
                0 1   mqtt.msgtype 5
                0 1   mqtt.hdr_reserved 0
                1 1 mqtt.len 3
                2 2 mqtt.msgid 4
                4 1 mqtt.pubrec.reason_code 135
                """);
    }

    /// By hand, after 3.5.2.1: success may be written out.
    @Test
    void successInFull() {
        Sample.v5("50 03 00 01 00").means(new PubRec(1));
        Sample.v5("50 04 00 01 00 00").means(new PubRec(1));
    }
}
