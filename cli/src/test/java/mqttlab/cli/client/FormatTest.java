package mqttlab.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HexFormat;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.client.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Property.Numeric;
import mqttlab.packet.Property.Pair;
import mqttlab.packet.PropertyId;
import mqttlab.packet.TextBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What src/test does not compare with mosquitto_sub: what 2.0 does not have, and where it is wrong.
class FormatTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private String print(String format, Message message, boolean isTerminal) {
        Cells cells = new Cells(isTerminal, new Encoding(new Options(), ""));
        MessageJson json = new MessageJson(cells, false, new PrintStream(err, true, UTF_8));
        TextBuffer out = new TextBuffer();
        assertTrue(Format.parse(format, json, cells).add(out, message));
        return out.toString();
    }

    private static Message hex(String payload) {
        return Message.of("ä/b", HexFormat.of().parseHex(payload));
    }

    @ParameterizedTest
    @CsvSource({
        "%x, 00ff10",
        "%.2:x, 00:ff:10",
        "%.4 X, 00FF 10",
        "%10x|, ____00ff10|",
        "%-10x|, 00ff10____|",
        "%010x, 000000ff10",
        "%f, ''",
        "%5t|, __ä/b|",
        "%.1t|, ä|"
    })
    void writesHexAndCountsCharacters(String format, String expected) {
        assertEquals(expected.replace('_', ' '), print(format, hex("00ff10"), false));
    }

    @ParameterizedTest
    @CsvSource({
        "%d, 000000000000f83f, 1.500000",
        "%.1d, 000000000000f83f, 1.5",
        "%08.2f, 0000c03f, 00001.50",
        "%f, 0000c07f, nan",
        "%d, 000000000000f0ff, -inf"
    })
    void readsNumbersOfC(String format, String payload, String expected) {
        assertEquals(expected, print(format, hex(payload), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "@", "\\", "\\q", "%k", "%5", "%-", "%.", "%.2", "%.2:t", "%99999t", "%123456t"})
    void refusesWhatIsNoFormat(String format) {
        assertThrows(Failure.class, () -> print(format, hex(""), false));
    }

    @Property
    void neverFailsOtherwise(@ForAll String format, @ForAll byte[] payload, @ForAll boolean isTerminal) {
        try {
            print(format, Message.of("t", payload), isTerminal);
        } catch (Failure e) {
            assertTrue(e.getMessage().startsWith("-F: "), e.getMessage());
        }
    }

    @Property
    void losesNothingInJson(@ForAll byte[] payload) {
        JsonNode message = JsonMapper.shared().readTree(print("%j", Message.of("t", payload), false));
        JsonNode text = message.get("payload");
        byte[] back = text != null
                ? text.asString().getBytes(UTF_8)
                : java.util.Base64.getDecoder()
                        .decode(message.get("payload-base64").asString());
        assertEquals(Bytes.of(payload), Bytes.of(back));
    }

    @Test
    void printsJsonInSeveralLines() {
        Cells cells = new Cells(false, new Encoding(new Options(), ""));
        Format format = Format.parse("%j", new MessageJson(cells, true, System.err), cells);
        TextBuffer out = new TextBuffer();
        format.add(out, hex("61").with(new Pair("k", "v")));
        String[] lines = out.toString().split("\n", -1);
        assertEquals("{", lines[0]);
        assertEquals("  \"topic\": \"ä/b\",", lines[2]);
        assertEquals("  \"payload\": \"a\"", lines[lines.length - 2]);
        assertEquals("}", lines[lines.length - 1]);
        assertEquals(
                "v",
                JsonMapper.shared()
                        .readTree(out.toString())
                        .at("/properties/user-properties/0/k")
                        .asString());
    }

    @Test
    void inlinesJsonWithItsNumbers() {
        String payload = " { \"a b\\\" \" : [ 1.0e5 , 12345678901234567890 ],\n\"c\":null } ";
        String printed = print("%J", Message.of("t", payload), false);
        assertTrue(printed.endsWith(",\"payload\":{\"a b\\\" \":[1.0e5,12345678901234567890],\"c\":null}}"), printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{} {}", "{\"a\":}", "[1,]", "\ufeff1", "1 2"})
    void printsWhatIsNoJsonAsText(String payload) {
        String printed = print("%J", Message.of("t", payload), false);
        JsonNode message = JsonMapper.shared().readTree(printed);
        assertEquals(payload, message.get("payload").asString());
        assertEquals("mqttlab: the payload is not JSON, on topic t\n", err.toString(UTF_8));
    }

    @Test
    void showsRepeatedUserProperties() {
        Message message = hex("").with(new Pair("k", "v"))
                .with(new Numeric(PropertyId.TOPIC_ALIAS, 3))
                .with(new Pair("k", "w"));
        assertEquals("k:v k:w 3", print("%P %A", message, false));
        assertTrue(print("%j", message, false)
                .contains("\"properties\":{\"user-properties\":[{\"k\":\"v\"},{\"k\":\"w\"}],\"topic-alias\":3}"));
    }

    /// One for each subscription that the message matches.
    @Test
    void showsAllSubscriptionIdentifiers() {
        Message one = hex("").with(new Numeric(PropertyId.SUBSCRIPTION_IDENTIFIER, 1));
        Message two = one.with(new Numeric(PropertyId.SUBSCRIPTION_IDENTIFIER, 2));
        assertEquals("1; 1 2", print("%S; ", one, false) + print("%S", two, false));
        String id = "\"properties\":{\"subscription-identifier\":";
        assertTrue(print("%j", one, false).contains(id + "1}"));
        assertTrue(print("%j", two, false).contains(id + "[1,2]}"));
    }

    @Property
    void letsNothingCommandATerminal(@ForAll byte[] payload) {
        String printed = print("%t %p %j %J", Message.of("\033[2J", payload), true);
        assertTrue(printed.codePoints().noneMatch(c -> c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0));
    }
}
