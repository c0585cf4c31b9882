package mqttlab.capture.link;

import static mqttlab.capture.FrameBuilder.ethernet;
import static mqttlab.capture.FrameBuilder.ipv4;
import static mqttlab.capture.FrameBuilder.join;
import static mqttlab.capture.FrameBuilder.tcp;
import static mqttlab.capture.Hex.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The headers are written by hand after the documents named in the code.
class UnwrapperTest {

    /// A PINGREQ.
    private static final String IPV4 = """
        4500002a 0001 0000 40 06 0000 0a000001 0a000002
        9c40 075b 00000001 00000002 5018 01f6 0000 0000 c000\
        """;

    private static final String IPV6 = """
        60000000 0016 06 40 20010db8000000000000000000000001 20010db8000000000000000000000002
        9c40 075b 00000001 00000002 5018 01f6 0000 0000 c000\
        """;

    private static final String FOUR = "10.0.0.1 40000 > 10.0.0.2 1883 s1 f18 c000";
    private static final String SIX = "2001:db8::1 40000 > 2001:db8::2 1883 s1 f18 c000";
    private static final String MACS = "020000000001 020000000002";

    /// An outer header of IPv4 that leaves its total length to the sender's network card.
    private static final String OUTER = MACS + "0800 4500 0000 0001 0000 40 %s 0000 01010101 02020202";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Ethernet, 1, 0800",
        "Ethernet with VLAN, 1, 8100 0005 0800",
        "Ethernet with two VLANs, 1, 88a8 0005 8100 0006 0800",
        "Ethernet with old QinQ, 1, 9100 0005 8100 0006 0800",
        "IEEE 802.3 with SNAP, 1, 0032 aaaa03 000000 0800",
        "PPP over Ethernet, 1, 8864 1100 0001 002c 0021",
        "PPP over Ethernet with short protocol, 1, 8864 1100 0001 002b 21",
        "MPLS, 1, 8847 00010040 00020140",
        "MPLS with Ethernet, 1, 8847 00020140 00000000 020000000001 020000000002 0800",
    })
    void ethernetLeadsTo(String name, int linkType, String header) {
        assertEquals(FOUR, new Unwrapping().of(linkType, bytes(MACS + header + IPV4)));
        assertEquals(FOUR, new Unwrapping().of(linkType, bytes(MACS + header + IPV4 + "00 00 00 00 12345678")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "BSD NULL little-endian, 0, 02000000",
        "BSD NULL big-endian, 0, 00000002",
        "BSD LOOP, 108, 00000002",
        "PPP, 9, 0021",
        "PPP with HDLC framing, 50, ff03 0021",
        "PPP with MPLS, 9, 0281 00020140",
        "Cisco HDLC, 50, 0f00 0800",
        "PPP over Ethernet, 51, 1100 0001 002c 0021",
        "raw IP, 101, ''",
        "raw IP of some, 12, ''",
        "raw IP of OpenBSD, 14, ''",
        "MPLS, 219, 00020140",
        "IPv4, 228, ''",
        "Linux cooked, 113, 0000 0304 0006 000000000000 0000 0800",
        "Linux cooked 2, 276, 0800 0000 00000001 0304 00 06 0000000000000000",
    })
    void otherLinksLeadTo(String name, int linkType, String header) {
        assertEquals(FOUR, new Unwrapping().of(linkType, bytes(header + IPV4)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Ethernet, 1, 020000000001 020000000002 86dd",
        "BSD NULL of macOS, 0, 1e000000",
        "BSD NULL of FreeBSD, 0, 0000001c",
        "BSD LOOP of OpenBSD, 108, 00000018",
        "PPP, 9, ff03 0057",
        "raw IP, 101, ''",
        "IPv6, 229, ''",
        "MPLS, 219, 00020140",
    })
    void linksLeadToIpv6(String name, int linkType, String header) {
        assertEquals(SIX, new Unwrapping().of(linkType, bytes(header + IPV6)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "IP in IP, 04, ''",
        "GRE, 2f, 0000 0800",
        "'GRE with checksum, key and sequence number', 2f, b000 0800 00000000 00000000 00000000",
        "GRE with Ethernet, 2f, 0000 6558 020000000001 020000000002 0800",
        "PPTP, 2f, 3081 880b 002e 0001 00000001 00000001 ff03 0021",
        "VXLAN, 11, 15b3 12b5 0044 0000 08000000 00000100 020000000001 020000000002 0800",
        "GENEVE with option, 11, 15b3 17c1 0040 0000 0100 6558 00000100 00000000 020000000001 020000000002 0800",
        "MPLS in IP, 89, 00020140",
        "Authentication Header, 33, 04040000 0000000000000000 000000000000000000000000",
    })
    void tunnelsAreFollowed(String name, String protocol, String header) {
        Unwrapping unwrapping = new Unwrapping();
        assertEquals(FOUR, unwrapping.of(1, bytes(OUTER.formatted(protocol) + header + IPV4)));
        TcpSegment segment = unwrapping.segment;
        assertEquals(2, segment.ipCount());
        assertEquals(0x01010101, segment.ipSourceLow(0));
        assertEquals(0x02020202, segment.ipDestinationLow(0));
        assertEquals(0x0a000001, segment.ipSourceLow(1));
        assertEquals(4, segment.ipVersion(0));
    }

    @Test
    void bothVersionsOfIpCarryEachOther() {
        assertEquals(SIX, new Unwrapping().of(1, bytes(OUTER.formatted("29") + IPV6)));
        assertEquals(
                FOUR,
                new Unwrapping()
                        .of(101, bytes("60000000 002a 04 40" + "00".repeat(15) + "01" + "00".repeat(16) + IPV4)));
    }

    @Test
    void extensionHeadersAreSteppedOver() {
        String hopByHop = "3c 00 010400000000";
        String destination = "2b 01 010400000000 0000000000000000";
        String routing = "2c 00 000000000000";
        String atomicFragment = "06 00 0000 00000007";
        String packet = IPV6.replace("0016 06", "003e 00")
                .replace("9c40", hopByHop + destination + routing + atomicFragment + "9c40");
        assertEquals(SIX, new Unwrapping().of(101, bytes(packet)));
    }

    @Test
    void optionsOfIpAndTcpAreSteppedOver() {
        assertEquals(FOUR, new Unwrapping().of(101, bytes("""
            46000032 0001 0000 4006 0000 0a000001 0a000002 01010101
            9c40 075b 00000001 00000002 6018 01f6 0000 0000 01010101 c000 ffff\
            """)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "longer than the frame: what is there | 4500 0064 | 10.0.0.1 40000 > 10.0.0.2 1883 s1 f18 c000",
                "zero: a sender that leaves cutting to the card | 4500 0000 | 10.0.0.1 40000 > 10.0.0.2 1883 s1 f18"
                        + " c000",
                "shorter than the header | 4500 0013 | -",
                "header longer than the packet | 4f00 002a | -",
                "header too short | 4400 002a | -",
                "another version | 5500 002a | -",
                "cuts the payload | 4500 0029 | 10.0.0.1 40000 > 10.0.0.2 1883 s1 f18 c0",
                "cuts the header of TCP: the rest makes no sense | 4500 0024 | 10.0.0.1 40000 > 10.0.0.2 1883 s1 f18 ",
                "leaves no header of TCP | 4500 0023 | -",
            })
    void theLengthInIpDecides(String name, String start, String expected) {
        assertEquals(
                expected == null ? "" : expected.stripTrailing(),
                new Unwrapping().of(101, bytes(IPV4.replace("4500002a", start))).stripTrailing());
    }

    @Test
    void whatWasNotCapturedIsCounted() {
        byte[] packet = ethernet(0x0800, ipv4("10.0.0.1", "10.0.0.2", 6, tcp(1, 2, 3, 4, 0x18, new byte[100])));
        byte[] onTheWire = join(packet, new byte[4]); // a checksum
        String start = "10.0.0.1 1 > 10.0.0.2 2 s3 f18 ";
        for (int length = 0; length <= onTheWire.length; length++) {
            int payload = Math.clamp(length - 54, 0, 100);
            String expected = length < 14 + 20 + 16
                    ? Unwrapping.NONE
                    : start + "00".repeat(payload) + (payload < 100 ? " missing " + (100 - payload) : "");
            assertEquals(expected, new Unwrapping().of(1, Arrays.copyOf(onTheWire, length), onTheWire.length));
        }
    }

    @Test
    void headersOfTcpThatMakeNoSenseHaveNoPayload() {
        for (String offset : new String[] {"0018", "4018", "f018"}) {
            assertEquals(FOUR.replace("c000", ""), new Unwrapping().of(101, bytes(IPV4.replace("5018", offset))));
        }
    }

    @Test
    void errorsOfIcmpQuote() {
        String quoting = MACS + "0800 4500 0000 0001 0000 40 01 0000 0a000009 0a000001 %s 01 0000 00000000" + IPV4;
        assertEquals(
                FOUR.replace("c000", "").replace("f18", "f18 quoted"),
                new Unwrapping().of(1, bytes(quoting.formatted("03"))));
        assertEquals(Unwrapping.NONE, new Unwrapping().of(1, bytes(quoting.formatted("08"))));
    }

    @Test
    void whatIsNotTcpIsLeft() {
        for (String packet : new String[] {
            MACS + "0806 0001 0800 06 04 0001", // ARP
            MACS + "8864 11a7 0001 002c 0021" + IPV4, // PPPoE that is no data
            MACS + "8847 00020140 f0" + IPV4,
            OUTER.formatted("11") + "0035 0035 0044 0000 08000000 00000100" + MACS + "0800" + IPV4, // DNS
            OUTER.formatted("11") + "15b3 12b5 0044 0000 00000000 00000100" + MACS + "0800" + IPV4,
            OUTER.formatted("2f") + "4000 0800 00000000" + IPV4, // GRE with source routes
            OUTER.formatted("32") + IPV4, // encrypted
        }) {
            assertEquals(Unwrapping.NONE, new Unwrapping().of(1, bytes(packet)), packet);
        }
        assertEquals(Unwrapping.NONE, new Unwrapping().of(147, bytes(IPV4)));
        assertFalse(Unwrapper.reads(147));
        assertTrue(Unwrapper.reads(276));
    }

    @Test
    void nestingHasAnEnd() {
        byte[] packet = bytes(IPV4);
        for (int i = 0; i < 31; i++) {
            assertEquals(FOUR, new Unwrapping().of(101, packet));
            packet = ipv4("10.0.0.1", "10.0.0.2", 4, packet);
        }
        assertEquals(Unwrapping.NONE, new Unwrapping().of(101, packet));
    }

    @Property(tries = 2000)
    void anyBytesNeverDoHarm(@ForAll long seed, @ForAll @IntRange(max = 120) int length) {
        byte[] frame = new byte[length];
        new Random(seed).nextBytes(frame);
        for (int linkType : new int[] {0, 1, 9, 51, 101, 113, 219, 276}) {
            new Unwrapping().of(linkType, frame, length + (int) (seed & 63));
        }
    }

    @Property(tries = 2000)
    void damagedTunnelsNeverDoHarm(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) {
        Random random = new Random(seed);
        Unwrapping unwrapping = new Unwrapping();
        for (String inner : new String[] {IPV4, IPV6}) {
            byte[] frame = bytes(OUTER.formatted("2f") + "3000 6558 0000000000000000" + MACS + "8100 0001"
                    + (inner.equals(IPV4) ? "0800" : "86dd") + inner);
            for (int i = 0; i < changes; i++) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            unwrapping.of(1, Arrays.copyOf(frame, random.nextInt(frame.length + 1)), frame.length);
        }
    }
}
