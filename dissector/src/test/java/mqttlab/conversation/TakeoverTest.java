package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What becomes of a connection whose client connects anew: [MQTT-3.1.4-2] of 3.1.1, [MQTT-3.1.4-3] of 5.0.
class TakeoverTest {

    private static final String CONNECT = "> 10 0d 00 04 4d 51 54 54 04 02 00 00 00 01 63";
    private static final String CONNACK = "< 20 02 00 00";
    private static final String CONNECT_5 = "> 10 0e 00 04 4d 51 54 54 05 02 00 00 00 00 01 63";
    private static final String CONNACK_5 = "< 20 03 00 00 00";
    private static final String DISCONNECT_5 = "< e0 01 8e";

    /// Two connections of one client; the lines come when the second is accepted, and are of the first unless they
    /// say otherwise.
    private static List<String> found(String connect, String connAck, String... lines) {
        Stream<String> before = Stream.of(connect, connAck, "@ connection 2", connect, connAck, "@ connection 1");
        List<String> all = Stream.concat(before, Stream.of(lines)).toList();
        return new Script(all, 0).findings().stream().map(Script::line).toList();
    }

    @Test
    void theServerClosesItWithoutAWord() {
        for (String end : List.of("@ FIN server", "@ RST server")) {
            assertEquals(List.of("MQTT-3.1.4-3 server warning"), found(CONNECT_5, CONNACK_5, end));
            assertEquals(List.of(), found(CONNECT_5, CONNACK_5, DISCONNECT_5, end));
            assertEquals(List.of(), found(CONNECT, CONNACK, end), "3.1.1 has no word for it");
        }
    }

    @Test
    void theServerLeavesItOpen() {
        for (String end : List.of("@ silence", "@ FIN server", "@ FIN client", "@ RST client")) {
            assertEquals(List.of("MQTT-3.1.4-3 server warning"), found(CONNECT_5, CONNACK_5, "~ 20 s", end));
            assertEquals(List.of("MQTT-3.1.4-2 server warning"), found(CONNECT, CONNACK, "~ 20 s", end));
        }
        assertEquals(
                List.of("MQTT-3.1.4-2 server"),
                found(CONNECT, CONNACK, "> c0 00", "~ 20 s", "< d0 00", "@ silence"),
                "it is served, which is said once");
    }

    @Test
    void nobodyIsBlamedForWhatMayHaveBeenOtherwise() {
        assertEquals(List.of(), found(CONNECT, CONNACK, "~ 5 s", "@ silence"), "it may still be closed");
        assertEquals(List.of(), found(CONNECT_5, CONNACK_5, "@ FIN client"), "the client has closed it");
        assertEquals(List.of(), found(CONNECT_5, CONNACK_5, "> e0 00", "@ FIN server"), "the client said goodbye");
        assertEquals(List.of(), found(CONNECT_5, CONNACK_5, "@ lost server", "@ FIN server"), "so may the server");
        assertEquals(List.of(), found(CONNECT, CONNACK, "@ lost server", "~ 20 s", "@ silence"));
    }
}
