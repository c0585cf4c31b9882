package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A session that goes on: what a new connection takes over of the one before, and what it has begun itself. 3.1.1
/// section 3.1.2.4, 5.0 section 4.1.
class ResumptionTest {

    private static final String CONNECT = "> 10 0d 00 04 4d 51 54 54 04 00 00 00 00 01 63";
    private static final String CONNACK = "< 20 02 00 00";
    private static final String SESSION_PRESENT = "< 20 02 01 00";
    /// Keeps its session for 100 s.
    private static final String CONNECT_5 = "> 10 13 00 04 4d 51 54 54 05 00 00 00 05 11 00 00 00 64 00 01 63";

    private static final String CONNACK_5 = "< 20 03 00 00 00";
    private static final String SESSION_PRESENT_5 = "< 20 03 01 00 00";

    private static List<String> found(String... lines) {
        return new Script(List.of(lines), 0)
                .findings().stream().map(Script::line).toList();
    }

    /// The server accepts the third connection before the second has ended.
    private static List<String> takenOver(String... then) {
        List<String> lines = new ArrayList<>(List.of(
                CONNECT,
                CONNACK,
                "> e0 00",
                "@ FIN client",
                "@ connection 2",
                CONNECT,
                SESSION_PRESENT,
                "@ connection 3",
                CONNECT,
                SESSION_PRESENT));
        lines.addAll(List.of(then));
        return lines;
    }

    /// PUBREC is the server's: the client owes what follows it.
    @Test
    void whatIsOwedIsNamed() {
        Script script = new Script(
                List.of(
                        CONNECT,
                        CONNACK,
                        "> 34 06 00 01 74 00 01 6d   # PUBLISH t, QoS 2, id 1",
                        "< 50 02 00 01   # PUBREC, id 1",
                        "> 34 06 00 01 74 00 02 6d   # PUBLISH t, QoS 2, id 2",
                        "@ RST client",
                        "@ connection 2",
                        CONNECT,
                        SESSION_PRESENT,
                        "~ 20 s",
                        "> c0 00   # PINGREQ",
                        "< d0 00   # PINGRESP",
                        "> e0 00   # DISCONNECT",
                        "@ FIN client"),
                0);
        assertEquals(
                List.of("client PUBREL for packet 4 was not sent", "client PUBLISH of packet 5 was not sent again"),
                script.findings().stream()
                        .map(it -> it.offender() + " " + it.found())
                        .toList());
    }

    /// The connections do not share what is open.
    @Test
    void isNotTakenFromAConnectionThatLasts() {
        List<String> lines = takenOver(
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
        List<String> lines =
                takenOver("> 32 06 00 01 74 00 02 6d   # PUBLISH t, QoS 1, id 2", "~ 11 s", "> c0 00", "< d0 00");
        assertEquals(
                List.of("MQTT-3.1.4-2 server warning", "MQTT-4.3.2-2 server warning"),
                found(lines.toArray(String[]::new)));
    }

    /// The Subscription Identifier of a SUBSCRIBE that is sent before CONNACK.
    @Test
    void takesSubscriptionIdentifiersWithIt() {
        assertEquals(
                List.of(),
                found(
                        CONNECT_5,
                        CONNACK_5,
                        "> e0 00",
                        "@ FIN client",
                        "@ connection 2",
                        CONNECT_5,
                        "> 82 09 00 01 02 0b 05 00 01 74 00   # SUBSCRIBE, id 1, Subscription Identifier 5",
                        SESSION_PRESENT_5,
                        "< 90 04 00 01 00 00   # SUBACK, id 1",
                        "< 30 07 00 01 74 02 0b 05 6d   # PUBLISH, Subscription Identifier 5"));
    }

    /// The same of an UNSUBSCRIBE, whose UNSUBACK is to have a code for each filter.
    @Test
    void takesUnsubscribesWithIt() {
        assertEquals(
                List.of("MQTT-3.11.3-1 server"),
                found(
                        CONNECT_5,
                        CONNACK_5,
                        "> e0 00",
                        "@ FIN client",
                        "@ connection 2",
                        CONNECT_5,
                        "> a2 09 00 01 00 00 01 74 00 01 75   # UNSUBSCRIBE, id 1, t and u",
                        SESSION_PRESENT_5,
                        "< b0 04 00 01 00 00   # UNSUBACK, id 1, one code"));
    }

    /// Beyond so many identifiers it is no longer told which were given.
    @Test
    void subscriptionIdentifiersAreBounded() {
        String unknown = "< 30 09 00 01 74 05 0b ff ff ff 7f   # PUBLISH, a Subscription Identifier that nobody gave";
        assertEquals(List.of("3.3.4 server"), found(identified(10_000, unknown)));
        assertEquals(List.of(), found(identified(10_001, unknown)));
    }

    private static String[] identified(int times, String last) {
        List<String> lines = new ArrayList<>(List.of(CONNECT_5, CONNACK_5));
        for (int id = 128; id < 128 + times; id++) {
            String number = "%02x %02x".formatted(id & 0x7f | 0x80, id >> 7);
            lines.add("> 82 0a 00 01 03 0b " + number + " 00 01 74 00");
            lines.add("< 90 04 00 01 00 00");
        }
        lines.add(last);
        return lines.toArray(String[]::new);
    }
}
