package mqttlab.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Listeners as URIs.
class ListenerTest {

    @ParameterizedTest
    @CsvSource({
        "mqtt://127.0.0.1:1883, MQTT, 127.0.0.1, 1883, '', mqtt://127.0.0.1:1883",
        "mqtt://localhost, MQTT, localhost, 1883, '', mqtt://localhost:1883",
        "mqtts://[::1], MQTTS, ::1, 8883, '', mqtts://[::1]:8883",
        "mqtt://:0, MQTT, '', 0, '', mqtt://0.0.0.0:0",
        "ws://localhost:9001/mqtt, WS, localhost, 9001, /mqtt, ws://localhost:9001/mqtt",
        "ws://localhost:9001, WS, localhost, 9001, /, ws://localhost:9001/",
        "wss://:443/a/b, WSS, '', 443, /a/b, wss://0.0.0.0:443/a/b",
        "mqtt://my_broker, MQTT, my_broker, 1883, '', mqtt://my_broker:1883",
        "ws://_a_b_:9001/c_d, WS, _a_b_, 9001, /c_d, ws://_a_b_:9001/c_d",
        "unix:/run/mqtt.sock, UNIX, '', 0, /run/mqtt.sock, unix:/run/mqtt.sock",
        "unix:///run/mqtt.sock, UNIX, '', 0, /run/mqtt.sock, unix:/run/mqtt.sock",
        "unix:mqtt.sock, UNIX, '', 0, mqtt.sock, unix:mqtt.sock",
    })
    void uris(String uri, Listener.Scheme scheme, String host, int port, String path, String text) {
        Listener listener = Listener.at(uri);
        assertEquals(scheme, listener.scheme());
        assertEquals(host, listener.host());
        assertEquals(port, listener.port());
        assertEquals(path, listener.path());
        assertEquals(text, listener.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "1883, begins with mqtt://",
        "http://localhost, begins with mqtt://",
        "'', begins with mqtt://",
        "mqtt:1883, expected //",
        "mqtt://localhost:99999, port 99999",
        "mqtt://localhost:1883/mqtt, a path is for ws://",
        "mqtt://me@localhost:1883, SCHEME://HOST:PORT",
        "mqtt://me@under_score:1, SCHEME://HOST:PORT",
        "mqtt://under_score:x, SCHEME://HOST:PORT",
        "ws://localhost/mqtt#part, SCHEME://HOST:PORT",
        "mqtt://:x, SCHEME://HOST:PORT",
        "unix:, expected a file",
        "'mqtt://a b', no URI",
    })
    void others(String uri, String why) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Listener.at(uri))
                .getMessage());
        assertTrue(message.contains(why), message);
    }
}
