package mqttlab.packet;

import org.junit.jupiter.api.Test;

/// 3.1.1 and 5.0 section 3.13.
class PingRespTest {

    /// mosquitto 2.0.11: ping.pcap, frame 32; the same in all versions.
    @Test
    void allVersions() {
        Sample.v31("d0 00").is(new PingResp());
        Sample.v5("d0 00").is(new PingResp());
        Sample.v311("""
            d0                            # PINGRESP
            00                            # nothing follows
            """).is(new PingResp()).traces("""
                0 1 mqtt.hdrflags 0xd0
                0 1   mqtt.msgtype 13
                0 1   mqtt.hdr_reserved 0
                1 1 mqtt.len 0
                """);
    }
}
