package mqttlab.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutputTest {
    /// Java's own encoder also turns half a surrogate pair into a question mark.
    @Property
    void printsUtf8(@ForAll String text) {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        new Output(sink).print(text).flush();
        assertArrayEquals(text.getBytes(UTF_8), sink.toByteArray());
    }

    @Test
    void printsEveryLengthOfCharacter() {
        String text = "A\u007f\u0080\u07ff\u0800\uffff\ud800\udc00\udbff\udfff, alone: \ud800 \udc00 \ud800";
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        new Output(sink).print(text).flush();
        assertArrayEquals(text.getBytes(UTF_8), sink.toByteArray());
    }

    @Property(tries = 100)
    void keepsOrderWhateverTheSizes(@ForAll @Size(max = 20) List<@IntRange(max = 70_000) Integer> sizes) {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Output output = new Output(sink);
        byte next = 0;
        for (int size : sizes) {
            byte[] bytes = new byte[size + 2];
            for (int i = 0; i < bytes.length; i++) bytes[i] = next++;
            output.write(bytes, 1, size);
            output.write(bytes[0]);
            expected.write(bytes, 1, size);
            expected.write(bytes[0]);
        }
        output.flush();
        assertArrayEquals(expected.toByteArray(), sink.toByteArray());
    }

    @Test
    void holdsBackUntilFlushed() {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        Output output = new Output(sink);
        output.println("line");
        assertEquals(0, sink.size());
        output.flush();
        assertEquals("line\n", sink.toString(UTF_8));
    }
}
