package mqttlab.bridge.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import mqttlab.client.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static String text(Message message) {
        return new String(Texts.message(message, Instant.parse("2026-03-01T12:00:00Z")), StandardCharsets.UTF_8);
    }

    @Test
    void writesAllOfAMessage() {
        Properties properties = new Properties(List.of(
                new Property.Numeric(PropertyId.PAYLOAD_FORMAT_INDICATOR, 1),
                new Property.Pair("unit", "°C"),
                new Property.Numeric(PropertyId.SUBSCRIPTION_IDENTIFIER, 9),
                new Property.Text(PropertyId.RESPONSE_TOPIC, "answers"),
                new Property.Pair("unit", "K"),
                new Property.Data(PropertyId.CORRELATION_DATA, Bytes.of((byte) 0xff))));
        Message message = new Message("a/b", Bytes.utf8("{\"t\":1}"), 1, true, properties, 77);
        assertEquals(
                "{\"topic\":\"a/b\",\"payload\":\"{\\\"t\\\":1}\",\"encoding\":\"utf8\",\"qos\":1,\"retain\":true,"
                        + "\"properties\":{\"payload-format-indicator\":1,\"user-properties\":[{\"unit\":\"°C\"},"
                        + "{\"unit\":\"K\"}],\"response-topic\":\"answers\",\"correlation-data-base64\":\"/w==\"},"
                        + "\"time\":\"2026-03-01T12:00:00Z\"}",
                text(message));
    }

    @Test
    void writesBytesThatAreNoTextInBase64() {
        Message message = Message.of("a", HexFormat.of().parseHex("c328"));
        assertEquals(
                "{\"topic\":\"a\",\"payload\":\"wyg=\",\"encoding\":\"base64\",\"qos\":0,\"retain\":false,"
                        + "\"properties\":{},\"time\":\"2026-03-01T12:00:00Z\"}",
                text(message));
    }

    @Test
    void escapesWhatCouldBeObeyed() {
        assertEquals(
                "{\"topic\":\"\\u202ea\",\"payload\":\"\\u001b[31m</script>\\u2028\",\"encoding\":\"utf8\",\"qos\":0,"
                        + "\"retain\":false,\"properties\":{},\"time\":\"2026-03-01T12:00:00Z\"}",
                text(Message.of("\u202ea", "\u001b[31m</script>\u2028")));
    }
}
