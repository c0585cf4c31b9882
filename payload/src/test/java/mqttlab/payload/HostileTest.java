package mqttlab.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.TextBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every format, on its own: [Payloads] would hide what it throws.
class HostileTest {

    private static final String TOPIC = "spBv1.0/plant/NBIRTH/edge";

    /// How much text a byte may become: that of a value with its name and type.
    private static final int GROWTH = 100;

    private static List<PayloadFormat> formats() {
        return List.of(
                new SparkplugFormat(), new JsonFormat(), new TextFormat(), new CborFormat(), new MessagePackFormat());
    }

    private static PayloadFormat format(String name) {
        return formats().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    /// Reads, and prints in every way what was read; whether it could be read.
    private static boolean survives(PayloadFormat format, Bytes payload) {
        Message message = new Message(TOPIC, null, payload);
        format.isRecognisedIn(payload);
        format.learn(message);
        try {
            print(new Decoded.Read(format.name(), null, format.decode(message)), payload.length());
            return true;
        } catch (PayloadException e) {
            print(new Decoded.Failed(format.name(), null, e.getMessage(), e.offset()), payload.length());
            return false;
        }
    }

    private static void print(Decoded decoded, int length) {
        TextBuffer out = new TextBuffer();
        PayloadText.json(out, decoded);
        assertTrue(out.size() <= 1000 + GROWTH * length, out::toString);
        assertPrintable(out);
        out.clear();
        PayloadText.line(out, decoded, 80);
        assertTrue(out.size() < 120, out::toString);
        assertPrintable(out);
        out.clear();
        PayloadText.tree(out, decoded, 2, 80);
        assertTrue(out.size() <= 1000 + GROWTH * length, out::toString);
        assertPrintable(out);
    }

    /// Nothing but line ends that a terminal might obey, and no torn characters.
    private static void assertPrintable(TextBuffer out) {
        String text = out.toString();
        assertEquals(-1, text.indexOf('\033'));
        assertTrue(text.chars().allMatch(c -> c >= ' ' && (c < 0x7f || c >= 0xa0) || c == '\n'), text);
    }

    @Property
    void survivesRandomBytes(@ForAll byte[] bytes) {
        for (PayloadFormat format : formats()) {
            survives(format, Bytes.of(bytes));
        }
    }

    /// Bytes that mean much to one of the formats.
    @Property(tries = 5000)
    void survivesBytesThatLookRight(@ForAll("telling") byte[] bytes) {
        for (PayloadFormat format : formats()) {
            survives(format, Bytes.of(bytes));
        }
    }

    @Provide
    Arbitrary<byte[]> telling() {
        byte[] telling = Reading.hex("00 0a 12 18 22 31 5b 5d 60 61 7b 7d 7f 80 81 9f a1 bf c0 c1 c2 c4 c6 c7 d8 d9 dc "
                        + "df f6 f7 f9 fb ff")
                .toArray();
        Byte[] boxed = new Byte[telling.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = telling[i];
        }
        return Arbitraries.of(boxed).array(byte[].class).ofMaxSize(24);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cbor d9d9f7 a3 6161 c11a514b67b0 6162 9f f6f7f97e00 c249010000000000000000 ff 7f 6163 6164 ff 5f 4101"
                        + " ff",
                "msgpack 83 a1 61 93 01 ca 3dcccccd d7ff77359400514b67b0 a1 62 c4 02 0102 92 01 02 d5 05 0102",
                "sparkplug 08eaf2f5a8a02b 1223 0a144e6f646520436f6e74726f6c2f52656269727468 1007 18eaf2f5a8a02b 200b"
                        + " 7000",
                "json 7b2261223a5b312e35652d332c6e756c6c2c227c5c7531323334c3bc225d2c2262223a7b7d7d",
                "text 48c3a4 f0908591"
            })
    void survivesEveryCut(String given) {
        PayloadFormat format = format(given.substring(0, given.indexOf(' ')));
        Bytes whole = Reading.hex(given.substring(given.indexOf(' ')));
        assertTrue(survives(format, whole));
        for (int length = 0; length < whole.length(); length++) {
            survives(format, whole.slice(0, length));
        }
    }

    /// Every bit of a good payload turned over, one at a time.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cbor a3 6161 c11a514b67b0 6162 9f f6f7f97e00 c249010000000000000000 ff 7f 6163 6164 ff 5f 4101 ff",
                "msgpack 83 a1 61 93 01 ca 3dcccccd d7ff77359400514b67b0 a1 62 c4 02 0102 92 01 02 d5 05 0102",
                "sparkplug 08eaf2f5a8a02b 1223 0a144e6f646520436f6e74726f6c2f52656269727468 1007 18eaf2f5a8a02b 200b"
                        + " 7000"
            })
    void survivesEveryDamage(String given) {
        PayloadFormat format = format(given.substring(0, given.indexOf(' ')));
        byte[] bytes = Reading.hex(given.substring(given.indexOf(' '))).toArray();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            survives(format, Bytes.of(bytes.clone()));
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    /// Lengths and counts of two milliards, with nothing behind them.
    @Test
    void allocatesNothingForWhatIsOnlySaid() {
        String[] lies = {
            "cbor 5a7fffffff",
            "cbor 7a7fffffff",
            "cbor 9a7fffffff",
            "cbor ba7fffffff",
            "cbor c25a7fffffff",
            "msgpack db7fffffff",
            "msgpack c67fffffff",
            "msgpack dd7fffffff",
            "msgpack df7fffffff",
            "msgpack c97fffffff05",
            "sparkplug 12ffffffff07",
            "sparkplug 32ffffffff07"
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String lie : lies) {
            PayloadFormat format = format(lie.substring(0, lie.indexOf(' ')));
            Bytes payload = Reading.hex(lie.substring(lie.indexOf(' ')));
            survives(format, payload);
            long before = threads.getCurrentThreadAllocatedBytes();
            Reading.failure(format, payload);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 1 << 20, () -> lie + " allocated " + allocated);
        }
    }
}
