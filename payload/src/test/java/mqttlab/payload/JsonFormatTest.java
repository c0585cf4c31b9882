package mqttlab.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import mqttlab.packet.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {

    private final JsonFormat format = new JsonFormat();

    /// Digits, order and repeated names stay as they are.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"b":1.10,"a":[true,false,null]} | {b: 1.10, a: [true, false, null]}
        {"a":1,"a":2} | {a: 1, a: 2}
        1E400 | 1E400
        123456789012345678901234567890 | 123456789012345678901234567890
        "\\u001b[31m" | "\\u001b[31m"
        {"a: b":"c"} | {"a: b": "c"}
        """)
    void readsWhatStandsThere(String json, String line) throws PayloadException {
        assertEquals(line, Reading.line(format, Bytes.utf8(json)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a":1 | 6
        [1,] | 3
        {"a":1} x | 8
        hello | 0
        """)
    void saysWhereItFailed(String json, long offset) {
        assertEquals(offset, Reading.failure(format, Bytes.utf8(json)).offset(), json);
    }

    @Test
    void refusesToGoDeeperThanItsLimit() {
        PayloadException failure = Reading.failure(format, Bytes.utf8("[".repeat(1_000_000)));
        assertEquals("nested deeper than 64", failure.getMessage());
    }

    @Test
    void readsTheCharsetOfTheContentType() throws PayloadException {
        Bytes latin = Bytes.of("{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1));
        ContentType type = ContentType.parse("application/json; charset=ISO-8859-1");
        assertEquals("{a: \"ü\"}", Reading.line(format.decode(new Message("", type, latin))));
    }

    @Test
    void isNamedByItsTypesAndSuffix() {
        for (String name :
                new String[] {"application/json", "APPLICATION/JSON; charset=utf-8", "application/senml+json"}) {
            ContentType type = ContentType.parse(name);
            assertTrue(type != null && format.isNamedBy(type), name);
        }
        ContentType lines = ContentType.parse("application/jsonl");
        assertFalse(lines == null || format.isNamedBy(lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21.5", "\"text\"", "true", "[INFO] started", "{temp}", "{\"a\":1} and more", "", " "})
    void isNotRecognisedInText(String text) {
        assertFalse(format.isRecognisedIn(Bytes.utf8(text)), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " [1]", "\r\n\t{\"a\":1}\n"})
    void isRecognisedInObjectsAndArrays(String text) {
        assertTrue(format.isRecognisedIn(Bytes.utf8(text)), text);
    }
}
