package mqttlab.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import mqttlab.packet.Field;
import mqttlab.packet.Fields;
import mqttlab.packet.Trace;
import org.junit.jupiter.api.Test;

class MqttTermsTest {

    private static final MqttTerms<Trace> TERMS = MqttTerms.ofTraces();

    @Test
    void hasEveryFieldOfWireshark() throws IOException {
        String header = Files.readAllLines(Path.of("../testdata/pcaps/v5-qos.fields.tsv"))
                .getFirst();
        Set<String> ours = new HashSet<>();
        TERMS.names().forEach(ours::add);
        int count = 0;
        for (String name : header.split("\t", -1)) {
            if (name.startsWith("mqtt.")) {
                assertNotNull(TERMS.find(name), name);
                assertTrue(ours.contains(name), name);
                count++;
            }
        }
        assertEquals(76, count);
    }

    @Test
    void findsWhatItNames() {
        for (String name : TERMS.names()) {
            assertEquals(name, Objects.requireNonNull(TERMS.find(name)).name());
        }
        assertNull(TERMS.find("mqtt.topc"));
        assertNull(TERMS.find(""));
    }

    /// A comparison has one type, and a number one name.
    @Test
    void fieldsOfOneNameAreAlike() {
        for (String name : Fields.names()) {
            Set<Field.Kind> kinds = EnumSet.noneOf(Field.Kind.class);
            List<Field> fields = Fields.named(name);
            fields.forEach(field -> kinds.add(field.kind()));
            boolean isAlike = kinds.size() == 1 || kinds.equals(EnumSet.of(Field.Kind.TEXT, Field.Kind.DATA));
            assertTrue(isAlike || name.equals("mqtt.conack.flags.reserved"), name + " " + kinds);
            for (long number = 0; number < 256; number++) {
                Set<String> names = new HashSet<>();
                for (Field field : fields) {
                    String called = field.nameOf(number);
                    if (called != null) {
                        names.add(called);
                    }
                }
                assertTrue(names.size() <= 1, name + " " + number + " " + names);
            }
        }
        assertEquals(
                Type.DATA,
                Objects.requireNonNull(TERMS.find("mqtt.prop_string")).type());
        assertEquals(
                Type.FLAG,
                Objects.requireNonNull(TERMS.find("mqtt.conack.flags.reserved")).type());
    }

    @Test
    void isThePacketToo() {
        Term<Trace> packet = Objects.requireNonNull(TERMS.find("mqtt"));
        Value value = new Value();
        assertEquals(0, packet.next(Packets.PUBACK, 0, value));
        assertEquals(5, value.length());
        assertEquals(-1, packet.next(Packets.PUBACK, 1, value));
        assertEquals(-1, packet.next(new Trace(), 0, value));
    }
}
