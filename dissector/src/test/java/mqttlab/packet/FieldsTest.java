package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldsTest {

    /// Of what no standard speaks.
    private static final Set<String> OURS = Set.of("mqttlab.unreadable", "mqtt.msg_decoded_as", "mqtt.unknown_version");

    @ParameterizedTest
    @MethodSource("mqttlab.packet.Fields#all")
    void isComplete(Field field) {
        assertTrue(field.name().matches("(mqtt|mqttlab)\\.[a-z0-9_.]+"), field.name());
        assertTrue(field.alias() == null || field.alias().startsWith("mqtt."));
        assertFalse(field.label().isBlank());
        assertTrue(field.meaning().matches("[A-Z#\\d].*\\."), field.meaning());
        assertTrue(field.section311().matches("|\\d(\\.\\d+)*"), field.section311());
        assertTrue(field.section5().matches("|\\d(\\.\\d+)*"), field.section5());
        boolean isOurs = field.section311().isEmpty() && field.section5().isEmpty();
        assertEquals(OURS.contains(field.name()), isOurs, field.name());
        assertTrue(field.mask() >= 0 && field.mask() <= 0xff);
        assertEquals(field.kind() == Field.Kind.FLAG, Integer.bitCount(field.mask()) == 1 && !isUnusedBit(field));
    }

    /// Wireshark has it as a number.
    private static boolean isUnusedBit(Field field) {
        return field.name().equals("mqtt.retain_reserved");
    }

    @Test
    void idsAreDense() {
        List<Field> all = Fields.all();
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i, all.get(i).id());
        }
        assertThrows(UnsupportedOperationException.class, () -> all.remove(0));
    }

    /// All of Wireshark 4.0: `tshark -G fields`.
    @Test
    void namesOfWireshark() {
        String names = """
            mqtt.len mqtt.hdrflags mqtt.msgtype mqtt.hdr_reserved mqtt.retain_reserved mqtt.dupflag mqtt.qos
            mqtt.retain mqtt.conack.flags.reserved mqtt.conack.flags mqtt.conack.flags.sp mqtt.conack.val mqtt.msgid
            mqtt.sub.qos mqtt.suback.qos mqtt.topic_len mqtt.topic mqtt.willtopic_len mqtt.willtopic mqtt.willmsg
            mqtt.willmsg_text mqtt.willmsg_len mqtt.username_len mqtt.username mqtt.passwd_len mqtt.passwd mqtt.msg
            mqtt.msg_text mqtt.msg_decoded_as mqtt.proto_len mqtt.protoname mqtt.clientid_len mqtt.clientid mqtt.ver
            mqtt.conflags mqtt.conflag.uname mqtt.conflag.passwd mqtt.conflag.retain mqtt.conflag.qos
            mqtt.conflag.willflag mqtt.conflag.cleansess mqtt.conflag.reserved mqtt.kalive mqtt.subscription_options
            mqtt.subscription_options_qos mqtt.subscription_options_nl mqtt.subscription_options_rap
            mqtt.subscription_options_retain mqtt.subscription_options_reserved mqtt.connack.reason_code
            mqtt.puback.reason_code mqtt.pubrec.reason_code mqtt.pubrel.reason_code mqtt.pubcomp.reason_code
            mqtt.suback.reason_code mqtt.unsuback.reason_code mqtt.disconnect.reason_code mqtt.auth.reason_code
            mqtt.properties mqtt.will_properties mqtt.property_len mqtt.property_id mqtt.prop_number
            mqtt.property.content_type mqtt.property.max_qos mqtt.property.topic_alias mqtt.prop_unknown
            mqtt.prop_string_len mqtt.prop_string mqtt.prop_key_len mqtt.prop_key mqtt.prop_value_len
            mqtt.prop_value mqtt.illegal_topic_length mqtt.unknown_version mqtt.unknown_topic_alias
            """;
        List<String> all = Arrays.asList(names.trim().split("\\s+"));
        assertEquals(76, all.size());
        Set<String> ours = new HashSet<>();
        Fields.names().forEach(ours::add);
        for (String name : all) {
            assertFalse(Fields.named(name).isEmpty(), name);
            assertTrue(Fields.named(name).stream().allMatch(it -> it.isNamed(name)), name);
            assertTrue(ours.contains(name), name);
        }
        assertEquals(List.of(), Fields.named("mqtt.topics"));
    }

    /// Every property has a name of its own beside Wireshark's.
    @ParameterizedTest
    @CsvSource(textBlock = """
        mqtt.property.session_expiry_interval, mqtt.prop_number
        mqtt.property.subscription_identifier, mqtt.prop_number
        mqtt.property.maximum_qos,             mqtt.property.max_qos
        mqtt.property.topic_alias,
        mqtt.property.content_type,
        mqtt.property.response_topic,          mqtt.prop_string
        mqtt.property.correlation_data,        mqtt.prop_string
        mqtt.prop_key,
        """)
    void namesOfProperties(String name, String alias) {
        assertFalse(Fields.named(name).isEmpty());
        for (Field field : Fields.named(name)) {
            assertEquals(alias, field.alias());
        }
    }

    /// A packet's fields are defined in its own section of the standard.
    @Test
    void sectionsAreThoseOfThePacket() throws IllegalAccessException {
        Map<Class<?>, String> chapters = Map.ofEntries(
                Map.entry(Connect.class, "3.1."),
                Map.entry(ConnAck.class, "3.2."),
                Map.entry(Publish.class, "3.3."),
                Map.entry(PubAck.class, "3.4."),
                Map.entry(PubRec.class, "3.5."),
                Map.entry(PubRel.class, "3.6."),
                Map.entry(PubComp.class, "3.7."),
                Map.entry(Subscribe.class, "3.8."),
                Map.entry(SubAck.class, "3.9."),
                Map.entry(Unsubscribe.class, "3.10."),
                Map.entry(UnsubAck.class, "3.11."),
                Map.entry(Disconnect.class, "3.14."),
                Map.entry(Auth.class, "3.15."));
        for (var entry : chapters.entrySet()) {
            for (Field field : fieldsOf(entry.getKey())) {
                if (!field.equals(Subscribe.FILTER)) {
                    assertTrue((field.section5() + entry.getValue()).startsWith(entry.getValue()), field.label());
                    assertTrue((field.section311() + entry.getValue()).startsWith(entry.getValue()), field.label());
                }
            }
        }
    }

    /// The same for properties; no two of a packet share a section.
    @Test
    void sectionsOfProperties() {
        String[] chapters = {
            "3.1.3.2.",
            "3.1.2.11.",
            "3.2.2.3.",
            "3.3.2.3.",
            "3.4.2.2.",
            "3.5.2.2.",
            "3.6.2.2.",
            "3.7.2.2.",
            "3.8.2.1.",
            "3.9.2.1.",
            "3.10.2.1.",
            "3.11.2.1.",
            "",
            "",
            "3.14.2.2.",
            "3.15.2.2."
        };
        for (int place = 0; place < chapters.length; place++) {
            Set<String> sections = new HashSet<>();
            for (PropertyId id : PropertyId.values()) {
                String section = id.field(place).section5();
                if (id.isAllowed(place)) {
                    assertTrue(section.startsWith(chapters[place]), id + " " + section);
                    assertTrue(sections.add(section), id + " " + section);
                    assertNotEquals(chapters[place] + "1", section, "that is Property Length");
                } else if (id != PropertyId.USER_PROPERTY) {
                    assertEquals("2.2.2.2", section);
                }
            }
        }
    }

    /// Every field occurs in some packet, or is derived.
    @Test
    void everyFieldOccurs() throws IllegalAccessException {
        Set<Field> missing = new HashSet<>(Fields.all());
        missing.removeAll(fieldsOf(Derived.class));
        for (RuleTest.Pair pair : RuleTest.pairs()) {
            missing.removeAll(fieldsIn(Hex.bytes(pair.broken()), pair.version()));
            missing.removeAll(fieldsIn(Hex.bytes(pair.kept()), pair.version()));
        }
        for (String place : PropertyTest.PLACES.keySet()) {
            for (PropertyId id : PropertyId.values()) {
                byte[] bytes = PropertyTest.packet(place, "%02x 00 00 00 00".formatted(id.value()));
                missing.removeAll(fieldsIn(bytes, Version.V5));
            }
        }
        missing.removeAll(fieldsIn(Hex.bytes("62 02 00 01"), Version.V3_1));
        missing.removeAll(fieldsIn(Hex.bytes("20 02 00 00"), Version.V3_1));
        assertEquals(
                List.of(), missing.stream().map(it -> it.id() + " " + it.name()).toList());
    }

    private static List<Field> fieldsIn(byte[] bytes, Version version) {
        Trace trace = Traces.of(bytes, version, null);
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < trace.size(); i++) {
            fields.add(trace.field(i));
        }
        return fields;
    }

    private static List<Field> fieldsOf(Class<?> type) throws IllegalAccessException {
        List<Field> fields = new ArrayList<>();
        for (var declared : type.getDeclaredFields()) {
            if (declared.getType() == Field.class && Modifier.isStatic(declared.getModifiers())) {
                fields.add((Field) declared.get(null));
            }
        }
        return fields;
    }

    @Test
    void bits() {
        Field handling = Subscribe.RETAIN_HANDLING;
        assertEquals(2, handling.get(0xef));
        assertEquals(0x20, handling.put(2));
        assertEquals(0x04, Subscribe.NO_LOCAL.put(true));
        assertEquals(0, Subscribe.NO_LOCAL.put(false));
        assertThrows(IllegalArgumentException.class, () -> handling.put(4));
        assertThrows(IllegalArgumentException.class, () -> handling.put(-1));
        assertEquals("do not send them", handling.nameOf(2));
        assertEquals("3.8.3.1", handling.section(Version.V5));
        assertEquals("", handling.section(Version.V3_1_1));
        assertEquals("", ConnAck.RETURN_CODE.section(Version.V5));
        assertEquals("3.2.2.3", ConnAck.RETURN_CODE.section(Version.V3_1));
    }
}
