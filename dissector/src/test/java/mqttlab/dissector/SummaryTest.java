package mqttlab.dissector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

    /// A long text stays text wherever a character lies in which it would be cut.
    @ParameterizedTest
    @ValueSource(ints = {56, 57, 58, 59, 60})
    void aLongTextIsCutBetweenCharacters(int before) {
        byte[] payload = ("x".repeat(before) + "\ud83d\ude00 and more").getBytes(UTF_8);
        byte[] packet = new byte[5 + payload.length];
        packet[0] = 0x30;
        packet[1] = (byte) (3 + payload.length);
        packet[3] = 1;
        packet[4] = 't';
        System.arraycopy(payload, 0, packet, 5, payload.length);
        Trace trace = new Trace();
        Packet read =
                new Conversation(Version.V3_1_1).read(trace, Direction.CLIENT_TO_SERVER, packet, 0, packet.length);
        TextBuffer out = new TextBuffer();
        Summary.print(out, trace, read);
        String shown = "x".repeat(before) + (before == 56 ? "\ud83d\ude00" : "") + "\"...";
        assertTrue(out.toString().contains(" \"" + shown), out::toString);
    }
}
