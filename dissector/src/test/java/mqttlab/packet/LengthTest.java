package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts and data of every length that two bytes can say: 5.0 sections 1.5.4 and 1.5.6.
class LengthTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 65534, 65535})
    void text(int length) {
        Unsubscribe packet = new Unsubscribe(1, Properties.of(new Property.Pair("x".repeat(length), "")), List.of("a"));
        roundTrip(packet);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 65534, 65535})
    void data(int length) {
        Bytes data = Bytes.of(new byte[length]);
        roundTrip(new Connect(Version.V5, false, "", true, 0, Properties.NONE, null, null, data));
    }

    @Test
    void textTooLong() {
        refused(new Unsubscribe(1, Properties.NONE, List.of("x".repeat(65536))));
    }

    /// It is bytes that count, not characters.
    @Test
    void textTooLongInBytes() {
        roundTrip(new Unsubscribe(1, Properties.NONE, List.of("\u20ac".repeat(21845))));
        refused(new Unsubscribe(1, Properties.NONE, List.of("\u20ac".repeat(21845) + "x")));
    }

    @Test
    void dataTooLong() {
        refused(new Connect(Version.V5, false, "", true, 0, Properties.NONE, null, null, Bytes.of(new byte[65536])));
    }

    private static void roundTrip(Packet packet) {
        byte[] bytes = Codec.write(packet, Version.V5);
        assertEquals(packet, Codec.read(bytes, 0, bytes.length, Version.V5));
        assertArrayEquals(bytes, Codec.write(Codec.read(bytes, 0, bytes.length, Version.V5), Version.V5));
        assertEquals(List.of(), Traces.problems(Traces.checkAgainstRead(bytes, Version.V5, null)));
    }

    private static void refused(Packet packet) {
        assertThrows(IllegalArgumentException.class, () -> Codec.write(packet, Version.V5));
    }
}
