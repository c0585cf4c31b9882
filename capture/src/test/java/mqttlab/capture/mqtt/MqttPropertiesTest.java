package mqttlab.capture.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mqttlab.capture.FrameBuilder;
import mqttlab.capture.Hex;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.tcp.Limits;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MqttPropertiesTest {

    private static final int PORT = 1883;

    /// A client that sends CONNECT and then packets of various kinds, with text as payload.
    private static List<String> packets(Random random) {
        List<String> packets = new ArrayList<>(List.of(Traffic.CONNECT));
        int count = 5 + random.nextInt(15);
        for (int i = 0; i < count; i++) {
            int payload = random.nextInt(random.nextInt(4) == 0 ? 400 : 30);
            int remaining = 11 + payload;
            packets.add(
                    switch (random.nextInt(4)) {
                        case 0 -> "c000";
                        case 1 -> "4002%04x".formatted(1 + random.nextInt(65_535));
                        default ->
                            "32%s0007746f7069632f%02x%04x".formatted(length(remaining), 'a' + random.nextInt(26), i + 1)
                                    + text(payload, random);
                    });
        }
        return packets;
    }

    private static String length(int remaining) {
        return remaining < 128
                ? "%02x".formatted(remaining)
                : "%02x%02x".formatted(remaining & 0x7f | 0x80, remaining >> 7);
    }

    private static String text(int length, Random random) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < length; i++) {
            hex.append("%02x".formatted('a' + random.nextInt(26)));
        }
        return hex.toString();
    }

    private record Part(int from, int to) {}

    private static List<Part> parts(int length, Random random) {
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < length; ) {
            int to = Math.min(length, at + 1 + random.nextInt(60));
            parts.add(new Part(Math.max(0, at - random.nextInt(3) * random.nextInt(20)), to));
            at = to;
        }
        return parts;
    }

    private static final class Feed {
        final Traffic found = new Traffic(PORT);
        private final CapturedFrame frame = new CapturedFrame();

        void send(boolean up, int sequence, int acknowledgement, int flags, byte[] payload) {
            byte[] tcp =
                    FrameBuilder.tcp(up ? 40_000 : PORT, up ? PORT : 40_000, sequence, acknowledgement, flags, payload);
            byte[] packet = FrameBuilder.ipv4(up ? "10.0.0.1" : "10.0.0.2", up ? "10.0.0.2" : "10.0.0.1", 6, tcp);
            frame.next(0, 0, 101, packet.length, packet, 0, packet.length);
            found.extractor.accept(frame);
        }

        List<String> packets() {
            found.log.removeIf(line -> !line.matches("> [0-9a-f]+"));
            return found.log.stream().map(line -> line.substring(2)).toList();
        }
    }

    @Property(tries = 500)
    void anyOrderOfAnySegmentsGivesTheSamePackets(@ForAll int initial, @ForAll long seed) {
        Random random = new Random(seed);
        List<String> packets = packets(random);
        byte[] all = Hex.bytes(String.join("", packets));
        List<Part> parts = parts(all.length, random);
        Collections.shuffle(parts, random);
        Feed feed = new Feed();
        feed.send(true, initial, 0, TcpSegment.SYN, new byte[0]);
        for (Part part : parts) {
            feed.send(true, initial + 1 + part.from, 0, 0, Arrays.copyOfRange(all, part.from, part.to));
        }
        assertEquals(packets, feed.packets());
        assertEquals(0, feed.found.extractor.kept());
    }

    @Property(tries = 500)
    void whateverIsLostWhatIsFoundWasSent(@ForAll int initial, @ForAll long seed) {
        Random random = new Random(seed);
        List<String> packets = packets(random);
        byte[] all = Hex.bytes(String.join("", packets));
        Set<String> sent = new HashSet<>(packets);
        Feed feed = new Feed();
        if (random.nextBoolean()) {
            feed.send(true, initial, 0, TcpSegment.SYN, new byte[0]);
        }
        for (Part part : parts(all.length, random)) {
            if (random.nextInt(5) > 0) {
                feed.send(true, initial + 1 + part.from, 0, 0, Arrays.copyOfRange(all, part.from, part.to));
            }
            if (random.nextInt(3) == 0) {
                feed.send(false, 7, initial + 1 + part.to, TcpSegment.ACK, new byte[0]);
            }
        }
        feed.found.finish();
        for (String packet : feed.packets()) {
            assertTrue(sent.contains(packet), packet);
        }
    }

    @Property(tries = 300)
    void anySegmentsNeverDoHarm(@ForAll long seed) {
        Random random = new Random(seed);
        Limits tcp = new Limits(3, 3, 3, 400, 5, 2000);
        Traffic traffic =
                new Traffic(random.nextBoolean() ? PORT : 17_501, new PortRules(), new MqttLimits(60, 100, tcp));
        String[] bits = {"10", "30", "0003612f62", "ffffff7f", "c000", Traffic.CONNECT, "300a0003612f6268656c6c6f", "82"
        };
        if (random.nextBoolean()) {
            traffic.open();
        }
        for (int i = 0; i < 100; i++) {
            String hex =
                    bits[random.nextInt(bits.length)] + (random.nextBoolean() ? bits[random.nextInt(bits.length)] : "");
            switch (random.nextInt(12)) {
                case 0 -> traffic.clientLost(random.nextInt(30));
                case 1 -> traffic.acknowledged();
                case 2 -> traffic.clientLate(random.nextInt(40), hex);
                case 3 -> traffic.client(hex, random.nextInt(10));
                case 4 -> {
                    if (random.nextInt(10) == 0) {
                        traffic.serverRst();
                    }
                }
                case 5 -> traffic.server(hex);
                default -> traffic.client(hex);
            }
        }
        traffic.finish();
        assertEquals(0, traffic.extractor.kept());
    }
}
