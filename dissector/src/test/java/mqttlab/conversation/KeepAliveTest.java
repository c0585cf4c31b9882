package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// How long a client may be silent before a connection ends. 3.1.1 and 5.0 section 3.1.2.10.
class KeepAliveTest {

    private static final String CONNECT_60_S = "> 10 0d 00 04 4d 51 54 54 04 02 00 3c 00 01 63";
    private static final String CONNACK = "< 20 02 00 00";

    private static List<String> found(String... lines) {
        return new Script(List.of(lines), 0)
                .findings().stream().map(Script::line).toList();
    }

    /// Who has closed its direction sends nothing more.
    @Test
    void silenceEndsWithTheFirstFin() {
        assertEquals(List.of(), found(CONNECT_60_S, CONNACK, "~ 60 s", "@ closes client", "~ 600 s", "@ FIN client"));
        assertEquals(List.of(), found(CONNECT_60_S, CONNACK, "~ 60 s", "@ closes server", "~ 600 s", "@ FIN server"));
        assertEquals(
                List.of("MQTT-3.1.2-24 server warning"),
                found(CONNECT_60_S, CONNACK, "~ 140 s", "@ closes server", "~ 600 s", "@ FIN server"));
    }
}
