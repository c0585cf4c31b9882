package mqttlab.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
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
