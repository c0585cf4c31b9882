package mqttlab.bridge.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import mqttlab.client.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import net.jqwik.api.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {

    @Test
    void readsWhatPagesAskFor() throws BadRequest {
        assertEquals(new Request.Subscribe("a/+/#", null), Requests.read("{\"subscribe\":\"a/+/#\"}"));
        assertEquals(new Request.Unsubscribe("a", "17"), Requests.read(" {\"id\":17, \"unsubscribe\":\"a\"} "));
        assertEquals(
                new Request.Subscribe("ä\u202e", "\"\\u0007\""),
                Requests.read("{\"subscribe\":\"\\u00e4\\u202e\",\"id\":\"\\u0007\"}"));
    }

    @Test
    void readsMessages() throws BadRequest {
        assertEquals(
                new Request.Publish(Message.of("a", "x"), null),
                Requests.read("{\"publish\":{\"topic\":\"a\",\"payload\":\"x\"}}"));
        Message message = new Message(
                "a/b",
                Bytes.of(HexFormat.of().parseHex("00ff10")),
                2,
                true,
                new Properties(List.of(
                        new Property.Numeric(PropertyId.MESSAGE_EXPIRY_INTERVAL, 60),
                        new Property.Text(PropertyId.CONTENT_TYPE, "image/png"),
                        new Property.Data(PropertyId.CORRELATION_DATA, Bytes.of((byte) 0xfe)),
                        new Property.Pair("n", "1"),
                        new Property.Pair("n", "2"))),
                0);
        assertEquals(new Request.Publish(message, "1"), Requests.read("""
            {"id":1,"publish":{"topic":"a/b","payload":"AP8Q","encoding":"base64","qos":2,"retain":true,
             "properties":{"message-expiry-interval":60,"content-type":"image/png",
              "correlation-data-base64":"/g==","user-properties":[{"n":"1"},{"n":"2"}]}}}\
            """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                            | not an object                                    | 0",
                "{}                                            | an object that asks for nothing                  | 1",
                "{\"subscribe\":\"\"}                          | an empty topic filter                            | ",
                "{\"subscribe\":1}                             | \"subscribe\" is no string                       | 13",
                "{\"subscribe\":\"a\",\"unsubscribe\":\"a\"}   | a second member, \"unsubscribe\"                 | ",
                "{\"subscribe\":\"a\",\"subscribe\":\"b\"}     | not the JSON of a request: Duplicate Object      | ",
                "{\"delete\":\"a\"}                            | there is no request \"delete\"                   | ",
                "{\"subscribe\":\"a\"} {}                      | more follows behind the object                   | 18",
                "{\"subscribe\":\"a\"                          | not the JSON of a request: Unexpected end-of-inp | ",
                "{\"subscribe\":'a'}                           | not the JSON of a request: Unexpected character  | ",
                "{\"publish\":[[[[[[[]]]]]]]}                  | \"publish\" is no object                         | ",
                "{\"publish\":{}}                              | \"publish\" without a topic                      | ",
                "{\"publish\":{\"topic\":\"a\",\"qos\":3}}     | \"qos\" is 3                                     | ",
                "{\"publish\":{\"topic\":\"a\",\"qos\":1.5}}   | \"qos\" is no whole number                       | ",
                "{\"publish\":{\"topic\":\"a\",\"qos\":9999999999999999999}} | \"qos\" is 9999999999999999999     | ",
                "{\"publish\":{\"topic\":\"a\",\"retain\":1}}  | \"retain\" is neither true nor false             | ",
                "{\"publish\":{\"topic\":\"a\",\"encoding\":\"hex\"}} | there is no encoding \"hex\"              | ",
                "{\"publish\":{\"topic\":\"a\",\"encoding\":\"base64\",\"payload\":\"%\"}} | \"payload\" is no base64"
                        + " | ",
                "{\"publish\":{\"topic\":\"a\",\"properties\":{\"topic-alias\":1}}} | there is no property"
                        + " \"topic-alias\" | ",
                "{\"publish\":{\"topic\":\"a\",\"properties\":{\"user-properties\":[{\"a\":\"b\",\"c\":\"d\"}]}}} | a"
                        + " user property has a second name | ",
                "{\"subscribe\":\"a\\ud800\"}               | \"subscribe\" has half a surrogate pair        | 13",
                "{\"publish\":{\"topic\":\"\\udc00a\"}}      | \"topic\" has half a surrogate pair            | ",
                "{\"publish\":{\"topic\":\"a\",\"payload\":\"\\ude00\\ud83d\"}} | \"payload\" has half a surrogate"
                        + " pair | ",
                "{\"publish\":{\"properties\":{\"user-properties\":[{\"n\":\"\\udc00\"}]}}} | \"user-properties\" has"
                        + " half a surrogate pair | ",
                "{\"id\":true,\"subscribe\":\"a\"}             | \"id\" cannot be that                            | ",
            })
    void saysWhatIsWrong(String text, String what, Integer at) {
        BadRequest e = assertThrows(BadRequest.class, () -> Requests.read(text));
        assertTrue(e.what().startsWith(what), e.what());
        if (at != null) {
            assertEquals((long) at, e.at());
        }
    }

    @Test
    void saysWhoseRequestIsWrong() {
        BadRequest e = assertThrows(BadRequest.class, () -> Requests.read("{\"id\":\"x\",\"publish\":{\"qos\":7}}"));
        assertEquals("\"x\"", e.id());
        assertEquals(
                "{\"error\":\"\\\"qos\\\" is 7\",\"expected\":\"a whole number from 0 to 2\",\"at\":" + e.at()
                        + ",\"id\":\"x\"}",
                new String(Texts.error(e), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void goesNoDeeperThanItMust() {
        String deep = "{\"publish\":{\"topic\":\"a\",\"properties\":" + "{\"x\":".repeat(100_000);
        BadRequest e = assertThrows(BadRequest.class, () -> Requests.read(deep));
        assertTrue(e.what().length() < 300, e.what());
        String wide = "{\"publish\":" + "[".repeat(100_000);
        assertThrows(BadRequest.class, () -> Requests.read(wide));
    }

    @net.jqwik.api.Property
    void neverFailsOtherwise(@ForAll String text) {
        try {
            Requests.read(text);
        } catch (BadRequest e) {
            assertTrue(e.at() <= text.length());
        }
    }

    @net.jqwik.api.Property
    void readsAnyFilter(@ForAll String filter) throws BadRequest {
        String json = new mqttlab.packet.TextBuffer()
                .add("{\"subscribe\":")
                .json(filter)
                .add('}')
                .toString();
        try {
            assertTrue(Requests.read(json) instanceof Request.Subscribe);
        } catch (BadRequest e) {
            assertTrue(filter.isEmpty() || e.what().endsWith("has half a surrogate pair in it"), e.what());
        }
    }
}
