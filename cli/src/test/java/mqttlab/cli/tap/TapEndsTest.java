package mqttlab.cli.tap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapEndsTest {

    private static String shown(TapEnds.Ends it) {
        return it.client() + " " + it.server();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:50312,        mqtt://127.0.0.1:2883,     /127.0.0.1:50312 /127.0.0.1:2883",
        "127.0.0.1:50312,        mqtts://0.0.0.0:8883,      /127.0.0.1:50312 /127.0.0.1:8883",
        "192.168.1.7:50312,      ws://0.0.0.0:9001/mqtt,    /192.168.1.7:50312 /0.0.0.0:9001",
        "[::1]:50312,            'mqtt://[::]:1883',        /[0:0:0:0:0:0:0:1]:50312 /[0:0:0:0:0:0:0:1]:1883",
        "[fe80::1%wlan9]:50312,  'mqtt://0.0.0.0:1883',     /[fe80:0:0:0:0:0:0:1]:50312 /[0:0:0:0:0:0:0:0]:1883",
        "unix socket,            unix:/run/mqtt.sock,       /192.0.2.2:1031 /192.0.2.1:1883",
        // What a PROXY header may say.
        "192.168.1.7,            mqtt://127.0.0.1:1883,     /192.168.1.7:1031 /127.0.0.1:1883",
        "2001:db8::1,            mqtt://127.0.0.1:1883,     /[2001:db8:0:0:0:0:0:1]:1031 /127.0.0.1:1883",
        "/tmp/client.sock,       mqtt://127.0.0.1:1883,     /192.0.2.2:1031 /127.0.0.1:1883",
        "evil.example:99999,     mqtt://127.0.0.1:1883,     /192.0.2.2:1031 /127.0.0.1:1883",
        "[,                      mqtt://127.0.0.1:1883,     /192.0.2.2:1031 /127.0.0.1:1883",
        "127.0.0.1:1883,         mqtt://127.0.0.1:1883,     /192.0.2.2:1031 /127.0.0.1:1883",
    })
    void ofTheSeventhConnection(String peer, String listener, String ends) {
        assertEquals(ends, shown(new TapEnds(true).opened(7, peer, listener)));
    }

    @Test
    void portsByWhichOthersKnowMqtt() {
        TapEnds ends = new TapEnds(false);
        assertEquals("/127.0.0.1:5 /127.0.0.1:1883", shown(ends.opened(1, "127.0.0.1:5", "mqtts://127.0.0.1:8883")));
        // The same client at another listener: the packets would be mixed up.
        assertEquals(
                "/192.0.2.2:1026 /127.0.0.1:1883", shown(ends.opened(2, "127.0.0.1:5", "ws://127.0.0.1:9001/mqtt")));
        ends.closed(1);
        assertEquals("/127.0.0.1:5 /127.0.0.1:1883", shown(ends.opened(3, "127.0.0.1:5", "ws://127.0.0.1:9001/mqtt")));
    }

    @Test
    void noTwoOpenConnectionsAreTheSame() {
        TapEnds ends = new TapEnds(true);
        Set<TapEnds.Ends> all = new HashSet<>();
        // More than there are ports.
        for (long i = 1; i <= 70_000; i++) {
            TapEnds.Ends it = ends.opened(i, "unix socket", "unix:/run/mqtt.sock");
            assertNotEquals(it.client(), it.server());
            all.add(it);
        }
        assertEquals(70_000, all.size());
    }
}
