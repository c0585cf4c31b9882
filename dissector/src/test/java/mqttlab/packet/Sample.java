package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;

/// The bytes of one packet, and what is expected of them.
record Sample(Version version, byte[] bytes) {

    static Sample v31(String hex) {
        return new Sample(Version.V3_1, Hex.bytes(hex));
    }

    static Sample v311(String hex) {
        return new Sample(Version.V3_1_1, Hex.bytes(hex));
    }

    static Sample v5(String hex) {
        return new Sample(Version.V5, Hex.bytes(hex));
    }

    /// The bytes hold `packet` and break no rule, and `packet` has no other bytes.
    Sample is(Packet packet) {
        means(packet);
        assertArrayEquals(bytes, Codec.write(packet, version));
        return this;
    }

    /// The bytes hold `packet` and break no rule; there is a shorter way to say the same.
    Sample means(Packet packet) {
        assertEquals(packet, Codec.read(bytes, 0, bytes.length, version));
        assertEquals(List.of(), Traces.problems(Traces.checkAgainstRead(bytes, version, null)));
        cutAnywhere();
        return this;
    }

    /// The trace in one line for each entry: offset, length, name, value.
    Sample traces(String text) {
        assertEquals(text, Traces.text(Traces.of(bytes, version, null)));
        return this;
    }

    /// However much is missing at the end, the rest is no packet; with a Remaining Length that fits, it may be
    /// another.
    private void cutAnywhere() {
        for (int end = 0; end < bytes.length; end++) {
            byte[] cut = Arrays.copyOf(bytes, end);
            assertThrows(MalformedPacketException.class, () -> Codec.read(cut, 0, cut.length, version));
            Traces.checkAgainstRead(cut, version, null);
            if (end >= 2) {
                cut[1] = (byte) (end - 2);
                Traces.checkAgainstRead(cut, version, null);
            }
        }
    }
}
