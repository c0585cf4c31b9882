package mqttlab.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses, times and numbers of 64 bits.
class OtherTypesTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
        ip.src == 10.1.2.3                               => true
        ip.src == 10.1.2.4                               => false
        ip.src != 10.1.2.4                               => true
        ip.src == 10.0.0.0/8                             => true
        ip.src == 10.255.255.255/8                       => true
        ip.src == 10.1.2.3/32                            => true
        ip.src == 10.1.2.0/30                            => true
        ip.src == 10.1.2.4/30                            => false
        ip.src == 0.0.0.0/0                              => true
        ip.src != 10.0.0.0/8                             => false
        ip.src > 10.1.2.2                                => true
        ip.src > 10.0.0.0/8                              => false
        ip.src >= 10.0.0.0/8                             => true
        ip.src < 11.0.0.0/8                              => true
        ip.src <= 10.1.2.0/24                            => true
        ip.src < 10.1.2.0/24                             => false
        ip.src < 200.0.0.0                               => true
        ip.src in {10.1.2.3}                             => true
        ip.src in {192.0.2.0/24, 10.1.0.0..10.1.255.255} => true
        ip.src in {10.2.0.0/16..10.3.0.0/16}             => false
        ip.src in {10.0.0.0/16..10.1.0.0/16}             => true
        ip.addr == 192.0.2.1 and ip.addr == 10.1.2.3     => true
        ip.addr != 192.0.2.1                             => false
        ip.addr !== 192.0.2.1                            => true
        ipv6.src == 2001:db8::1                          => true
        ipv6.src == 2001:0db8:0:0:0:0:0:1                => true
        ipv6.src == 2001:DB8::/32                        => true
        ipv6.src == fe80::/10                            => false
        ipv6.src > ::1                                   => true
        ipv6.src in {2001:db8::..2001:db8::ffff}         => true
        frame.time_epoch > 1700000000                    => true
        frame.time_epoch > 1700000000.000000001          => false
        frame.time_epoch == 1700000000.000000001         => true
        frame.time_epoch < 1700000000.1                  => true
        frame.time_epoch in {1699999999.5..1700000001}   => true
        frame.time_epoch > -1                            => true
        frame.time_delta == -1.5                         => true
        frame.time_delta < -1.4                          => true
        frame.time_delta < 0                             => true
        frame.time_delta > -2                            => true
        frame.number == 7                                => true
        tcp.flags == 0x18                                => true
        tcp.seq == 18446744073709551615                  => true
        tcp.seq == 0xffffffffffffffff                    => true
        tcp.seq > 0x7fffffffffffffff                     => true
        tcp.seq > 0xffffffffffffffff                     => false
        tcp.seq in {0..9223372036854775807}              => false
        tcp.seq in {5..18446744073709551615}             => true
        """)
    void answers(String filter, boolean expected) {
        assertEquals(expected, Filter.compile(filter, new Others<String>()).test("any"), filter);
    }

    @ParameterizedTest
    @CsvSource({
        "::, 00000000000000000000000000000000",
        "::1, 00000000000000000000000000000001",
        "1::, 00010000000000000000000000000000",
        "2001:db8:0:1:1:1:1:1, 20010db8000000010001000100010001",
        "2001:db8::192.0.2.33, 20010db80000000000000000c0000221",
        "::ffff:192.0.2.33, 00000000000000000000ffffc0000221",
        "1:2:3:4:5:6:7::, 00010002000300040005000600070000",
        "1:2:3:4:5:6:1.2.3.4, 00010002000300040005000601020304",
        "1:2:3:4:5:6:7:8::, ''",
        "1:2:3:4:5:6:7:8:9, ''",
        "1:2:3:4:5:6:7, ''",
        "1::2::3, ''",
        ":::, ''",
        ":1:2:3:4:5:6:7, ''",
        "12345::, ''",
        "g::, ''",
        "1.2.3.4::, ''",
        "::1.2.3, ''",
        "::1.2.3.256, ''",
    })
    void readsIpv6(String text, String expected) {
        byte[] address = Addresses.v6(text);
        assertEquals(expected, address == null ? "" : HexFormat.of().formatHex(address));
    }
}
