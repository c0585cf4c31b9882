package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Packets.Versioned;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every packet of every version.
class RoundTripTest {

    @Provide
    Arbitrary<Versioned> packets() {
        return Packets.all();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void readsWhatItWrites(@ForAll("packets") Versioned it) {
        byte[] bytes = it.bytes();
        assertEquals(new Framing.Whole(headerOf(bytes), bytes.length), Framing.next(bytes, 0, bytes.length));
        Packet packet = Codec.read(bytes, 0, bytes.length, it.version());
        assertEquals(it.packet(), packet);
        assertEquals(it.packet().hashCode(), packet.hashCode());
        assertArrayEquals(bytes, Codec.write(packet, it.version()));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void breaksNoRule(@ForAll("packets") Versioned it) {
        byte[] bytes = it.bytes();
        Trace trace = Traces.checkAgainstRead(bytes, it.version(), null);
        assertEquals(List.of(), Traces.problems(trace));
        assertEquals(it.packet().type(), trace.type());
        assertEquals(it.version(), trace.version());
        assertEquals(Bytes.of(bytes), trace.packet());
    }

    @Provide
    Arbitrary<List<Packet>> streams() {
        return Packets.of(Version.V3_1_1)
                .filter(it -> !(it instanceof Connect))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 2000).list().ofMaxSize(8);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void arrivesInPieces(@ForAll("streams") List<Packet> packets, @ForAll("cuts") List<Integer> cuts) {
        Writer writer = new Writer(Version.V3_1_1);
        packets.forEach(writer::write);
        byte[] stream = writer.toArray();
        List<Integer> arrivals = new ArrayList<>(
                cuts.stream().sorted().filter(it -> it <= stream.length).toList());
        arrivals.add(stream.length);
        assertEquals(packets, FramingTest.packets(stream, arrivals));
    }

    private static int headerOf(byte[] bytes) {
        int header = 2;
        while (bytes[header - 1] < 0) {
            header++;
        }
        return header;
    }
}
