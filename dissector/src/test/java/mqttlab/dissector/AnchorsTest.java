package mqttlab.dissector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mqttlab.finding.Finding;
import mqttlab.packet.Direction;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnchorsTest {

    private static final Direction[] WAYS = Direction.values();

    private static Trace trace(Version version, Direction way, byte[] packet) {
        Trace trace = new Trace();
        new Conversation(version).read(trace, way, packet, 0, packet.length);
        return trace;
    }

    /// The same as a look at every entry for every finding; and these stand where the packet is wrong.
    @Property(tries = 5000)
    void areThoseOfASlowSearch(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] packet = new byte[2 + random.nextInt(40)];
        random.nextBytes(packet);
        packet[1] = (byte) (packet.length - 2 + (random.nextInt(5) == 0 ? 1 : 0));
        for (int i = 2; i < packet.length; i++) {
            packet[i] = random.nextInt(3) == 0 ? packet[i] : (byte) random.nextInt(4);
        }
        Trace trace = trace(random.nextBoolean() ? Version.V5 : Version.V3_1_1, WAYS[random.nextInt(2)], packet);
        List<Finding> findings = Finding.all(trace, null, 0, 0);
        Anchors anchors = new Anchors(trace, findings);
        for (int i = 0; i < trace.size(); i++) {
            assertEquals(slow(trace, findings, i), anchors.at(i));
        }
        assertEquals(slow(trace, findings, -1), anchors.nowhere());
    }

    private static List<Finding> slow(Trace trace, List<Finding> findings, int entry) {
        List<Finding> at = new ArrayList<>();
        for (Finding finding : findings) {
            int anchor = -1;
            for (int i = 0; i < trace.size(); i++) {
                int last = trace.offset(i) + Math.max(0, trace.length(i) - 1);
                boolean isSame = trace.field(i).id() == finding.field().id();
                boolean wasSame = anchor >= 0
                        && trace.field(anchor).id() == finding.field().id();
                if (trace.offset(i) <= finding.offset() && finding.offset() <= last && (isSame || !wasSame)) {
                    anchor = i;
                }
            }
            if (anchor == entry) {
                at.add(finding);
            }
        }
        return at;
    }

    /// A SUBACK of 60 000 codes, none of which there is: with a look at every entry this would not end.
    @Test
    void thereMayBeVeryMany() {
        int codes = 60_000;
        int length = 2 + codes;
        byte[] packet = new byte[4 + length];
        packet[0] = (byte) 0x90;
        packet[1] = (byte) (length & 0x7f | 0x80);
        packet[2] = (byte) (length >> 7 & 0x7f | 0x80);
        packet[3] = (byte) (length >> 14);
        packet[5] = 1;
        for (int i = 6; i < packet.length; i++) {
            packet[i] = 0x7f;
        }
        Trace trace = trace(Version.V3_1_1, Direction.SERVER_TO_CLIENT, packet);
        TextBuffer out = new TextBuffer();
        new Tree(Paint.PLAIN, false, false).print(out, trace, new Conversation().version());
        List<String> lines = out.toString().lines().toList();
        assertEquals(
                codes, lines.stream().filter(line -> line.startsWith("! ", 12)).count());
        assertTrue(lines.getLast().startsWith("! ", 12), lines::getLast);
    }
}
