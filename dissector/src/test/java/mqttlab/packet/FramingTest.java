package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// 3.1.1 section 2.2.3, 5.0 section 2.1.4.
class FramingTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        '',                Missing[bytes=2]
        30,                Missing[bytes=1]
        30 80,             Missing[bytes=1]
        30 ff ff,          Missing[bytes=1]
        30 ff ff ff,       Missing[bytes=1]
        c0 00,             'Whole[header=2, length=2]'
        c0 00 c0,          'Whole[header=2, length=2]'
        30 05,             Missing[bytes=5]
        30 05 00 01 'a',   Missing[bytes=2]
        30 80 00,          'Whole[header=3, length=3]'
        30 80 80 80 00,    'Whole[header=5, length=5]'
        30 ff ff ff 7f,    Missing[bytes=268435455]
        30 ff ff ff ff,    Malformed[offset=4]
        30 80 80 80 80 00, Malformed[offset=4]
        """)
    void next(String hex, String expected) {
        assertEquals(expected, at(Hex.bytes(hex), 0).toString());
        byte[] behind = Hex.bytes("a5 a5 a5" + hex);
        assertEquals(expected, at(behind, 3).toString());
    }

    /// Every length of the header, with one byte less than needed, just enough, and one more.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16383, 16384, 2097151, 2097152})
    void lengths(int length) {
        Writer header = new Writer(Version.V5);
        header.u8(FixedHeader.FLAGS, 0x30);
        header.varint(FixedHeader.REMAINING_LENGTH, length);
        byte[] bytes = Arrays.copyOf(header.toArray(), header.size() + length + 1);
        int whole = header.size() + length;
        assertEquals(new Framing.Whole(header.size(), whole), Framing.next(bytes, 0, bytes.length));
        assertEquals(new Framing.Whole(header.size(), whole), Framing.next(bytes, 0, whole));
        assertEquals(new Framing.Missing(1), Framing.next(bytes, 0, whole - 1));
    }

    /// Three packets of one, two and three bytes of header, in two pieces that part anywhere.
    @Test
    void splitAnywhere() {
        Writer writer = new Writer(Version.V3_1_1);
        writer.write(new PingReq());
        writer.write(publish(200));
        writer.write(publish(17000));
        writer.write(new Disconnect(0, Properties.NONE));
        byte[] stream = writer.toArray();
        List<Packet> whole = packets(stream, List.of(stream.length));
        assertEquals(4, whole.size());
        for (int cut = 0; cut <= stream.length; cut = cut < 300 ? cut + 1 : cut + 97) {
            assertEquals(whole, packets(stream, List.of(cut, stream.length)));
        }
        List<Integer> bytes = new ArrayList<>();
        for (int i = 1; i <= stream.length; i++) {
            bytes.add(i);
        }
        assertEquals(whole, packets(stream, bytes));
    }

    /// Never fewer bytes are asked for than turn out to be missing, and never too many.
    @Test
    void missingIsALowerBoundThatEnds() {
        byte[] bytes = Codec.write(publish(17000), Version.V3_1_1);
        int have = 0;
        int steps = 0;
        while (Framing.next(bytes, 0, have) instanceof Framing.Missing(int more)) {
            have += more;
            steps++;
        }
        assertEquals(bytes.length, have);
        assertEquals(4, steps);
    }

    /// What a connection sees that receives up to each of these offsets in turn.
    static List<Packet> packets(byte[] stream, List<Integer> arrivals) {
        List<Packet> packets = new ArrayList<>();
        int from = 0;
        for (int to : arrivals) {
            while (Framing.next(stream, from, to) instanceof Framing.Whole(int _, int length)) {
                packets.add(Codec.read(stream, from, from + length, Version.V3_1_1));
                from += length;
            }
            assertInstanceOf(Framing.Missing.class, Framing.next(stream, from, to));
        }
        return packets;
    }

    private static Publish publish(int size) {
        return new Publish("t", 0, false, false, 0, Properties.NONE, Bytes.of(new byte[size]));
    }

    private static Framing at(byte[] bytes, int from) {
        return Framing.next(bytes, from, bytes.length);
    }
}
