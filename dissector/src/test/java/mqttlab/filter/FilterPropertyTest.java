package mqttlab.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import mqttlab.packet.Codec;
import mqttlab.packet.Derived;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/// What holds for every filter and every packet.
class FilterPropertyTest {

    private static final Catalogue<Trace> CATALOGUE = MqttTerms.ofTraces().and(new Others<>());

    private static final List<Trace> PACKETS = List.of(
            Packets.PUBLISH,
            Packets.QUOTES,
            Packets.BINARY,
            Packets.SUBSCRIBE,
            Packets.CONNECT,
            Packets.PUBACK,
            Packets.EMPTY,
            new Trace());

    private static final List<String> PIECES = """
        mqtt mqtt.topic mqtt.qos mqtt.retain mqtt.msg mqtt.properties mqtt.prop_string mqtt.hdrflags ip.src
        ipv6.src frame.time_epoch tcp.seq mqtt.msgtype mqtt.topc
        == != === !== ~= > < >= <= eq ne gt lt ge le any_eq all_ne contains matches in && || ! and or not any all
        ( ) { } , .. len( count( lower( upper(
        0 1 2 0x10 0b1 010 -1 1.5 18446744073709551615 10.0.0.0/8 ::1 0a:0b ff true PUBLISH a/b
        "a" "weather" "" "\\x00" "\\u00e9" r"^w.*\\d" "(" "[a-z]+" "at least once
        """.lines()
            .flatMap(line -> List.of(line.strip().split(" ")).stream())
            .toList();

    @Provide
    Arbitrary<String> filters() {
        Arbitrary<String> pieces = Arbitraries.of(PIECES);
        Arbitrary<String> comparisons = Arbitraries.of(List.of(
                "mqtt.topic contains \"e\"",
                "mqtt.qos > 0",
                "mqtt.msgtype in {1, PUBLISH, 5..8}",
                "mqtt.prop_string != 00:ff",
                "mqtt.topic not in {\"a\"}",
                "all mqtt.len < 50",
                "len(mqtt.topic) >= 7",
                "lower(mqtt.topic) matches \"b|#\"",
                "frame.time_epoch < 1.5",
                "mqtt.property.content_type"));
        Arbitrary<String> joined = Arbitraries.of("and", "or", "&&", "||", "and not", "or !(", ") and (", ")", "(");
        Arbitrary<String> soup = pieces.list().ofMaxSize(12).map(list -> String.join(" ", list));
        Arbitrary<String> likely = comparisons
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .flatMap(parts -> joined.list().ofSize(parts.size()).map(words -> mixed(parts, words)));
        return Arbitraries.oneOf(soup, likely, Arbitraries.strings().ofMaxLength(40));
    }

    private static String mixed(List<String> comparisons, List<String> words) {
        StringBuilder filter = new StringBuilder(comparisons.getFirst());
        for (int i = 1; i < comparisons.size(); i++) {
            filter.append(' ').append(words.get(i)).append(' ').append(comparisons.get(i));
        }
        return filter.toString();
    }

    @Property(tries = 5000)
    void isAFilterOrSaysWhereNot(@ForAll("filters") String text) {
        Filter<Trace> filter;
        try {
            filter = Filter.compile(text, CATALOGUE);
        } catch (FilterException e) {
            assertTrue(e.offset() >= 0 && e.length() >= 0 && e.offset() + e.length() <= text.length(), text);
            assertTrue(!e.getMessage().isEmpty() && e.marked().lines().count() == 2, text);
            return;
        }
        Filter<Trace> again = Filter.compile(filter.toString(), CATALOGUE);
        assertEquals(filter.toString(), again.toString());
        for (Trace packet : PACKETS) {
            assertEquals(filter.test(packet), again.test(packet), text);
        }
    }

    @Property
    void answersForAnyBytes(@ForAll @Size(max = 80) byte[] bytes, @ForAll Version version) {
        Trace trace = new Trace();
        Codec.trace(trace, bytes, 0, bytes.length, version, null);
        trace.generate(Derived.TOPIC, "a");
        for (String name : CATALOGUE.names()) {
            Filter<Trace> present = Filter.compile(name, CATALOGUE);
            Filter<Trace> counted = Filter.compile("count(" + name + ") > 0", CATALOGUE);
            assertEquals(present.test(trace), counted.test(trace), name);
            Filter<Trace> measured = Filter.compile("len(" + name + ") >= 0", CATALOGUE);
            assertEquals(present.test(trace), measured.test(trace), name);
        }
    }

    @Property
    void comparesUnsigned(@ForAll long value, @ForAll long bound, @ForAll boolean isEqual) {
        Term<Long> term = new Term<>("n", Type.NUMBER) {
            @Override
            public int next(Long subject, int from, Value into) {
                into.number(Type.NUMBER, subject, 8);
                return from == 0 ? 0 : -1;
            }
        };
        long right = isEqual ? value : bound;
        int order = Long.compareUnsigned(value, right);
        String number = Long.toUnsignedString(right);
        assertEquals(order == 0, compile(term, "n == " + number).test(value));
        assertEquals(order != 0, compile(term, "n != " + number).test(value));
        assertEquals(order > 0, compile(term, "n > " + number).test(value));
        assertEquals(
                order >= 0, compile(term, "n >= 0x" + Long.toHexString(right)).test(value));
        assertEquals(order < 0, compile(term, "n < " + number).test(value));
        assertEquals(
                order <= 0,
                compile(term, "n <= 0b" + Long.toBinaryString(right)).test(value));
        assertEquals(
                order >= 0,
                compile(term, "n in {" + number + "..0xffffffffffffffff}").test(value));
        assertEquals(order <= 0, compile(term, "n in {0.." + number + "}").test(value));
    }

    private static Filter<Long> compile(Term<Long> term, String filter) {
        return Filter.compile(filter, new Catalogue<>() {
            @Override
            public Term<Long> find(String name) {
                return term;
            }

            @Override
            public List<String> names() {
                return List.of(term.name());
            }
        });
    }

    @Property
    void containsWhatLiesWithin(@ForAll @Size(max = 30) byte[] payload, @ForAll @Size(min = 1, max = 3) byte[] part) {
        byte[] packet = new byte[payload.length + 5];
        System.arraycopy(payload, 0, packet, 5, payload.length);
        packet[0] = 0x30;
        packet[1] = (byte) (payload.length + 3);
        packet[3] = 1;
        packet[4] = 'a';
        Trace trace = new Trace();
        Codec.trace(trace, packet, 0, packet.length, Version.V3_1_1, null);
        HexFormat hex = HexFormat.of();
        int found = hex.formatHex(payload).indexOf(hex.formatHex(part));
        while (found % 2 == 1) {
            found = hex.formatHex(payload).indexOf(hex.formatHex(part), found + 1);
        }
        String filter = "mqtt.msg contains " + HexFormat.ofDelimiter(":").formatHex(part);
        assertEquals(found >= 0, Filter.compile(filter, CATALOGUE).test(trace));
    }
}
