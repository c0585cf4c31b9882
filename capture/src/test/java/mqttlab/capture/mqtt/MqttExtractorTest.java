package mqttlab.capture.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import mqttlab.capture.FrameBuilder;
import mqttlab.capture.Hex;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.tcp.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttExtractorTest {

    private static final String CONNECT = Traffic.CONNECT;
    private static final String CONNACK = Traffic.CONNACK;
    private static final String PUBLISH = "300a0003612f6268656c6c6f"; // a/b: hello
    private static final String PINGREQ = "c000";

    /// A PUBLISH to a/b with a payload of so many bytes 2e, up to 16 kB.
    private static String publish(int payload) {
        int remaining = 5 + payload;
        return "30%02x%02x0003612f62".formatted(remaining & 0x7f | 0x80, remaining >> 7) + "2e".repeat(payload);
    }

    @Test
    void packetsOfBothDirections() {
        Traffic traffic = Traffic.on(1883)
                .client(CONNECT)
                .server(CONNACK)
                .client(PUBLISH)
                .clientFin()
                .serverFin();
        assertEquals(
                "opened, > " + CONNECT + ", < " + CONNACK + ", > " + PUBLISH + ", > FIN, < FIN, FINISHED",
                traffic.told());
        assertEquals(
                List.of("4-4 TO_SERVER CONNECT", "5-5 TO_CLIENT CONNECT", "6-6 TO_SERVER CONNECT"), traffic.frames);
    }

    @Test
    void severalPacketsInASegment() {
        assertEquals(
                "opened, > " + CONNECT + ", > " + PUBLISH + ", > " + PINGREQ,
                Traffic.on(1883).client(CONNECT + PUBLISH + PINGREQ).told());
    }

    @Test
    void aPacketOverSeveralSegments() {
        Traffic traffic = Traffic.on(1883).client(CONNECT);
        String large = publish(3000);
        traffic.client(large.substring(0, 2000)).client(large.substring(2000, 4000));
        traffic.client(large.substring(4000) + PINGREQ);
        assertEquals("opened, > " + CONNECT + ", > " + large + ", > " + PINGREQ, traffic.told());
        assertEquals("5-7 TO_SERVER CONNECT", traffic.frames.get(1));
        assertEquals("7-7 TO_SERVER CONNECT", traffic.frames.get(2));
    }

    @Test
    void segmentsMayBeCutAnywhere() {
        String all = CONNECT + publish(130) + PINGREQ + PUBLISH;
        String expected = Traffic.on(1883).client(all).told();
        for (int one = 2; one < all.length(); one += 2) {
            Traffic traffic = Traffic.on(1883).client(all.substring(0, one)).client(all.substring(one));
            assertEquals(expected, traffic.told(), "cut at " + one / 2);
        }
        Traffic traffic = Traffic.on(1883);
        for (int i = 0; i < all.length(); i += 2) {
            traffic.client(all.substring(i, i + 2));
        }
        assertEquals(expected, traffic.told());
    }

    @Test
    void segmentsMayComeInAnyOrder() {
        Traffic traffic =
                Traffic.on(1883).client(CONNECT).clientLost(12).client(PINGREQ).clientLate(14, PUBLISH);
        assertEquals("opened, > " + CONNECT + ", > " + PUBLISH + ", > " + PINGREQ, traffic.told());
        assertEquals("6-6 TO_SERVER CONNECT", traffic.frames.get(1));
        assertEquals("5-5 TO_SERVER CONNECT", traffic.frames.get(2), "the frame that brought it");
    }

    @Test
    void afterAHoleReadingGoesOnWithTheNextPacket() {
        Traffic traffic = Traffic.on(1883).client(CONNECT).clientLost(20).client(PUBLISH);
        assertEquals("opened, > " + CONNECT, traffic.told());
        assertEquals("> lost 20, > " + PUBLISH, traffic.acknowledged().told());
        assertEquals("5-5 TO_SERVER CONNECT", traffic.frames.get(1), "the frame that brought it");
    }

    @Test
    void afterAHoleWhatIsNotSurelyAPacketIsSkipped() {
        Traffic traffic = Traffic.on(1883).client(CONNECT).clientLost(20);
        traffic.client("6c6f20776f726c64" + PUBLISH)
                .client("6c6f")
                .client(PUBLISH + PINGREQ)
                .acknowledged();
        assertEquals(
                "opened, > " + CONNECT + ", > lost 20, > skipped 22, > " + PUBLISH + ", > " + PINGREQ, traffic.told());
    }

    @Test
    void aHoleInAPacketOfKnownLengthDoesNotHideThoseBehindIt() {
        String large = publish(500);
        Traffic traffic = Traffic.on(1883).client(CONNECT).client(large.substring(0, 200));
        traffic.clientLost(100).client("ff".repeat(508 - 200) + PUBLISH).acknowledged();
        assertEquals(
                "opened, > " + CONNECT + ", > " + large.substring(0, 200)
                        + " and 408 more, > lost 100, > skipped 308, > " + PUBLISH,
                traffic.told());
        traffic.client(large.substring(0, 200)).clientLost(408).client(PUBLISH).acknowledged();
        assertEquals("> " + large.substring(0, 200) + " and 408 more, > lost 408, > " + PUBLISH, traffic.told());
        traffic.client(large.substring(0, 200))
                .clientLost(409)
                .client("ff" + PUBLISH)
                .client(PUBLISH)
                .acknowledged();
        assertEquals(
                "> " + large.substring(0, 200) + " and 408 more, > lost 409, > skipped 13, > " + PUBLISH,
                traffic.told());
    }

    @Test
    void whatASnapLengthCutOffIsMissing() {
        String large = publish(500);
        Traffic traffic = Traffic.on(1883).client(CONNECT);
        traffic.client(large.substring(0, 60), 478)
                .client(large.substring(0, 60), 478)
                .client(PINGREQ);
        String cut = "> " + large.substring(0, 60) + " and 478 more, > lost 478, ";
        assertEquals("opened, > " + CONNECT + ", " + cut + cut + "> " + PINGREQ, traffic.told());
    }

    @Test
    void aRemainingLengthWithoutEndIsMalformed() {
        Traffic traffic = Traffic.on(1883)
                .client(CONNECT)
                .client("30ffffffff7f" + PUBLISH)
                .client(PUBLISH);
        assertEquals(
                "opened, > " + CONNECT + ", > 30ffffffff7f" + PUBLISH + " malformed, > " + PUBLISH, traffic.told());
        traffic.client("30ffff").client("ffff").client("0102").client(PUBLISH);
        assertEquals("> 30ffffffff malformed, > skipped 2, > " + PUBLISH, traffic.told());
    }

    @Test
    void aLengthOf256MegabytesHidesNothingForLong() {
        Traffic traffic = Traffic.on(1883).client(CONNECT);
        traffic.client("30ffffff7f").client(PINGREQ).client(PUBLISH).client(PUBLISH);
        assertEquals(
                "opened, > " + CONNECT + ", > 30ffffff7fc000 malformed, > " + PUBLISH + ", > " + PUBLISH,
                traffic.told());
        assertEquals("5-6 TO_SERVER CONNECT", traffic.frames.get(1));
        assertEquals("7-7 TO_SERVER CONNECT", traffic.frames.get(2));
        traffic.client("40ffffff7f0001").client(PUBLISH);
        assertEquals("> 40ffffff7f0001 malformed, > " + PUBLISH, traffic.told());
    }

    @Test
    void aLengthThatLiesCostsNothing() {
        Traffic traffic = Traffic.on(1883).client(CONNECT);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        traffic.client("30ffffff7f0003612f62");
        assertTrue(thread.getCurrentThreadAllocatedBytes() - before < 1 << 20);
    }

    @Test
    void ofAPacketThatIsTooLongThereIsTheBeginning() {
        MqttLimits limits = new MqttLimits(300, 1000, Limits.USUAL);
        Traffic traffic = new Traffic(1883, new PortRules(), limits).open().client(CONNECT);
        String large = publish(500);
        traffic.client(large.substring(0, 400)).client(large.substring(400, 800));
        traffic.client(large.substring(800) + PINGREQ);
        assertEquals(
                "opened, > " + CONNECT + ", > " + large.substring(0, 400) + " and 308 more, > skipped 308, > "
                        + PINGREQ,
                traffic.told());
        traffic.client(large.substring(0, 800)).client(large.substring(800) + PINGREQ);
        assertEquals("> " + large.substring(0, 800) + " and 108 more, > skipped 108, > " + PINGREQ, traffic.told());
        assertEquals(0, traffic.extractor.kept());
    }

    @Test
    void allUnfinishedPacketsTogetherAreBounded() {
        MqttLimits limits = new MqttLimits(1000, 150, Limits.USUAL);
        Traffic traffic = new Traffic(1883, new PortRules(), limits)
                .open()
                .client(CONNECT)
                .server(CONNACK);
        String large = publish(500);
        traffic.server(large.substring(0, 200)).client(large.substring(0, 200));
        assertEquals(
                "opened, > " + CONNECT + ", < " + CONNACK + ", > " + large.substring(0, 200) + " and 408 more",
                traffic.told());
    }

    @Test
    void anUnfinishedPacketIsToldAtTheEnd() {
        String half = PUBLISH.substring(0, 12);
        String before = "opened, > " + CONNECT + ", > " + half + " and 6 more, ";
        assertEquals(
                before.strip() + " RESET",
                Traffic.on(1883).client(CONNECT).client(half).serverRst().told());
        assertEquals(
                before + "> FIN, < FIN, FINISHED",
                Traffic.on(1883)
                        .client(CONNECT)
                        .client(half)
                        .clientFin()
                        .serverFin()
                        .told());
        assertEquals(
                before + "CAPTURE_ENDS",
                Traffic.on(1883).client(CONNECT).client(half).finish().told());
        assertEquals(
                "opened, > " + CONNECT + ", > 30 and more, CAPTURE_ENDS",
                Traffic.on(1883).client(CONNECT).client("30").finish().told());
    }

    @Test
    void packetsThatBreakRulesAreShown() {
        for (String packet : new String[] {"0000", "3f050003612f62", "c10101", "6000", "f0020102"}) {
            assertEquals(
                    "opened, > " + CONNECT + ", > " + packet,
                    Traffic.on(1883).client(CONNECT).client(packet).told());
        }
    }

    @Test
    void overlapsAreTold() {
        Traffic traffic = Traffic.on(1883).client(CONNECT).clientLate(2, "0000" + PINGREQ);
        assertEquals("opened, > " + CONNECT + ", > overlap 2, > " + PINGREQ, traffic.told());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c000 PACKETS TO_SERVER",
                "8206000100016100 PACKETS TO_SERVER",
                "a2050001000161 PACKETS TO_SERVER",
                CONNECT + " CONNECT TO_SERVER",
                "d000 PACKETS TO_CLIENT",
                "20020000 PACKETS TO_CLIENT",
                "9003000100 PACKETS TO_CLIENT",
                "b0020001 PACKETS TO_CLIENT",
                PUBLISH + " NONE UNKNOWN",
                "40020001 NONE UNKNOWN",
            })
    void theTypeTellsTheDirectionWhereNothingElseDoes(String row) {
        String[] words = row.split(" ");
        PortRules rules = new PortRules().add("tcp.port==40000-50000,mqtt").add("tcp.port==1883,mqtt");
        Traffic traffic = new Traffic(1883, rules, MqttLimits.USUAL).client(words[0]);
        assertEquals(List.of("1-1 " + words[2] + " " + words[1]), traffic.frames);
    }

    @Test
    void portAndHandshakeTellTheDirection() {
        assertEquals(List.of("1-1 TO_SERVER PORT"), new Traffic(1883).client(PUBLISH).frames);
        assertEquals(List.of("1-1 TO_CLIENT PORT"), new Traffic(1883).server(PUBLISH).frames);
        assertEquals(List.of("4-4 TO_CLIENT HANDSHAKE"), Traffic.on(1883).server(CONNACK).frames);
    }

    @Test
    void aCaptureMayStartInTheMiddle() {
        assertEquals("opened, > " + PUBLISH, new Traffic(1883).client(PUBLISH).told());
        Traffic inside = new Traffic(1883).client("6c6f").client("20776f726c64").client(PUBLISH);
        assertEquals("opened, > skipped 8, > " + PUBLISH, inside.told());
        assertEquals(
                "opened, > skipped 2 to the end, CAPTURE_ENDS",
                new Traffic(1883).client("6c6f").finish().told());
    }

    @Test
    void aFirstPacketInTheMiddleMayBeCutIntoBits() {
        String connack = "203200002f22000a120029"
                + "6175746f2d31423433453830302d303845332d334241312d324539372d453941304234303634424635";
        for (int cut = 2; cut < connack.length(); cut += 2) {
            Traffic traffic =
                    new Traffic(1883).server(connack.substring(0, cut)).server(connack.substring(cut));
            assertEquals("opened, < " + connack, traffic.told(), "cut at " + cut / 2);
        }
    }

    @Test
    void streamsAreTheSameObjectAndKeepWhatIsAttached() {
        List<MqttStream> streams = new ArrayList<>();
        List<Object> attached = new ArrayList<>();
        MqttSink sink = new MqttSink() {
            @Override
            public void packet(MqttPacket packet) {
                streams.add(packet.stream());
                attached.add(String.valueOf(packet.stream().attachment()));
            }

            @Override
            public void event(StreamEvent event) {
                if (event instanceof StreamEvent.Opened) {
                    event.stream().attach("here");
                }
            }
        };
        MqttExtractor extractor = new MqttExtractor(sink);
        CapturedFrame frame = new CapturedFrame();
        byte[] packet = FrameBuilder.ipv4(
                "10.0.0.1", "10.0.0.2", 6, FrameBuilder.tcp(5, 1883, 1, 1, 16, Hex.bytes(PUBLISH + PUBLISH)));
        frame.next(0, 0, 101, packet.length, packet, 0, packet.length);
        extractor.accept(frame);
        assertSame(streams.get(0), streams.get(1));
        assertEquals(List.of("here", "here"), attached);
    }
}
