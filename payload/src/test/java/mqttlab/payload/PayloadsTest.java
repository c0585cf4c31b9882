package mqttlab.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import mqttlab.packet.Bytes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTest {

    private static final Bytes JSON = Bytes.utf8("{\"temp\":21.5}");
    private static final Bytes CBOR = Reading.hex("a1 6474656d70 f94d60");
    private static final Bytes MSGPACK = Reading.hex("81 a4 74656d70 cb 4035800000000000");
    private static final Bytes OTHER = Reading.hex("0815");

    private static final Payloads ANY = payloads();

    private static Payloads payloads(String... rules) {
        return Payloads.of(List.of(rules), PayloadsTest.class.getClassLoader());
    }

    private static @Nullable Decoded decode(
            String topic, @Nullable String contentType, Bytes payload, String... rules) {
        return payloads(rules).decode(new Message(topic, ContentType.parse(contentType), payload));
    }

    private static String format(@Nullable Decoded decoded) {
        if (decoded == null) {
            return "-";
        }
        String packing = decoded.packing() == null ? "" : decoded.packing() + " of ";
        return (decoded instanceof Decoded.Failed ? "not " : "") + packing + decoded.format();
    }

    private static Bytes gzip(Bytes plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain.toArray());
        }
        return Bytes.of(packed.toByteArray());
    }

    private static Bytes zlib(Bytes plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed)) {
            out.write(plain.toArray());
        }
        return Bytes.of(packed.toByteArray());
    }

    @Test
    void goesByContentWhereNothingElseTells() {
        assertEquals("json", format(decode("a", null, JSON)));
        assertEquals("cbor", format(decode("a", null, CBOR)));
        assertEquals("msgpack", format(decode("a", null, MSGPACK)));
        assertEquals("text", format(decode("a", null, Bytes.utf8("21.5"))));
        assertNull(decode("a", null, OTHER));
        assertNull(decode("a", null, Bytes.EMPTY));
    }

    @Test
    void goesByContentTypeBeforeTopicAndContent() {
        assertEquals("json", format(decode("a", "application/json; charset=utf-8", Bytes.utf8("21.5"))));
        assertEquals("cbor", format(decode("a", "application/cbor", Reading.hex("18 64"))));
        assertEquals("cbor", format(decode("spBv1.0/g/NDATA/n", "application/senml+cbor", Reading.hex("80"))));
        assertEquals("msgpack", format(decode("a", "application/x-msgpack", Reading.hex("cc 80"))));
        assertEquals("text", format(decode("a", "text/plain", JSON)));
        assertEquals("not json", format(decode("a", "application/json", OTHER)));
    }

    @Test
    void goesByTopicBeforeContent() {
        assertEquals("sparkplug", format(decode("spBv1.0/g/NDATA/n", null, Reading.hex("18 05"))));
        assertEquals("not sparkplug", format(decode("spBv1.0/g/NDATA/n", null, JSON)));
        assertEquals("json", format(decode("spBv1.0/STATE/host", null, JSON)));
    }

    /// An unknown type says nothing: a plugin may know it, or the content tells.
    @Test
    void goesOnWhereTheContentTypeIsUnknown() {
        assertEquals("json", format(decode("a", "application/x-mine", JSON)));
        assertEquals("json", format(decode("a", "sensor data", JSON)));
    }

    @Test
    void goesByTheFirstRuleBeforeAll() {
        String[] rules = {"sensors/+/raw = none", "sensors/# = cbor", "text"};
        assertEquals("cbor", format(decode("sensors/1", "application/json", Reading.hex("18 64"), rules)));
        assertNull(decode("sensors/1/raw", "application/json", JSON, rules));
        assertEquals("text", format(decode("other", "application/json", JSON, rules)));
        assertEquals("json", format(decode("a", null, JSON, "sensors/# = cbor")));
        assertEquals("not cbor", format(decode("a", null, JSON, "cbor")));
        assertEquals("text", format(decode("a=b", null, Bytes.utf8("1"), "a=b = text", "none")));
    }

    /// [MQTT-4.7.2-1] of 5.0 keeps wildcards from topics that begin with $; a rule for all does not have one.
    @Test
    void matchesTopicsAsTheStandardHasIt() {
        assertEquals("json", format(decode("$SYS/x", null, JSON, "# = none")));
        assertNull(decode("$SYS/x", null, JSON, "none"));
        assertNull(decode("sensors", null, JSON, "sensors/# = none"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        = cbor | expected a topic filter before '='
        a/#/b = cbor | 'a/#/b' is no topic filter: + stands for a whole level, # for all that follow and comes last
        a+ = cbor | 'a+' is no topic filter: + stands for a whole level, # for all that follow and comes last
        cobr | expected one of auto, sparkplug, json, text, cbor, msgpack, gzip, zlib, none but was 'cobr'
        a = | expected one of auto, sparkplug, json, text, cbor, msgpack, gzip, zlib, none but was ''
        """)
    void saysWhatIsWrongWithARule(String rule, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> payloads(rule))
                        .getMessage());
    }

    @Test
    void unpacksBefore() throws IOException {
        assertEquals("gzip of json", format(decode("a", null, gzip(JSON))));
        assertEquals("zlib of cbor", format(decode("a", null, zlib(CBOR))));
        assertEquals("gzip of json", format(decode("a", "application/json", gzip(JSON))));
        assertEquals("gzip of json", format(decode("a", "application/gzip", gzip(JSON))));
        assertEquals("zlib of cbor", format(decode("a", null, zlib(Reading.hex("1864")), "cbor")));
        assertEquals("gzip of text", format(decode("a", null, gzip(Bytes.utf8("hello")), "gzip")));
        assertEquals(new Decoded.Read("bytes", "gzip", new Value.Data(OTHER)), decode("a", null, gzip(OTHER)));
        Bytes once = gzip(JSON);
        assertEquals(new Decoded.Read("bytes", "gzip", new Value.Data(once)), decode("a", null, gzip(once)));
    }

    @Test
    void saysThatAPackingIsDamaged() throws IOException {
        Bytes packed = gzip(JSON);
        assertEquals("not gzip", format(decode("a", null, packed.slice(0, packed.length() - 9))));
        assertEquals("not zlib", format(decode("a", null, JSON, "zlib")));
        byte[] damaged = zlib(JSON).toArray();
        damaged[damaged.length - 1] ^= 1;
        assertNull(decode("a", null, Bytes.of(damaged)), "the checksum is wrong");
    }

    /// "x^" and "x " are how two of the four usual headers of zlib begin.
    @ParameterizedTest
    @ValueSource(strings = {"x^2+y^2=z^2", "x^ is what zlib begins with"})
    void takesNoTextForZlib(String text) {
        assertEquals("text", format(decode("a", null, Bytes.utf8(text))));
    }

    @Test
    void unpacksNoBombs() throws IOException {
        Decoded full = decode("a", null, gzip(Bytes.of(new byte[Limits.BYTES])));
        assertEquals("gzip of bytes", format(full));
        Bytes bomb = Bytes.of(new byte[10 * Limits.BYTES]);
        String message = "longer than 4194304 bytes when unpacked";
        assertEquals(new Decoded.Failed("gzip", null, message, -1), decode("a", null, gzip(bomb)));
        assertEquals(new Decoded.Failed("zlib", null, message, -1), decode("a", null, zlib(bomb), "zlib"));
    }

    @Test
    void leavesPayloadsAloneThatAreTooLong() {
        Bytes text = Bytes.of(" ".repeat(Limits.BYTES + 1).getBytes(UTF_8));
        Decoded expected = new Decoded.Failed("text", null, "longer than 4194304 bytes", -1);
        assertEquals(expected, decode("a", "text/plain", text));
        assertEquals(expected, decode("a", null, text, "text"));
        assertNull(decode("a", null, text));
    }

    @Test
    void readsTextInItsCharset() {
        Bytes latin = Bytes.of("21 °C".getBytes(ISO_8859_1));
        Value text = new Value.Text("21 °C");
        assertEquals(new Decoded.Read("text", null, text), decode("a", "text/plain; charset=\"iso-8859-1\"", latin));
        assertEquals(new Decoded.Failed("text", null, "not well-formed UTF-8", 3), decode("a", "text/plain", latin));
        assertEquals(
                new Decoded.Failed("text", null, "there is no charset 'x' here", -1),
                decode("a", "text/plain;charset=x", latin));
    }

    /// What a plugin does wrong is told where its payload would stand.
    @Test
    void survivesFormatsThatFail() {
        Failing failing = new Failing();
        Payloads payloads = Payloads.with(List.of(failing), List.of("failing"));
        payloads.learn(new Message("a", null, OTHER));
        assertTrue(failing.hasLearned);
        assertEquals(
                new Decoded.Failed("failing", null, "java.lang.IllegalStateException: oops", -1),
                payloads.decode(new Message("a", null, OTHER)));
        Decoded deep = payloads.decode(new Message("a", null, Bytes.utf8("deep")));
        assertEquals(new Decoded.Failed("failing", null, "nested deeper than 64", -1), deep);
    }

    private static final class Failing implements PayloadFormat {
        private boolean hasLearned;

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public boolean isUsedOn(String topic) {
            return true;
        }

        @Override
        public void learn(Message message) {
            hasLearned = true;
            throw new IllegalStateException("oops");
        }

        @Override
        public Value decode(Message message) {
            if (message.payload().length() == 4) {
                Value value = Value.NULL;
                for (int i = 0; i < 100_000; i++) {
                    value = new Value.Noted("deep", value);
                }
                return value;
            }
            throw new IllegalStateException("oops");
        }
    }

    /// Readings of a few bytes: if one in a thousand were taken for something, users would see nonsense every day.
    @Property(tries = 20_000)
    void takesNoRandomBytesForAFormat(@ForAll @Size(min = 1, max = 12) byte[] bytes) {
        Decoded decoded = ANY.decode(new Message("a", null, Bytes.of(bytes)));
        String format = format(decoded);
        assertTrue(
                format.equals("-") || format.equals("text") || format.equals("json"),
                () -> format + " in " + HexFormat.of().formatHex(bytes));
    }
}
