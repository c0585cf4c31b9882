package mqttlab.capture.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "4, 0000000000000000, 00000000c0a801ff, 192.168.1.255",
        "4, 0000000000000000, 0000000000000000, 0.0.0.0",
        "6, 0000000000000000, 0000000000000000, ::",
        "6, 0000000000000000, 0000000000000001, ::1",
        "6, 0000000000000000, 0000000001020304, ::1.2.3.4",
        "6, 0000000000000000, 0000ffff01020304, ::ffff:1.2.3.4",
        "6, 0064ff9b00000000, 0000000001020304, 64:ff9b::102:304",
        "6, 20010db800000000, 0000000000000001, 2001:db8::1",
        "6, 20010db800000001, 0001000100010001, 2001:db8:0:1:1:1:1:1",
        "6, 2001000000000001, 0000000000000001, 2001:0:0:1::1",
        "6, fe80000000000000, 0000000100000000, fe80::1:0:0",
        "6, fe80000000000001, 0000000000000000, fe80:0:0:1::",
        "6, 0001000200030004, 0005000600070008, 1:2:3:4:5:6:7:8",
        "6, ffffffffffffffff, ffffffffffffffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void isWrittenTheShortWay(int version, String high, String low, String expected) {
        StringBuilder text = new StringBuilder();
        IpAddress.append(text, version, Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16));
        assertEquals(expected, text.toString());
    }
}
