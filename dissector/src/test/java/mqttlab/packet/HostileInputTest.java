package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// Whatever arrives: a trace without gaps; the same packet, or the same offence, with and without a trace; and a
/// packet that was read can be written.
class HostileInputTest {

    record Input(byte[] bytes, Version version, @Nullable Direction way) {

        @Override
        public String toString() {
            return Bytes.of(bytes) + " as " + version + ", " + way;
        }
    }

    @Provide
    Arbitrary<Input> noise() {
        return inputs(Arbitraries.bytes().array(byte[].class).ofMaxSize(120));
    }

    /// A first byte of some type, a Remaining Length that fits, and noise of small numbers.
    @Provide
    Arbitrary<Input> bodies() {
        Arbitrary<Integer> bytes = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 12), Arbitraries.integers().between(0, 255));
        return inputs(Combinators.combine(
                        Arbitraries.integers().between(0, 255), bytes.list().ofMaxSize(60))
                .as((first, body) -> {
                    byte[] all = new byte[2 + body.size()];
                    all[0] = first.byteValue();
                    all[1] = (byte) body.size();
                    for (int i = 0; i < body.size(); i++) {
                        all[2 + i] = body.get(i).byteValue();
                    }
                    return all;
                }));
    }

    /// A packet in which a few things went wrong, read as some version.
    @Provide
    Arbitrary<Input> damaged() {
        Arbitrary<Damage> damage = Combinators.combine(
                        Arbitraries.of(Damage.Kind.class),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 255))
                .as(Damage::new);
        return inputs(Combinators.combine(
                        Packets.all(), damage.list().ofMinSize(1).ofMaxSize(4))
                .as((packet, damages) -> {
                    byte[] bytes = packet.bytes();
                    for (Damage it : damages) {
                        bytes = it.apply(bytes);
                    }
                    return bytes;
                }));
    }

    private static Arbitrary<Input> inputs(Arbitrary<byte[]> bytes) {
        return Combinators.combine(
                        bytes,
                        Arbitraries.of(Version.class),
                        Arbitraries.of(Direction.class).injectNull(0.5))
                .as(Input::new);
    }

    record Damage(Kind kind, double where, int value) {

        enum Kind {
            BIT,
            BYTE,
            CUT,
            INSERT,
            REMOVE,
            /// Remaining Length is made to fit again, where it has one byte.
            LENGTH
        }

        byte[] apply(byte[] bytes) {
            if (bytes.length < 2) {
                return bytes;
            }
            int at = (int) (where * (bytes.length - 1));
            byte[] result = bytes.clone();
            switch (kind) {
                case BIT -> result[at] ^= (byte) (1 << (value & 7));
                case BYTE -> result[at] = (byte) value;
                case CUT -> result = Arrays.copyOf(bytes, at);
                case INSERT -> {
                    result = Arrays.copyOf(bytes, bytes.length + 1);
                    System.arraycopy(bytes, at, result, at + 1, bytes.length - at);
                    result[at] = (byte) value;
                }
                case REMOVE -> {
                    result = Arrays.copyOf(bytes, bytes.length - 1);
                    System.arraycopy(bytes, at + 1, result, at, bytes.length - at - 1);
                }
                case LENGTH -> result[1] = (byte) Math.min(127, bytes.length - 2);
            }
            return result;
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void noise(@ForAll("noise") Input input) {
        check(input);
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void bodies(@ForAll("bodies") Input input) {
        check(input);
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void damaged(@ForAll("damaged") Input input) {
        check(input);
    }

    private static void check(Input input) {
        Trace trace = Traces.checkAgainstRead(input.bytes, input.version, input.way);
        assertTrue(trace.size() <= 4 * input.bytes.length + 8, () -> Traces.text(trace));
        assertTrue(trace.problems().size() <= 2 * input.bytes.length + 8, () -> Traces.text(trace));
        if (Traces.offences(trace).isEmpty()) {
            Version version = trace.version();
            Packet packet = Codec.read(input.bytes, 0, input.bytes.length, version, input.way);
            byte[] written = Codec.write(packet, version);
            assertEquals(packet, Codec.read(written, 0, written.length, version, input.way));
            assertTrue(written.length <= input.bytes.length, "a longer form: " + List.of(packet));
        }
    }
}
