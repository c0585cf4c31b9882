package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A session that goes on: what a new connection takes over of the one before, and what it has begun itself. 3.1.1
/// section 3.1.2.4, 5.0 section 4.1.
class ResumptionTest {

    private static final String CONNECT = "> 10 0d 00 04 4d 51 54 54 04 00 00 00 00 01 63";
    private static final String CONNACK = "< 20 02 00 00";
    private static final String SESSION_PRESENT = "< 20 02 01 00";

    private static List<String> found(String... lines) {
        return new Script(List.of(lines), 0)
                .findings().stream().map(Script::line).toList();
    }

    /// The server accepts the third connection before the second has ended: they do not share what is open.
    @Test
    void isNotTakenFromAConnectionThatLasts() {
        List<String> lines = List.of(
                CONNECT,
                CONNACK,
                "> e0 00",
                "@ FIN client",
                "@ connection 2",
                CONNECT,
                SESSION_PRESENT,
                "@ connection 3",
                CONNECT,
                SESSION_PRESENT,
                "> 82 06 00 01 00 01 74 00   # SUBSCRIBE, id 1 t",
                "@ connection 2",
                "@ FIN server",
                "@ connection 3",
                "< 90 03 00 01 00   # SUBACK, id 1",
                "> e0 00",
                "@ FIN client");
        Script script = new Script(lines, 0);
        assertEquals(
                List.of(
                        "2 answers 1 after 1 ms",
                        "5 answers 4 after 1 ms",
                        "7 answers 6 after 1 ms",
                        "connection 2 is taken over by 3",
                        "9 answers 8 after 4 ms"),
                script.links);
        assertEquals(List.of(), script.findings());
    }

    /// What is open on the second connection is missed there alone, though both last to the end.
    @Test
    void isMissedOnOneConnection() {
        assertEquals(
                List.of("MQTT-3.1.4-2 server warning", "MQTT-4.3.2-2 server warning"),
                found(
                        CONNECT,
                        CONNACK,
                        "> e0 00",
                        "@ FIN client",
                        "@ connection 2",
                        CONNECT,
                        SESSION_PRESENT,
                        "@ connection 3",
                        CONNECT,
                        SESSION_PRESENT,
                        "> 32 06 00 01 74 00 02 6d   # PUBLISH t, QoS 1, id 2",
                        "~ 11 s",
                        "> c0 00",
                        "< d0 00"));
    }
}
