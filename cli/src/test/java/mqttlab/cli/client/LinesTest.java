package mqttlab.cli.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;

class LinesTest {

    /// A stream that gives only a few bytes at once.
    private static InputStream trickle(byte[] bytes, int atOnce) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(atOnce, length));
            }
        };
    }

    @Property
    void areThoseOfTheText(
            @ForAll @Chars({'\n', '\r'}) @CharRange(from = 'a', to = 'c') String text,
            @ForAll @IntRange(min = 1, max = 5) int size,
            @ForAll @IntRange(min = 1, max = 5) int atOnce)
            throws IOException {
        List<String> expected = new ArrayList<>(List.of(text.split("\n", -1)));
        if (expected.getLast().isEmpty()) {
            expected.removeLast();
        }
        Lines lines = new Lines(trickle(text.getBytes(ISO_8859_1), atOnce), size);
        List<String> found = new ArrayList<>();
        while (lines.next()) {
            found.add(new String(lines.array(), lines.from(), lines.to() - lines.from(), ISO_8859_1));
        }
        assertEquals(expected, found);
    }
}
