package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Topic filters: 3.1.1 and 5.0 section 4.7, 5.0 section 4.8.2.
class TopicsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # the standard's examples
        sport/tennis/player1/# |
        sport/#                |
        '#'                    |
        sport/tennis/#         |
        sport/tennis#          | MULTI_LEVEL
        sport/tennis/#/ranking | MULTI_LEVEL
        +                      |
        +/tennis/#             |
        sport/+/player1        |
        sport+                 | SINGLE_LEVEL
        /+                     |
        $SYS/#                 |
        # others
        /                      |
        //                     |
        ' '                    |
        /#                     |
        '##'                   | MULTI_LEVEL
        '#/'                   | MULTI_LEVEL
        '#/#'                  | MULTI_LEVEL
        '#+'                   | MULTI_LEVEL SINGLE_LEVEL
        +#                     | MULTI_LEVEL SINGLE_LEVEL
        ++                     | SINGLE_LEVEL
        +/+                    |
        +/+a                   | SINGLE_LEVEL
        a+/b                   | SINGLE_LEVEL
        +/#                    |
        # 5.0 only
        $share/g/#             |
        $share/g//             |
        $share/g/a/+           |
        $share                 |
        $shared/g              |
        $share/                | SHARE SHARE_NAME
        $share//               | SHARE SHARE_NAME
        $share//a              | SHARE
        $share/g               | SHARE_NAME
        $share/g/              | SHARE_NAME
        $share/g+/a            | SHARE_NAME
        $share/#/a             | SHARE_NAME
        $share/g/a#            | MULTI_LEVEL
        $share/g/a+            | SINGLE_LEVEL
        """)
    void filters(String filter, String broken) {
        assertEquals(broken == null ? "" : broken, broken(filter, Version.V5));
    }

    /// Before 5.0, $share is a name like any other.
    @ParameterizedTest
    @CsvSource(textBlock = """
        $share/g/a,
        $share/g,
        $share//,
        $share/g+/a, SINGLE_LEVEL
        """)
    void notShared(String filter, String broken) {
        assertEquals(broken == null ? "" : broken, broken(filter, Version.V3_1_1));
    }

    @Provide
    Arbitrary<String> filters() {
        return Arbitraries.strings()
                .withChars("/+#a~ \u0161\u20ac")
                .ofMinLength(1)
                .ofMaxLength(30);
    }

    /// The rules, said once more level by level; a writer refuses what a reader does.
    @Property
    void levels(@ForAll("filters") String filter) {
        String[] levels = filter.split("/", -1);
        boolean multiLevel = true;
        boolean singleLevel = true;
        for (int i = 0; i < levels.length; i++) {
            boolean isWildcard = levels[i].length() == 1;
            multiLevel &= !levels[i].contains("#") || isWildcard && i == levels.length - 1;
            singleLevel &= !levels[i].contains("+") || isWildcard;
        }
        String expected = (multiLevel ? "" : "MULTI_LEVEL ") + (singleLevel ? "" : "SINGLE_LEVEL");
        assertEquals(expected.strip(), broken(filter, Version.V5));
        Unsubscribe packet = new Unsubscribe(1, Properties.NONE, List.of(filter));
        if (multiLevel && singleLevel) {
            Codec.write(packet, Version.V5);
        } else {
            assertThrows(IllegalArgumentException.class, () -> Codec.write(packet, Version.V5));
        }
    }

    private static String broken(String filter, Version version) {
        byte[] text = Bytes.utf8(filter).toArray();
        boolean v5 = version == Version.V5;
        byte[] bytes = Hex.bytes("a2 %02x 00 01 %s 00 %02x %s"
                .formatted(text.length + (v5 ? 5 : 4), v5 ? "00" : "", text.length, Bytes.of(text)));
        return Traces.checkAgainstRead(bytes, version, null).problems().stream()
                .map(it -> it.rule().name())
                .collect(Collectors.joining(" "));
    }
}
