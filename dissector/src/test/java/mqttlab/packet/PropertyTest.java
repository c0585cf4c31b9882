package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Each property in each place, valid or not: 5.0, table 2-4 and chapter 3.
class PropertyTest {

    /// A packet for each place: its first byte, what stands before the properties, and what behind.
    static final Map<String, String[]> PLACES = new TreeMap<>(Map.ofEntries(
            place("CONNECT", "10", "00 04 'MQTT' 05 02 00 00", "00 01 'c'"),
            place("WILL", "10", "00 04 'MQTT' 05 06 00 00 00 00 01 'c'", "00 01 't' 00 00"),
            place("CONNACK", "20", "00 00", ""),
            place("PUBLISH", "30", "00 01 'a'", "'payload'"),
            place("PUBACK", "40", "00 01 00", ""),
            place("PUBREC", "50", "00 01 00", ""),
            place("PUBREL", "62", "00 01 00", ""),
            place("PUBCOMP", "70", "00 01 00", ""),
            place("SUBSCRIBE", "82", "00 01", "00 01 'a' 00"),
            place("SUBACK", "90", "00 01", "00"),
            place("UNSUBSCRIBE", "a2", "00 01", "00 01 'a'"),
            place("UNSUBACK", "b0", "00 01", "00"),
            place("DISCONNECT", "e0", "00", ""),
            place("AUTH", "f0", "18", "")));

    private static Map.Entry<String, String[]> place(String name, String first, String before, String behind) {
        return Map.entry(name, new String[] {first, before, behind});
    }

    /// A packet with these properties.
    static byte[] packet(String place, String properties) {
        String[] parts = PLACES.get(place);
        String body = parts[1] + " %02x ".formatted(Hex.bytes(properties).length) + properties + parts[2];
        return Hex.bytes(parts[0] + " %02x ".formatted(Hex.bytes(body).length) + body);
    }

    // @formatter:off
    /// Identifier, name, type; values in the range (the first and last, of a number), values beside it, and places.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            01 | Payload Format Indicator          | BYTE       | 00 01             | 02 ff    | PUBLISH WILL
            02 | Message Expiry Interval           | FOUR_BYTES | 00000000 ffffffff |          | PUBLISH WILL
            03 | Content Type                      | TEXT       | 0000 000178       |          | PUBLISH WILL
            08 | Response Topic                    | TEXT       | 000178 00022f78   | 000123   | PUBLISH WILL
            09 | Correlation Data                  | DATA       | 0000 0001ff       |          | PUBLISH WILL
            0b | Subscription Identifier           | VARINT     | 01 ffffff7f       | 00       | PUBLISH SUBSCRIBE
            11 | Session Expiry Interval           | FOUR_BYTES | 00000000 ffffffff |          | CONNECT CONNACK DISCONNECT
            12 | Assigned Client Identifier        | TEXT       | 0000 000178       | 000100   | CONNACK
            13 | Server Keep Alive                 | TWO_BYTES  | 0000 ffff         |          | CONNACK
            15 | Authentication Method             | TEXT       | 0000 000178       |          | CONNECT CONNACK AUTH
            16 | Authentication Data               | DATA       | 0000 000100       |          | CONNECT CONNACK AUTH
            17 | Request Problem Information       | BYTE       | 00 01             | 02       | CONNECT
            18 | Will Delay Interval               | FOUR_BYTES | 00000000 ffffffff |          | WILL
            19 | Request Response Information      | BYTE       | 00 01             | 02       | CONNECT
            1a | Response Information              | TEXT       | 0000 000178       |          | CONNACK
            1c | Server Reference                  | TEXT       | 0000 000178       | 0001ff   | CONNACK DISCONNECT
            1f | Reason String                     | TEXT       | 0000 000178       |          | CONNACK PUBACK PUBREC PUBREL PUBCOMP SUBACK UNSUBACK DISCONNECT AUTH
            21 | Receive Maximum                   | TWO_BYTES  | 0001 ffff         | 0000     | CONNECT CONNACK
            22 | Topic Alias Maximum               | TWO_BYTES  | 0000 ffff         |          | CONNECT CONNACK
            23 | Topic Alias                       | TWO_BYTES  | 0001 ffff         | 0000     | PUBLISH
            24 | Maximum QoS                       | BYTE       | 00 01             | 02       | CONNACK
            25 | Retain Available                  | BYTE       | 00 01             | 02       | CONNACK
            26 | User Property                     | PAIR       | 00000000 00016b000176 | 000100000176 | CONNECT CONNACK PUBLISH WILL PUBACK PUBREC PUBREL PUBCOMP SUBSCRIBE SUBACK UNSUBSCRIBE UNSUBACK DISCONNECT AUTH
            27 | Maximum Packet Size               | FOUR_BYTES | 00000001 ffffffff | 00000000 | CONNECT CONNACK
            28 | Wildcard Subscription Available   | BYTE       | 00 01             | 02       | CONNACK
            29 | Subscription Identifier Available | BYTE       | 00 01             | 02       | CONNACK
            2a | Shared Subscription Available     | BYTE       | 00 01             | 02       | CONNACK
            """)
    // @formatter:on
    void property(String hex, String name, PropertyId.Kind kind, String good, String bad, String places) {
        PropertyId id = PropertyId.of(Integer.parseInt(hex, 16));
        assertEquals(name, id.text());
        assertEquals(kind, id.kind());
        assertEquals(name, Properties.ID.nameOf(id.value()));
        List<String> allowed = Arrays.asList(places.split(" "));
        for (String place : PLACES.keySet()) {
            for (String value : good.split(" ")) {
                List<Rule> expected = allowed.contains(place) ? List.of() : List.of(Rule.PROPERTY_ALLOWED);
                assertEquals(expected, broken(place, hex + value), () -> place + " " + value);
            }
        }
        for (String value : bad == null ? new String[0] : bad.split(" ")) {
            assertEquals(1, broken(allowed.getFirst(), hex + value).size(), value);
        }
        once(hex + good.split(" ")[0], allowed);
    }

    private static void once(String property, List<String> places) {
        for (String place : places) {
            boolean mayRepeat = property.startsWith("26") || property.startsWith("0b") && place.equals("PUBLISH");
            List<Rule> expected = mayRepeat ? List.of() : List.of(Rule.PROPERTY_ONCE);
            assertEquals(expected, broken(place, property + property), place);
        }
    }

    /// Without what the packets lack that the table has no room for: a method for AUTH and for Authentication Data.
    private static List<Rule> broken(String place, String properties) {
        Trace trace = Traces.checkAgainstRead(packet(place, properties), Version.V5, null);
        List<Rule> rules = new ArrayList<>();
        trace.problems().forEach(it -> rules.add(it.rule()));
        rules.remove(Rule.AUTH_METHOD);
        rules.remove(Rule.AUTH_DATA_NEEDS_METHOD);
        return rules;
    }

    /// All at once; 5.0 does not ask for an order.
    @ParameterizedTest
    @EnumSource(
            names = {"PINGREQ", "PINGRESP"},
            mode = EnumSource.Mode.EXCLUDE)
    void allOfThem(PacketType type) {
        StringBuilder all = new StringBuilder();
        PropertyId[] ids = PropertyId.values();
        for (int i = ids.length - 1; i >= 0; i--) {
            if (ids[i].isAllowed(type.number())) {
                all.append("%02x".formatted(ids[i].value()))
                        .append(
                                switch (ids[i].kind()) {
                                    case BYTE, VARINT -> "01";
                                    case TWO_BYTES -> "0001";
                                    case FOUR_BYTES -> "00000001";
                                    case TEXT, DATA -> "000178";
                                    case PAIR -> "00016b000176";
                                });
            }
        }
        byte[] bytes = packet(type.name(), all.toString());
        assertEquals(List.of(), Traces.problems(Traces.checkAgainstRead(bytes, Version.V5, null)));
        Packet packet = Codec.read(bytes, 0, bytes.length, Version.V5);
        assertEquals(Bytes.of(bytes), Bytes.of(Codec.write(packet, Version.V5)));
    }

    @Test
    void found() {
        Properties properties = Properties.of(
                new Property.Pair("a", "1"),
                new Property.Numeric(PropertyId.RECEIVE_MAXIMUM, 5),
                new Property.Text(PropertyId.REASON_STRING, "why"),
                new Property.Data(PropertyId.CORRELATION_DATA, Bytes.utf8("id")),
                new Property.Pair("a", "2"));
        assertEquals(5, properties.number(PropertyId.RECEIVE_MAXIMUM, 65535));
        assertEquals(65535, properties.number(PropertyId.TOPIC_ALIAS, 65535));
        assertEquals("why", properties.text(PropertyId.REASON_STRING));
        assertEquals(null, properties.text(PropertyId.CONTENT_TYPE));
        assertEquals(Bytes.utf8("id"), properties.data(PropertyId.CORRELATION_DATA));
        assertEquals(null, properties.data(PropertyId.AUTHENTICATION_DATA));
        assertEquals(List.of(new Property.Pair("a", "1"), new Property.Pair("a", "2")), properties.userProperties());
        assertEquals(new Property.Pair("a", "1"), properties.find(PropertyId.USER_PROPERTY));
    }

    @Test
    void unknown() {
        for (int value : new int[] {-1, 0, 4, 0x2b, 127, 128, 268435455}) {
            assertEquals(null, PropertyId.of(value));
            assertEquals(null, PropertyId.name(value));
        }
    }
}
