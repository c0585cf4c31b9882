package mqttlab.broker.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyTextTest {

    @Test
    void isJson() {
        Properties properties = Properties.of(
                new Property.Text(PropertyId.CONTENT_TYPE, "text/plain"),
                new Property.Numeric(PropertyId.PAYLOAD_FORMAT_INDICATOR, 1),
                new Property.Data(PropertyId.CORRELATION_DATA, Bytes.of((byte) 0x0a, (byte) 0xff)),
                new Property.Pair("quote", "\"\\\u0007\u0085"));
        assertEquals(
                "[[\"Content Type\",\"text/plain\"],[\"Payload Format Indicator\",1],"
                        + "[\"Correlation Data\",\"0aff\"],[\"User Property\",\"quote\",\"\\\"\\\\\\u0007\\u0085\"]]",
                PropertyText.write(properties));
        assertNull(PropertyText.write(Properties.NONE));
    }

    @Test
    void readsWhatOthersMadeOfIt() {
        assertEquals(
                Properties.of(new Property.Pair("a\n/", "ü")),
                PropertyText.read(" [ [ \"User Property\" , \"a\\n\\/\", \"\\u00fc\" ] ]\n"));
        assertEquals(Properties.NONE, PropertyText.read("[]"));
    }

    @net.jqwik.api.Property(tries = 300)
    void losesNothing(@ForAll("properties") Properties properties) {
        assertEquals(properties, PropertyText.read(PropertyText.write(properties)));
    }

    @Provide
    Arbitrary<Properties> properties() {
        return anyProperties();
    }

    static Arbitrary<Properties> anyProperties() {
        Arbitrary<String> text = Arbitraries.strings()
                .all()
                .ofMaxLength(8)
                .filter(it -> it.codePoints().noneMatch(c -> c == 0 || c >= 0xd800 && c < 0xe000));
        Arbitrary<Property> one = Combinators.combine(
                        Arbitraries.of(PropertyId.class),
                        text,
                        text,
                        Arbitraries.longs().between(0, 0xffff_ffffL),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(5))
                .as((id, a, b, number, data) -> switch (id.kind()) {
                    case BYTE, TWO_BYTES, FOUR_BYTES, VARINT -> new Property.Numeric(id, number);
                    case TEXT -> new Property.Text(id, a);
                    case DATA -> new Property.Data(id, Bytes.of(data));
                    case PAIR -> new Property.Pair(a, b);
                });
        return one.list().ofMaxSize(6).map(Properties::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[[",
                "[]]",
                "[[\"Content Type\"]]",
                "[[\"Content Type\",1]]",
                "[[\"Content Type\",\"x]]",
                "[[\"Content Type\",\"\\u00\"]]",
                "[[\"Content Type\",\"\\q\"]]",
                "[[\"Content Type\",\"a\",\"b\"]]",
                "[[\"Correlation Data\",\"0\"]]",
                "[[\"Correlation Data\",\"xy\"]]",
                "[[\"Receive Maximum\",]]",
                "[[\"Receive Maximum\",-1]]",
                "[[\"Receive Maximum\",4294967296]]",
                "[[\"Receive Maximum\",99999999999999999999]]",
                "[[\"Speed\",1]]",
                "[[\"Receive Maximum\",1],]"
            })
    void otherShapesAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PropertyText.read(text));
    }

    @Test
    void everyCutIsRefused() {
        String whole = "[[\"Content Type\",\"a\\u0041\"],[\"Receive Maximum\",12],[\"User Property\",\"a\",\"b\"]]";
        List<String> read = new ArrayList<>();
        for (int i = 0; i < whole.length(); i++) {
            String cut = whole.substring(0, i);
            try {
                PropertyText.read(cut);
                read.add(cut);
            } catch (IllegalArgumentException _) {
                // As it should be.
            }
        }
        assertEquals(List.of(), read);
    }
}
