package mqttlab.packet;

import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.12.
class PingReqTest {

    /// mosquitto_sub 2.0.11: ping.pcap, frame 31; the same in all versions.
    @Test
    void allVersions() {
        Sample.v31("c0 00").is(new PingReq());
        Sample.v5("c0 00").is(new PingReq());
        Sample.v311("""
            c0                            # PINGREQ
            00                            # nothing follows
            """).is(new PingReq()).traces("""
                0 1 mqtt.hdrflags 0xc0
                0 1   mqtt.msgtype 12
                0 1   mqtt.hdr_reserved 0
                1 1 mqtt.len 0
                """);
    }
}
