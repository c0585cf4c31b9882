package mqttlab.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        application/json | application/json |
        Application/JSON;charset=UTF-8 | application/json | UTF-8
        text/plain ; x=1; Charset="iso-8859-1" | text/plain | iso-8859-1
        text/plain; charset | text/plain |
        text/plain;;charset=a;charset=b | text/plain | a
        text/plain; charset=" | text/plain | "
        """)
    void readsTypeAndParameters(String text, String type, String charset) {
        ContentType read = Objects.requireNonNull(ContentType.parse(text));
        assertEquals(type, read.type());
        assertEquals(charset, read.parameter("charset"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json", "/json", "application/", ";", "sensor data; charset=utf-8"})
    void readsNothingFromWhatIsNoMediaType(String text) {
        assertNull(ContentType.parse(text));
    }

    @Test
    void isNothingWithoutAContentType() {
        assertNull(ContentType.parse(null));
    }
}
