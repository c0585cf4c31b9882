package mqttlab.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import mqttlab.cli.command.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {

    @Test
    void hasAllParts() {
        assertEquals(
                new Url(true, false, "a@b", "c:d/ä", "example.org", 8884, "x/+/#"),
                Url.parse("mqtts://a%40b:c:d%2F%c3%a4@example.org:8884/x/+/#"));
    }

    @Test
    void needsOnlyAHost() {
        assertEquals(new Url(false, false, null, null, "h", 0, ""), Url.parse("mqtt://h"));
        assertEquals(new Url(true, true, "u", null, "h", 0, ""), Url.parse("wss://u@h/"));
    }

    @Test
    void takesAddressesInBrackets() {
        assertEquals(new Url(false, false, null, null, "::1", 0, "a"), Url.parse("mqtt://[::1]/a"));
        assertEquals(new Url(false, false, null, null, "::1", 1884, "a/b"), Url.parse("mqtt://[::1]:1884/a/b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                "http://h/a",
                "mqtt://",
                "mqtt:///a",
                "mqtt://h:/a",
                "mqtt://h:0/a",
                "mqtt://h:65536/a",
                "mqtt://[::1/a",
                "mqtt://h/%",
                "mqtt://h/%4",
                "mqtt://h/%zz",
                "mqtt://%@h/a"
            })
    void refusesWhatIsNone(String text) {
        assertThrows(Failure.class, () -> Url.parse(text));
    }
}
